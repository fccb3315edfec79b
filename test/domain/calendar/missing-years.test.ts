import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { missingYears } from '../../../src/domain/calendar/missing-years.ts';

const missing = (official: number[], today: string) =>
  missingYears(new Set(official), Temporal.PlainDate.from(today));

describe('missingYears', () => {
  it.each([
    ['on 31 October the next year is not asked for yet', [2026], '2026-10-31', []],
    ['from 1 November on it is', [2026], '2026-11-01', [2027]],
    ['to the last day of the year', [2026], '2026-12-31', [2027]],
    ['and while it goes on without data', [2026], '2027-01-01', [2027]],
    ['both, where none came for two years', [2026], '2027-11-01', [2027, 2028]],
    ['none, where the data came', [2026, 2027], '2026-11-01', []],
    ['none for years that are over', [2027], '2027-05-01', []],
  ])('%s', (_what, official, today, years) => {
    expect(missing(official, today).map(({ year }) => year)).toEqual(years);
  });

  it('tells from when on and until when the data are needed', () => {
    const [year] = missing([2026], '2026-11-22');
    expect([year?.warnFrom.toString(), year?.neededBy.toString()]).toEqual(['2026-11-01', '2026-12-31']);
  });
});
