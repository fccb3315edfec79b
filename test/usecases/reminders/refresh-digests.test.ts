import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../src/storage/database.ts';
import type { Deps } from '../../../src/usecases/deps.ts';
import { planReminders } from '../../../src/usecases/reminders/plan-reminders.ts';
import { readDigestLeft } from '../../../src/usecases/reminders/read-digest.ts';
import { refreshDigests } from '../../../src/usecases/reminders/refresh-digests.ts';
import { type MovableClock, minute, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

const date = '2026-10-09';

describe('a message of the day, once things in it are done', () => {
  let database: TestDatabase;
  let db: Db;
  let clock: MovableClock;
  let deps: Deps;
  let personId: number;

  beforeEach(async () => {
    database = await openTestDatabase();
    db = database.db;
    clock = movableClock(`${date}T10:00+05:00`);
    deps = { db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
    await createPeriods(db, { from: '2026-06-30', to: '2026-09-30', kinds: ['quarter'] });
    ({ id: personId } = await createPerson(db, {
      roles: [{ role: 'member', workingGroupId: 'wg_west_kazakhstan' }],
      assignments: ['UTL-04', 'GOV-04', 'ECO-02'].map((kpiCode) => ({ cityId: 'oral', kpiCode })),
    }));
    expect(await planReminders(deps)).toBe(1);
  });
  afterEach(() => database.close());

  const send = () =>
    db.outboxMessage.updateMany({
      where: { state: 'waiting' },
      data: { state: 'sent', messageRef: '17', finishedAt: clock.now() },
    });
  async function submit(kpiCode: string): Promise<void> {
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const version = { number: 1, value: '5', receipt: kpiCode, actionKey: kpiCode, isOnTime: true };
    const versions = { create: { ...version, submittedAt: clock.now() } };
    await db.submission.create({ data: { cityId: 'oral', kpiCode, periodId, newest: 1, versions } });
  }
  const edits = () =>
    db.outboxMessage.findMany({ where: { kind: 'reminder.digestEdit' }, orderBy: { id: 'asc' } });
  const left = () => readDigestLeft(deps, { personId, date });

  it('is edited once for all that was done, whoever asks how often', async () => {
    await send();
    expect(await refreshDigests(deps)).toBe(0);
    await submit('UTL-04');
    await submit('GOV-04');
    const counts = await Promise.all([1, 2, 3].map(() => refreshDigests(deps)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    expect(await refreshDigests(deps)).toBe(0);
    expect(await edits()).toMatchObject([{ recipientId: personId, params: { date }, priority: 2 }]);
    expect(await left()).toMatchObject({
      kind: 'left',
      messageRef: '17',
      groups: [{ items: [{ kind: 'report', kpiCode: 'ECO-02' }] }],
    });
  });

  it('is edited at most every three minutes, by one edit that shows all', async () => {
    await send();
    await submit('UTL-04');
    await refreshDigests(deps);
    await send();
    clock.advance(minute);
    await submit('GOV-04');
    expect(await refreshDigests(deps)).toBe(1);
    clock.advance(minute);
    await submit('ECO-02');
    expect(await refreshDigests(deps)).toBe(0);
    const [first, second] = await edits();
    expect(second?.notBefore.getTime()).toBe((first?.finishedAt?.getTime() ?? 0) + 3 * minute);
    expect(await left()).toEqual({ kind: 'allDone', messageRef: '17' });
  });

  it('is not edited before it was sent, nor on another day', async () => {
    await submit('UTL-04');
    expect(await refreshDigests(deps)).toBe(0);
    expect(await left()).toEqual({ kind: 'untrue' });
    await send();
    clock.moveTo('2026-10-10T00:01+05:00');
    await submit('GOV-04');
    expect(await refreshDigests(deps)).toBe(0);
    expect(await left()).toEqual({ kind: 'untrue' });
  });
});
