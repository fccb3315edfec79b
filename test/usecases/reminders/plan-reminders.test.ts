import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../src/storage/database.ts';
import type { Deps } from '../../../src/usecases/deps.ts';
import { planReminders } from '../../../src/usecases/reminders/plan-reminders.ts';
import { day, hour, type MovableClock, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

const group = 'wg_west_kazakhstan';
const member = [{ role: 'member' as const, workingGroupId: group }];
const city = (kpiCode: string) => ({ cityId: 'oral', kpiCode });

describe('reminders', () => {
  let database: TestDatabase;
  let db: Db;
  let clock: MovableClock;
  let deps: Deps;

  beforeEach(async () => {
    database = await openTestDatabase();
    db = database.db;
    clock = movableClock('2026-10-01T10:00+05:00');
    deps = { db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
  });
  afterEach(() => database.close());

  /** The third quarter is due on Wednesday 14 October; the month of December on 12 January. */
  async function addMember(kpiCodes: string[], changes: object = {}): Promise<number> {
    const { id } = await createPerson(db, { roles: member, assignments: kpiCodes.map(city) });
    await db.person.update({ where: { id }, data: changes });
    return id;
  }

  async function submit(kpiCode: string, periodKey: string, state: 'submitted' | 'returned'): Promise<void> {
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: periodKey } });
    const label = `${kpiCode}/${periodKey}`;
    const version = { number: 1, value: '5', state, receipt: label, actionKey: label, isOnTime: true };
    await db.submission.create({
      data: {
        cityId: 'oral',
        kpiCode,
        periodId,
        newest: 1,
        versions: { create: { ...version, submittedAt: clock.now() } },
      },
    });
  }

  /** What each message was to tell, by person: `2026-10-09 UTL-04 before-3`. */
  async function told(personId: number): Promise<string[]> {
    const rows = await db.reminder.findMany({ where: { personId }, orderBy: { id: 'asc' } });
    return rows.map(
      ({ sentOn, obligationKey, stage }) => `${sentOn} ${obligationKey.split(':')[2]} ${stage}`,
    );
  }

  const messages = () =>
    db.outboxMessage.findMany({ where: { kind: 'reminder.digest' }, orderBy: { id: 'asc' } });

  /** Sends what waits, as delivery would; answers how many messages there were. */
  async function sendWaiting(): Promise<number> {
    const sent = await db.outboxMessage.updateMany({
      where: { state: 'waiting', notBefore: { lte: clock.now() } },
      data: { state: 'sent', finishedAt: clock.now() },
    });
    return sent.count;
  }

  /** Ticks every three hours until an instant. */
  async function liveUntil(instant: string): Promise<void> {
    while (clock.now() < new Date(instant)) {
      await planReminders(deps);
      await sendWaiting();
      clock.advance(3 * hour);
    }
  }

  describe('before and after a deadline', () => {
    beforeEach(() => createPeriods(db, { from: '2026-06-30', to: '2026-09-30', kinds: ['quarter'] }));

    it('come 7, 3, 1 and 0 working days before it, and 1 and 3 after it', async () => {
      const person = await addMember(['UTL-04']);
      await liveUntil('2026-10-25T00:00+05:00');
      expect(await told(person)).toEqual([
        '2026-10-05 UTL-04 before-7',
        '2026-10-09 UTL-04 before-3',
        '2026-10-13 UTL-04 before-1',
        '2026-10-14 UTL-04 day',
        '2026-10-15 UTL-04 overdue-1',
        '2026-10-19 UTL-04 overdue-3',
      ]);
    });

    it('begin anew where the period is reopened, towards its new last day', async () => {
      const person = await addMember(['UTL-04']);
      await liveUntil('2026-10-28T00:00+05:00');
      const before = (await told(person)).length;
      const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
      const until = new Date('2026-11-06T18:00+05:00');
      await db.periodReopening.create({ data: { periodId, until, reason: 'ready:asked', at: clock.now() } });
      await liveUntil('2026-11-10T00:00+05:00');
      expect((await told(person)).slice(before)).toEqual([
        '2026-11-03 UTL-04 before-3',
        '2026-11-05 UTL-04 before-1',
        '2026-11-06 UTL-04 day',
      ]);
    });

    it('follow the profile: lightly, or daily from seven working days before', async () => {
      const light = await addMember(['UTL-04'], { reminderProfile: 'light' });
      const active = await addMember(['GOV-04'], { reminderProfile: 'active' });
      await liveUntil('2026-10-15T00:00+05:00');
      expect(await told(light)).toEqual(['2026-10-13 UTL-04 before-1', '2026-10-14 UTL-04 day']);
      expect(await told(active)).toEqual([
        '2026-10-05 GOV-04 before-7',
        '2026-10-06 GOV-04 before-6',
        '2026-10-07 GOV-04 before-5',
        '2026-10-08 GOV-04 before-4',
        '2026-10-09 GOV-04 before-3',
        '2026-10-12 GOV-04 before-2',
        '2026-10-13 GOV-04 before-1',
        '2026-10-14 GOV-04 day',
      ]);
    });

    it('are joined into one message for a person and day', async () => {
      const person = await addMember(['UTL-04', 'GOV-04']);
      clock.moveTo('2026-10-09T09:00+05:00');
      await liveUntil('2026-10-10T00:00+05:00');
      expect(await told(person)).toEqual(['2026-10-09 GOV-04 before-3', '2026-10-09 UTL-04 before-3']);
      expect(await messages()).toMatchObject([
        { uniqueKey: `digest:${person}:2026-10-09`, priority: 1, params: { date: '2026-10-09' } },
      ]);
    });

    it('come in the person’s hours', async () => {
      await addMember(['UTL-04'], { hoursFrom: '14:30', hoursTo: '16:00' });
      clock.moveTo('2026-10-09T09:00+05:00');
      expect(await planReminders(deps)).toBe(0);
      clock.moveTo('2026-10-09T14:29+05:00');
      expect(await planReminders(deps)).toBe(0);
      clock.moveTo('2026-10-09T14:30+05:00');
      expect(await planReminders(deps)).toBe(1);
      clock.moveTo('2026-10-13T16:00+05:00');
      expect(await planReminders(deps)).toBe(0);
    });

    it('stop once the value is sent, and go on when it is returned', async () => {
      const person = await addMember(['UTL-04']);
      clock.moveTo('2026-10-09T09:00+05:00');
      await liveUntil('2026-10-10T00:00+05:00');
      await submit('UTL-04', '2026-Q3', 'submitted');
      await liveUntil('2026-10-14T00:00+05:00');
      expect(await told(person)).toEqual(['2026-10-09 UTL-04 before-3']);
      await db.submissionVersion.updateMany({ data: { state: 'returned' } });
      await liveUntil('2026-10-15T00:00+05:00');
      expect(await told(person)).toEqual(['2026-10-09 UTL-04 before-3', '2026-10-14 UTL-04 day']);
    });

    it('go to nobody who blocked the bot, left, or does not answer for it any more', async () => {
      const blocked = await addMember(['UTL-04'], { blockedAt: clock.now() });
      const deleted = await addMember(['GOV-04'], { deletedAt: clock.now() });
      const dismissed = await addMember(['ECO-02']);
      await db.roleGrant.updateMany({ where: { personId: dismissed }, data: { endsAt: clock.now() } });
      clock.moveTo('2026-10-14T10:00+05:00');
      expect(await planReminders(deps)).toBe(0);
      for (const id of [blocked, deleted, dismissed]) expect(await told(id)).toEqual([]);
    });
  });

  it('keep silent on holidays and weekends, and count working days across them', async () => {
    await createPeriods(db, { from: '2026-12-01', to: '2026-12-31', kinds: ['month'] });
    const person = await addMember(['ECO-01']);
    clock.moveTo('2026-12-31T23:00+05:00');
    await liveUntil('2027-01-20T00:00+05:00');
    // 1, 2, 4 and 7 January are days off; the 9th and 10th a weekend.
    expect(await told(person)).toEqual([
      '2027-01-06 ECO-01 before-3',
      '2027-01-11 ECO-01 before-1',
      '2027-01-12 ECO-01 day',
      '2027-01-13 ECO-01 overdue-1',
      '2027-01-15 ECO-01 overdue-3',
    ]);
  });

  describe('of a clock that was away', () => {
    beforeEach(() => createPeriods(db, { from: '2026-06-30', to: '2026-09-30' }));

    it('are one message with only what is still true', async () => {
      const person = await addMember(['UTL-04', 'GOV-04', 'ECO-01']);
      await submit('GOV-04', '2026-Q3', 'submitted');
      // Away from the 5th: the month (due on the 7th) is long overdue, the quarter is due tomorrow.
      clock.moveTo('2026-10-13T11:00+05:00');
      expect(await planReminders(deps)).toBe(1);
      expect(await planReminders(deps)).toBe(0);
      expect(await told(person)).toEqual(['2026-10-13 ECO-01 overdue-3', '2026-10-13 UTL-04 before-1']);
    });

    it('join a message of an earlier day that was not sent', async () => {
      const person = await addMember(['UTL-04', 'ECO-01']);
      clock.moveTo('2026-10-06T10:00+05:00');
      expect(await planReminders(deps)).toBe(1);
      expect(await told(person)).toEqual(['2026-10-06 ECO-01 before-1', '2026-10-06 UTL-04 before-7']);
      // Delivery is down for three days; the message waits.
      clock.moveTo('2026-10-09T10:00+05:00');
      expect(await planReminders(deps)).toBe(1);
      expect(await told(person)).toEqual(['2026-10-09 ECO-01 overdue-1', '2026-10-09 UTL-04 before-3']);
      expect(await messages()).toMatchObject([
        { uniqueKey: `digest:${person}:2026-10-06`, state: 'dropped', reason: 'joined' },
        { uniqueKey: `digest:${person}:2026-10-09`, state: 'waiting' },
      ]);
    });

    it('repeat what an unsent message was to tell, also where no new stage has come', async () => {
      const person = await addMember(['UTL-04']);
      clock.moveTo('2026-10-09T10:00+05:00');
      await planReminders(deps);
      clock.moveTo('2026-10-12T09:00+05:00');
      expect(await planReminders(deps)).toBe(1);
      expect(await told(person)).toEqual(['2026-10-12 UTL-04 before-3']);
      expect(await sendWaiting()).toBe(1);
      clock.moveTo('2026-10-12T17:00+05:00');
      expect(await planReminders(deps)).toBe(0);
    });

    it('wait while an earlier message is with a worker', async () => {
      const person = await addMember(['UTL-04']);
      clock.moveTo('2026-10-09T10:00+05:00');
      await planReminders(deps);
      await db.outboxMessage.updateMany({
        data: { state: 'claimed', claimedBy: 'w', claimedAt: clock.now() },
      });
      clock.moveTo('2026-10-13T10:00+05:00');
      expect(await planReminders(deps)).toBe(0);
      await db.outboxMessage.updateMany({ data: { state: 'waiting', claimedBy: null } });
      expect(await planReminders(deps)).toBe(1);
      expect(await told(person)).toEqual(['2026-10-13 UTL-04 before-1']);
    });

    it('are not repeated when the clock goes back and forth', async () => {
      const person = await addMember(['UTL-04']);
      clock.moveTo('2026-10-13T10:00+05:00');
      expect(await planReminders(deps)).toBe(1);
      await sendWaiting();
      for (const jump of [-4 * day, -2 * hour, 3 * day, 2 * hour, 2 * day, -day]) {
        clock.advance(jump);
        await planReminders(deps);
        await sendWaiting();
      }
      expect(await told(person)).toEqual(['2026-10-13 UTL-04 before-1', '2026-10-14 UTL-04 day']);
    });
  });

  it('are written once where two clocks ask at the same time', async () => {
    await createPeriods(db, { from: '2026-06-30', to: '2026-09-30', kinds: ['quarter'] });
    const codes = ['UTL-04', 'GOV-04', 'ECO-02', 'ECO-03', 'SAF-01', 'TRN-01'];
    for (const code of codes) await addMember([code]);
    clock.moveTo('2026-10-14T10:00+05:00');
    const counts = await Promise.all([1, 2, 3].map(() => planReminders(deps)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(codes.length);
    expect(await messages()).toHaveLength(codes.length);
    expect(await db.reminder.count()).toBe(codes.length);
  });
});
