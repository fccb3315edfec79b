import { Temporal } from 'temporal-polyfill';
import { formatDayMonth, monthName } from './dates.ts';
import { languages } from './language.ts';

/** The longest text that may be a day. */
const longest = 40;

/**
 * Reads a day as people write it: `14.10`, `14.10.2026`, `14/10`, `2026-10-14`, `14 қазан`, `14 октября 2026`.
 * Without a year the first such day from `today` on is meant. Null where it is no day of the calendar.
 */
export function readDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (text.length > longest) return null;
  const words = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const figures = /^(\d{1,2}) ?[./-] ?(\d{1,2})(?: ?[./-] ?(\d{4}|\d{2}))?\.?$/.exec(words);
  if (figures !== null) return inYear(figures[3], Number(figures[2]), Number(figures[1]), today);
  const named = /^(\d{1,2}) ?(\p{L}+)(?:,? (\d{4}))?(?: ?(?:г|г\.|года?|жыл|ж|ж\.))?$/u.exec(words);
  if (named !== null) return inYear(named[3], monthOf(named[2] ?? ''), Number(named[1]), today);
  const kazakh = /^(\d{4}) ?(?:жылғы|жыл|ж\.?) (\d{1,2}) ?(\p{L}+)$/u.exec(words);
  return kazakh === null ? null : inYear(kazakh[1], monthOf(kazakh[3] ?? ''), Number(kazakh[2]), today);
}

function inYear(
  written: string | undefined,
  month: number,
  day: number,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  if (written !== undefined) return dayOf(Number(written) + (written.length === 2 ? 2000 : 0), month, day);
  // 29 February may lie some years ahead.
  for (let year = today.year; year <= today.year + 8; year += 1) {
    const date = dayOf(year, month, day);
    if (date !== null && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A month by its name in either language, also as it stands in a date or with a Kazakh ending; 0 for others. */
function monthOf(word: string): number {
  return (
    months.findIndex((names) =>
      names.some((name) => word === name || (endings.has(word.slice(name.length)) && word.startsWith(name))),
    ) + 1
  );
}

const endings = new Set([
  'да',
  'де',
  'та',
  'те',
  'ға',
  'ге',
  'қа',
  'ке',
  'дан',
  'ден',
  'тан',
  'тен',
  'нан',
  'нен',
]);

const months = Array.from({ length: 12 }, (_, index) => {
  const month = index + 1;
  const inDates = languages.map((language) => {
    const day = formatDayMonth(language, Temporal.PlainDate.from({ year: 2000, month, day: 1 }));
    return day.replace(/^1\s/, '');
  });
  return [...languages.map((language) => monthName(language, month)), ...inDates];
});
