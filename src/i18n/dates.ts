import { Temporal } from 'temporal-polyfill';
import type { Language } from './language.ts';
import { noBreakSpace } from './numbers.ts';

/** A day of the calendar: `YYYY-MM-DD`, or a `PlainDate`. */
export type DateValue = string | Temporal.PlainDate;

/** A time of day: `HH:MM` or `HH:MM:SS`, or a `PlainTime`. */
export type TimeValue = string | Temporal.PlainTime;

const monthNames: Readonly<Record<Language, readonly string[]>> = {
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' '),
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' '),
};

const russianMonthsOfDates =
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

const weekdayNames: Readonly<Record<Language, readonly string[]>> = {
  kk: 'дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі'.split(' '),
  ru: 'понедельник вторник среда четверг пятница суббота воскресенье'.split(' '),
};

const shortWeekdays: Readonly<Record<Language, readonly string[]>> = {
  kk: 'Дс Сс Ср Бс Жм Сн Жс'.split(' '),
  ru: 'Пн Вт Ср Чт Пт Сб Вс'.split(' '),
};

/** The heads of the columns of a calendar, from Monday: `Дс Сс …` / `Пн Вт …`. */
export function weekdayHeads(language: Language): readonly string[] {
  return shortWeekdays[language];
}

/** Name of a month, 1 to 12, as it stands alone: `қазан`, `октябрь`. */
export function monthName(language: Language, month: number): string {
  const name = monthNames[language][month - 1];
  if (name === undefined) throw new RangeError(`Not a month: ${month}`);
  return name;
}

/** `14 қазан` / `14 октября`. */
export function formatDayMonth(language: Language, date: DateValue): string {
  const { day, month } = Temporal.PlainDate.from(date);
  const name = language === 'kk' ? monthName('kk', month) : russianMonthsOfDates[month - 1];
  return `${day}${noBreakSpace}${name}`;
}

/** `2026 жылғы 14 қазан` / `14 октября 2026 г.` */
export function formatDate(language: Language, date: DateValue): string {
  const { year } = Temporal.PlainDate.from(date);
  const dayMonth = formatDayMonth(language, date);
  return language === 'kk' ? `${year} жылғы ${dayMonth}` : `${dayMonth} ${year}${noBreakSpace}г.`;
}

/** `сәрсенбі` / `среда`. */
export function formatWeekday(language: Language, date: DateValue): string {
  return weekdayNames[language][Temporal.PlainDate.from(date).dayOfWeek - 1] ?? '';
}

/** `14 қазан, сәрсенбі` / `14 октября, среда`. */
export function formatDayMonthWeekday(language: Language, date: DateValue): string {
  return `${formatDayMonth(language, date)}, ${formatWeekday(language, date)}`;
}

/** `18:00`, the same in both languages. */
export function formatTime(time: TimeValue): string {
  return Temporal.PlainTime.from(time).toString({ smallestUnit: 'minute' });
}
