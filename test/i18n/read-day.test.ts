import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { formatDate, formatDayMonth } from '../../src/i18n/dates.ts';
import { readDay } from '../../src/i18n/read-day.ts';

const today = Temporal.PlainDate.from('2026-10-23');

describe('a day as people write it', () => {
  it.each([
    ['30.10', '2026-10-30'],
    ['30.10.', '2026-10-30'],
    ['30/10', '2026-10-30'],
    ['30-10', '2026-10-30'],
    [' 5 . 11 ', '2026-11-05'],
    ['30.10.2026', '2026-10-30'],
    ['30.10.26', '2026-10-30'],
    ['2026-10-30', '2026-10-30'],
    ['30 қазан', '2026-10-30'],
    ['30 ҚАЗАН', '2026-10-30'],
    ['30 қазанға', '2026-10-30'],
    ['2026 жылғы 30 қазан', '2026-10-30'],
    ['30 октября', '2026-10-30'],
    ['30 октябрь', '2026-10-30'],
    ['30 октября 2026 г.', '2026-10-30'],
    ['30октября', '2026-10-30'],
    ['3 мая', '2027-05-03'],
    ['23.10', '2026-10-23'],
    ['22.10', '2027-10-22'],
    ['22.10.2026', '2026-10-22'],
    ['29.02', '2028-02-29'],
    ['３０.１０', '2026-10-30'],
  ])('«%s» is %s', (text, day) => {
    expect(readDay(text, today)?.toString()).toBe(day);
  });

  it.each([
    '',
    'ертең',
    '30',
    '31.11',
    '29.02.2027',
    '0.10',
    '30.13',
    '30 қыркүйекк',
    '30.10 18:00',
    '1'.repeat(500),
  ])('«%s» is none', (text) => {
    expect(readDay(text, today)).toBeNull();
  });

  it('is read as it is written by ourselves', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 365 }),
        fc.constantFrom('kk' as const, 'ru' as const),
        (days, language) => {
          const day = today.add({ days });
          expect(readDay(formatDate(language, day), today)?.toString()).toBe(day.toString());
          // The same day of the next year reads as today.
          if (days < 365)
            expect(readDay(formatDayMonth(language, day), today)?.toString()).toBe(day.toString());
        },
      ),
    );
  });
});
