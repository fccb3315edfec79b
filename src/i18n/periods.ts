import { monthName } from './dates.ts';
import type { Language } from './language.ts';
import { noBreakSpace } from './numbers.ts';

const roman = ['I', 'II', 'III', 'IV'];

interface PeriodNames {
  readonly short: Readonly<Record<Language, string>>;
  readonly long: Readonly<Record<Language, string>>;
}

/** Names of a period by its key: `2026-Q3`, `2026-10` or `2026`. Throws on any other key. */
function namePeriod(key: string): PeriodNames {
  const parts = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(key);
  if (parts === null) throw new RangeError(`Not the key of a period: ${key}`);
  const [, year = '', quarter, month] = parts;
  const russianYear = `${year}${noBreakSpace}г.`;
  if (quarter !== undefined) {
    const number = roman[Number(quarter) - 1];
    const short = { kk: `${number}${noBreakSpace}тоқсан`, ru: `${number}${noBreakSpace}квартал` };
    return { short, long: { kk: `${year} жылғы ${short.kk}`, ru: `${short.ru} ${russianYear}` } };
  }
  if (month !== undefined) {
    const short = { kk: monthName('kk', Number(month)), ru: monthName('ru', Number(month)) };
    return { short, long: { kk: `${year} жылғы ${short.kk}`, ru: `${short.ru} ${russianYear}` } };
  }
  const names = { kk: `${year}${noBreakSpace}жыл`, ru: russianYear };
  return { short: names, long: names };
}

/** `III тоқсан` / `III квартал`; `қазан` / `октябрь`; `2026 жыл` / `2026 г.` */
export function formatPeriod(language: Language, key: string): string {
  return namePeriod(key).short[language];
}

/** `2026 жылғы III тоқсан` / `III квартал 2026 г.`; `2026 жылғы қазан` / `октябрь 2026 г.` */
export function formatPeriodLong(language: Language, key: string): string {
  return namePeriod(key).long[language];
}
