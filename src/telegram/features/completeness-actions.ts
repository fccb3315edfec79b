import type { Translate } from '../../i18n/translate.ts';
import { defineAction } from '../callback-data.ts';
import { actionButton, type Button } from '../screen.ts';

/** How complete a period is; period 0 is the newest quarter. */
export const openCompleteness = defineAction('cmp.open', { period: 'int', page: 'int' });
export const openGroupOf = defineAction('cmp.group', { period: 'int', group: 'id', page: 'int' });
export const openCityOf = defineAction('cmp.city', { period: 'int', city: 'id' });
export const choosePeriod = defineAction('cmp.periods', { page: 'int' });
/** `format`: `xlsx` or `csv`. */
export const sendTable = defineAction('cmp.file', { period: 'int', format: 'id' });

/** The way to what came on time, late and not at all. */
export function completenessButton({ t }: { t: Translate }): Button {
  return actionButton(t.plain('completeness:button.open'), openCompleteness, { period: 0, page: 0 });
}
