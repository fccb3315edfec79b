import { noBreakSpace } from './numbers.ts';

/**
 * A template with the no-break spaces that both languages want, so that authors type plain ones: before a dash,
 * after №, between a figure and its per cent sign, unit or noun.
 */
export function setNoBreakSpaces(template: string): string {
  return template
    .replace(/ (?=[–—](?: |$))/gm, noBreakSpace)
    .replace(/№ /g, `№${noBreakSpace}`)
    .replace(/(\d|\}\}) (?=%|(?:км|МБ)(?!\p{L}))/gu, `$1${noBreakSpace}`)
    .replace(/(?<![\p{L}\d])(\d+(?:,\d+)?) (?=\p{L})/gu, `$1${noBreakSpace}`)
    .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${noBreakSpace}`);
}
