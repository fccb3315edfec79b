import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { provisionalYearBetween } from '../../../src/domain/calendar/provisional.ts';
import { createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import { YEAR_2025, YEAR_2026 } from './calendar-facts.ts';

const calendar = createWorkingCalendar([YEAR_2025, YEAR_2026]);
const between = (from: string, to: string) =>
  provisionalYearBetween(calendar, Temporal.PlainDate.from(from), Temporal.PlainDate.from(to));

describe('provisionalYearBetween', () => {
  it.each([
    ['2026-10-01', '2026-10-14', null, 'within a published year'],
    ['2025-12-31', '2026-01-14', null, 'from one published year into another'],
    ['2027-01-01', '2027-01-19', 2027, 'within a year computed by law'],
    ['2026-12-29', '2027-01-05', 2027, 'into a year computed by law'],
    ['2026-12-29', '2028-01-05', 2027, 'through several: the first'],
    ['2024-12-31', '2025-01-14', 2024, 'out of a year before the data'],
  ] as [string, string, number | null, string][])('%s to %s: %s, %s', (from, to, year) => {
    expect(between(from, to)).toBe(year);
  });
});
