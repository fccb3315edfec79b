import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type CalendarYear, createWorkingCalendar } from '../../../src/domain/calendar/working-calendar.ts';

interface FileYear {
  year: number;
  status: CalendarYear['status'];
  weekdayDaysOff: string[];
  extraWorkingDays: string[];
}

const file = new URL('../../../prisma/methodology/calendar.json', import.meta.url);
const years = JSON.parse(readFileSync(file, 'utf8')) as FileYear[];
const calendar = createWorkingCalendar(
  years.map(({ year, status, weekdayDaysOff, extraWorkingDays }) => ({
    year,
    status,
    daysOff: weekdayDaysOff,
    extraWorkingDays,
  })),
);

describe('the calendar that is delivered with the methodology', () => {
  it.each([
    [2025, 246, false],
    [2026, 247, false],
    [2027, 247, true],
  ])('gives %i its %i working days', (year, total, provisional) => {
    const [before, last] = [year - 1, year].map((y) => Temporal.PlainDate.from(`${y}-12-31`));
    expect(calendar.workingDaysBetween(before!, last!)).toBe(total);
    expect(calendar.isProvisional(year)).toBe(provisional);
  });
});
