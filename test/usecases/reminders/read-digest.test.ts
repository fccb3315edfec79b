import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planReminders } from '../../../src/usecases/reminders/plan-reminders.ts';
import { readDigest } from '../../../src/usecases/reminders/read-digest.ts';
import { day, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

const date = '2026-10-09';

describe('what a reminder says when it is sent', () => {
  let database: TestDatabase;
  let personId: number;
  const clock = movableClock(`${date}T10:00+05:00`);
  const depsOf = () => ({
    db: database.db,
    files: testFiles,
    clock,
    random: seededRandom(),
    settings: testSettings,
  });

  beforeAll(async () => {
    database = await openTestDatabase();
    const { db } = database;
    await createPeriods(db, { from: '2026-06-30', to: '2026-09-30', kinds: ['quarter'] });
    ({ id: personId } = await createPerson(db, {
      roles: [{ role: 'member', workingGroupId: 'wg_west_kazakhstan' }],
      assignments: [{ cityId: 'oral', kpiCode: 'UTL-04' }],
    }));
    expect(await planReminders(depsOf())).toBe(1);
  });
  afterAll(() => database.close());

  const read = () => readDigest(depsOf(), { personId, date });

  it('is what is owed', async () => {
    expect(await read()).toMatchObject({ kind: 'ready', groups: [{ items: [{ kpiCode: 'UTL-04' }] }] });
  });

  it('waits for the hours of the person, where delivery was held up past them', async () => {
    clock.moveTo(`${date}T23:30+05:00`);
    const until = new Date('2026-10-12T09:00+05:00');
    expect(await read()).toEqual({ kind: 'notNow', until });
  });

  it('waits for the message of the day that joins it, where it comes a day late', async () => {
    clock.moveTo('2026-10-12T10:00+05:00');
    expect(await read()).toEqual({ kind: 'notNow', until: new Date('2026-10-12T10:01+05:00') });
  });

  it('is not sent where nothing in it is owed any more', async () => {
    clock.moveTo(new Date(new Date(`${date}T10:00+05:00`).getTime() + 30 * day));
    expect(await read()).toEqual({ kind: 'untrue' });
  });
});
