import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deps } from '../../../src/usecases/deps.ts';
import { listCalendarEvents } from '../../../src/usecases/reminders/list-calendar-events.ts';
import { type MovableClock, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createInitiative } from '../../setup/initiatives.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

describe('deadlines as events', () => {
  let database: TestDatabase;
  let clock: MovableClock;
  let deps: Deps;
  beforeEach(async () => {
    database = await openTestDatabase();
    clock = movableClock('2026-10-05T10:00+05:00');
    deps = {
      db: database.db,
      files: testFiles,
      clock,
      random: seededRandom(),
      settings: testSettings,
    };
    // The quarter is due on 14 October, the month on the 7th.
    await createPeriods(database.db, { from: '2026-06-30', to: '2026-09-30', kinds: ['quarter', 'month'] });
  });
  afterEach(() => database.close());

  /** A member who answers for these cities as a whole. */
  async function memberOf(...cityIds: string[]): Promise<number> {
    const { id } = await createPerson(database.db, {
      roles: [{ role: 'member', workingGroupId: 'wg_west_kazakhstan' }],
      assignments: cityIds.map((cityId) => ({ cityId })),
    });
    return id;
  }

  async function events(personId: number): Promise<string[]> {
    const outcome = await listCalendarEvents(deps, { personId });
    return outcome.kind === 'events'
      ? outcome.deadlines.map(
          ({ key, dueAt, things }) => `${key} ${dueAt.toISOString().slice(0, 10)} ${things.length > 3}`,
        )
      : [outcome.kind];
  }

  it('are one for a city and a period, however many reports it is made of, the earliest first', async () => {
    expect(await events(await memberOf('oral', 'aksai'))).toEqual([
      'report:aksai:2026-09 2026-10-07 true',
      'report:oral:2026-09 2026-10-07 true',
      'report:aksai:2026-Q3 2026-10-14 true',
      'report:oral:2026-Q3 2026-10-14 true',
    ]);
  });

  it('are of every kind', async () => {
    const person = await memberOf('oral');
    const { id } = await createInitiative(database.db, { dueOn: '2026-10-20' });
    await database.db.initiative.update({ where: { id }, data: { responsibleId: person } });
    expect((await events(person)).at(-1)).toBe(`milestone:${id}:2026-10-20 2026-10-20 false`);
  });

  it('leave out what is over, and what others owe', async () => {
    const person = await memberOf('oral');
    clock.moveTo('2026-10-07T18:30+05:00');
    expect(await events(person)).toEqual(['report:oral:2026-Q3 2026-10-14 true']);
    clock.moveTo('2026-10-14T18:30+05:00');
    expect(await events(person)).toEqual(['nothingAhead']);
    expect(await events((await createPerson(database.db)).id)).toEqual(['nothingAhead']);
  });

  it('keep their key where the period is reopened, and move to its new day', async () => {
    const person = await memberOf('oral');
    clock.moveTo('2026-11-10T10:00+05:00');
    const { id: periodId } = await database.db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const until = new Date('2026-11-20T18:00+05:00');
    await database.db.periodReopening.create({
      data: { periodId, workingGroupId: 'wg_west_kazakhstan', until, reason: 'ready:asked', at: clock.now() },
    });
    expect(await events(person)).toEqual(['report:oral:2026-Q3 2026-11-20 true']);
  });
});
