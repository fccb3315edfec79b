import type { Language } from './language.ts';
import { type Decimal, formatNumber, formatPercent, noBreakSpace, pluralCategory } from './numbers.ts';

/** A value with its unit, as a template parameter with the format `unit`. */
export interface Measure {
  readonly value: Decimal;
  /** Unit's id in the methodology: `percent`, `hours`, … */
  readonly unit: string;
  /** Label of a unit that the bot has no words for, one of those an administrator imported. */
  readonly label?: string;
}

type RussianForms = Readonly<Record<'one' | 'few' | 'many' | 'other', string>>;

/** How a counted unit is read: Kazakh keeps the singular after a number, Russian declines. */
const countedUnits: Readonly<Record<string, { readonly kk: string; readonly ru: RussianForms }>> = {
  hours: { kk: 'сағат', ru: { one: 'час', few: 'часа', many: 'часов', other: 'часа' } },
  minutes: { kk: 'минут', ru: { one: 'минута', few: 'минуты', many: 'минут', other: 'минуты' } },
  count: { kk: 'бірлік', ru: { one: 'единица', few: 'единицы', many: 'единиц', other: 'единицы' } },
};

/** Units written around the number in one way, whatever the number. */
const fixedUnits: Readonly<Record<string, Readonly<Record<Language, (number: string) => string>>>> = {
  per_10k: {
    kk: (number) => `10${noBreakSpace}мың тұрғынға шаққанда ${number}`,
    ru: (number) => `${number} на 10${noBreakSpace}тыс. жителей`,
  },
  per_100k: {
    kk: (number) => `100${noBreakSpace}мың тұрғынға шаққанда ${number}`,
    ru: (number) => `${number} на 100${noBreakSpace}тыс. жителей`,
  },
  m2_per_capita: {
    kk: (number) => `бір тұрғынға шаққанда ${number}${noBreakSpace}м²`,
    ru: (number) => `${number}${noBreakSpace}м² на жителя`,
  },
  ug_m3: {
    kk: (number) => `${number}${noBreakSpace}мкг/м³`,
    ru: (number) => `${number}${noBreakSpace}мкг/м³`,
  },
  index: { kk: (number) => number, ru: (number) => number },
};

/**
 * A value with its unit as each language says it: `85,5 %`; `48,5 сағат` / `48,5 часа`; `10 мың тұрғынға
 * шаққанда 60` / `60 на 10 тыс. жителей`. A unit unknown here shows its label after the number, or nothing.
 */
export function formatUnit(language: Language, value: Decimal, unit: string, label?: string): string {
  if (unit === 'percent') return formatPercent(value);
  const number = formatNumber(value);
  const fixed = fixedUnits[unit];
  if (fixed !== undefined) return fixed[language](number);
  const counted = countedUnits[unit];
  if (counted !== undefined) {
    const word =
      language === 'kk' ? counted.kk : counted.ru[pluralCategory('ru', value) as keyof RussianForms];
    return `${number}${noBreakSpace}${word}`;
  }
  return label === undefined || label === '' ? number : `${number}${noBreakSpace}${label}`;
}
