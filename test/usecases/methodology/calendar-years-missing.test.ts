import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendarYearsMissing } from '../../../src/usecases/methodology/calendar-years-missing.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const missingOn = async (day: string) =>
  (await calendarYearsMissing(database.db, Temporal.PlainDate.from(day))).map(({ year }) => year);

it('misses a year that is computed, from 1 November before it until its official calendar is there', async () => {
  // The project’s own data hold 2025 and 2026 as published and 2027 as computed by the law.
  expect(await missingOn('2026-10-31')).toEqual([]);
  expect(await missingOn('2026-11-01')).toEqual([2027]);
  expect(await missingOn('2027-11-01')).toEqual([2027, 2028]);
  await database.db.calendarYear.update({ where: { year: 2027 }, data: { status: 'official' } });
  expect(await missingOn('2026-11-01')).toEqual([]);
});
