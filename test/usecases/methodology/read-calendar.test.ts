import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCalendar } from '../../../src/usecases/methodology/read-calendar.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('counts the days once for the same data, and anew as soon as they change', async () => {
  const { db } = database;
  const day = Temporal.PlainDate.from('2026-10-07');
  const before = await readCalendar(db);
  expect(before.isWorkingDay(day)).toBe(true);
  expect(await readCalendar(db)).toBe(before);
  const { daysOff } = await db.calendarYear.findUniqueOrThrow({ where: { year: 2026 } });
  await db.calendarYear.update({ where: { year: 2026 }, data: { daysOff: [...daysOff, '2026-10-07'] } });
  expect((await readCalendar(db)).isWorkingDay(day)).toBe(false);
  await db.calendarYear.update({ where: { year: 2026 }, data: { daysOff } });
  expect((await readCalendar(db)).isWorkingDay(day)).toBe(true);
});
