import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatDayMonth,
  formatDayMonthWeekday,
  formatTime,
  formatWeekday,
  monthName,
} from '../../src/i18n/dates.ts';
import { toLocalMoment } from '../../src/i18n/instants.ts';
import { languages } from '../../src/i18n/language.ts';
import { formatPeriod, formatPeriodLong } from '../../src/i18n/periods.ts';
import { formatPlace, formatPlaceRange, formatPlaceWithRange } from '../../src/i18n/places.ts';

/** The text with no-break spaces made plain, for reading. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

describe('dates', () => {
  it('are written as each language writes them', () => {
    expect(plain(formatDate('kk', '2026-11-22'))).toBe('2026 жылғы 22 қараша');
    expect(plain(formatDate('ru', '2026-11-22'))).toBe('22 ноября 2026 г.');
    expect(plain(formatDayMonthWeekday('kk', '2026-10-14'))).toBe('14 қазан, сәрсенбі');
    expect(plain(formatDayMonthWeekday('ru', '2026-10-14'))).toBe('14 октября, среда');
    expect(formatDayMonth('kk', Temporal.PlainDate.from('2026-10-04'))).toBe('4\u00a0қазан');
    expect(formatWeekday('ru', '2026-10-18')).toBe('воскресенье');
  });

  it('agree with the names of months and weekdays in CLDR', () => {
    for (const language of languages) {
      for (let month = 1; month <= 12; month += 1) {
        const date = new Date(Date.UTC(2026, month - 1, month));
        const standing = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(date);
        expect(monthName(language, month)).toBe(standing.toLowerCase());
        const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(date);
        expect(formatWeekday(language, date.toISOString().slice(0, 10))).toBe(weekday.toLowerCase());
      }
    }
    const dayMonth = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', timeZone: 'UTC' });
    for (let month = 0; month < 12; month += 1) {
      const date = new Date(Date.UTC(2026, month, 5));
      expect(plain(formatDayMonth('ru', date.toISOString().slice(0, 10)))).toBe(dayMonth.format(date));
    }
  });

  it('refuse what is not a day or a time', () => {
    expect(() => formatDate('kk', '2026-02-30')).toThrow(RangeError);
    expect(() => formatTime('25:00')).toThrow(RangeError);
  });

  it('times have minutes only', () => {
    expect(formatTime('18:00:00')).toBe('18:00');
    expect(formatTime(Temporal.PlainTime.from('09:05:59'))).toBe('09:05');
  });

  it('instants become the local day and time of a zone', () => {
    const { date, time } = toLocalMoment(new Date('2026-10-14T20:30:00Z'), 'Asia/Almaty');
    expect([date.toString(), formatTime(time)]).toEqual(['2026-10-15', '01:30']);
  });
});

describe('periods', () => {
  it.each([
    ['2026-Q3', 'III тоқсан', 'III квартал', '2026 жылғы III тоқсан', 'III квартал 2026 г.'],
    ['2026-10', 'қазан', 'октябрь', '2026 жылғы қазан', 'октябрь 2026 г.'],
    ['2026', '2026 жыл', '2026 г.', '2026 жыл', '2026 г.'],
  ])('%s', (key, kk, ru, kkLong, ruLong) => {
    expect(plain(formatPeriod('kk', key))).toBe(kk);
    expect(plain(formatPeriod('ru', key))).toBe(ru);
    expect(plain(formatPeriodLong('kk', key))).toBe(kkLong);
    expect(plain(formatPeriodLong('ru', key))).toBe(ruLong);
  });

  it.each(['2026-Q5', '2026-13', '26', '2026-Q3 ', ''])('refuses the key «%s»', (key) => {
    expect(() => formatPeriod('kk', key)).toThrow(RangeError);
  });
});

describe('places', () => {
  it('carry the ordinal of each language', () => {
    expect([formatPlace('kk', 6), formatPlace('ru', 6)]).toEqual(['6-орын', '6-е место']);
    expect(formatPlaceRange('kk', { from: 4, to: 9 })).toBe('4–9-орын');
    expect(formatPlaceRange('ru', { from: 4, to: 9 })).toBe('4–9-е места');
    expect(formatPlaceRange('ru', { from: 6, to: 6 })).toBe('6-е место');
    expect(formatPlaceWithRange('kk', { place: 6, from: 4, to: 9 })).toBe('6-орын (4–9)');
    expect(formatPlaceWithRange('ru', { place: 6, from: 6, to: 6 })).toBe('6-е место');
  });
});
