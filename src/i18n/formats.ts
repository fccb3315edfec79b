import type { Temporal } from 'temporal-polyfill';
import {
  type DateValue,
  formatDate,
  formatDayMonth,
  formatDayMonthWeekday,
  formatTime,
  formatWeekday,
  type TimeValue,
} from './dates.ts';
import { type KazakhCase, kazakhCases, withEnding, withPossession } from './kazakh-endings.ts';
import type { Language } from './language.ts';
import { type Decimal, formatNumber, formatPercent } from './numbers.ts';
import { formatPeriod, formatPeriodLong } from './periods.ts';
import {
  formatPlace,
  formatPlaceRange,
  formatPlaceWithRange,
  type PlaceRange,
  type PlaceWithRange,
} from './places.ts';
import { formatUnit, type Measure } from './units.ts';

/** What a template may be given and formats by itself; never an instant, never `undefined`. */
export type FormattedValue =
  | string
  | number
  | Temporal.PlainDate
  | Temporal.PlainTime
  | Measure
  | PlaceRange
  | PlaceWithRange;

type Format = (language: Language, value: never) => string;

/** The formats that may stand after a placeholder's name: `{{score, decimal(2)}}`, `{{day, dayMonth ablative}}`. */
const formats: Readonly<Record<string, Format>> = {
  number: (_, value: Decimal) => formatNumber(value),
  percent: (_, value: Decimal) => formatPercent(value),
  unit: (language, measure: Measure) => formatUnit(language, measure.value, measure.unit, measure.label),
  date: (language, value: DateValue) => formatDate(language, value),
  dayMonth: (language, value: DateValue) => formatDayMonth(language, value),
  dayMonthWeekday: (language, value: DateValue) => formatDayMonthWeekday(language, value),
  weekday: (language, value: DateValue) => formatWeekday(language, value),
  time: (_, value: TimeValue) => formatTime(value),
  period: (language, value: string) => formatPeriod(language, value),
  periodLong: (language, value: string) => formatPeriodLong(language, value),
  place: (language, value: number) => formatPlace(language, value),
  placeWithRange: (language, value: PlaceWithRange) => formatPlaceWithRange(language, value),
  placeRange: (language, value: PlaceRange) => formatPlaceRange(language, value),
};

export const formatNames: readonly string[] = Object.keys(formats);

function isKazakhCase(name: string): name is KazakhCase {
  return kazakhCases.some((kazakhCase) => kazakhCase === name);
}

/**
 * The value as text. `steps` are what the template says after the comma: at most one format, then, in Kazakh,
 * `possessive` and a case (or `possession`); `capital` is for the start of a sentence. Without a format numbers are written as numbers, texts as they are.
 * Throws on a value that the format cannot take and on unknown formats.
 */
export function formatValue(language: Language, value: FormattedValue, steps: string): string {
  const names = steps.split(/[\s,]+/).filter((name) => name !== '');
  const possessive = names.includes('possessive');
  let text: string | undefined;
  for (const name of names) {
    if (name === 'possessive') continue;
    const digits = /^decimal\((\d)\)$/.exec(name)?.[1];
    const format = formats[name];
    if (isKazakhCase(name)) text = withEnding(text ?? bareText(value), name, { possessive });
    else if (name === 'possession') text = withPossession(text ?? bareText(value));
    else if (name === 'capital') text = capitalized(text ?? bareText(value));
    else if (digits !== undefined) text = formatNumber(value as Decimal, Number(digits));
    else if (format !== undefined) text = format(language, value as never);
    else throw new RangeError(`Unknown format «${name}» in a template`);
  }
  return text ?? bareText(value);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function bareText(value: FormattedValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value);
  throw new TypeError(`A value of this kind needs a format: ${JSON.stringify(value)}`);
}
