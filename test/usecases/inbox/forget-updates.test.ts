import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimUpdates, finishUpdate } from '../../../src/usecases/inbox/claim-updates.ts';
import { forgetUpdates, rememberedDays } from '../../../src/usecases/inbox/forget-updates.ts';
import { receiveUpdates } from '../../../src/usecases/inbox/receive-updates.ts';
import { day, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('deletes what was handled long ago, and nothing that still waits', async () => {
  const { db } = database;
  const clock = movableClock('2026-10-05T10:00+05:00');
  const update = (id: number) => ({ externalId: String(id), chatKey: `chat-${id}`, body: { update_id: id } });
  await receiveUpdates({ db, clock }, 'telegram', [update(1), update(2), update(3)]);
  const [first, second] = await claimUpdates(db, 'a', 2);
  await finishUpdate(db, first?.id ?? 0, clock.now());
  clock.advance(day);
  await finishUpdate(db, second?.id ?? 0, clock.now());
  expect(await forgetUpdates({ db, clock })).toBe(0);
  clock.advance(rememberedDays * day - 1);
  expect(await forgetUpdates({ db, clock })).toBe(1);
  expect(await receiveUpdates({ db, clock }, 'telegram', [update(2), update(3)])).toBe(0);
  clock.advance(30 * day);
  expect(await forgetUpdates({ db, clock })).toBe(1);
  expect(await db.inboxUpdate.findMany({ select: { externalId: true } })).toEqual([{ externalId: '3' }]);
});
