import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../src/storage/database.ts';
import type { Deps } from '../../../src/usecases/deps.ts';
import { endSnooze } from '../../../src/usecases/reminders/end-snooze.ts';
import { planReminders } from '../../../src/usecases/reminders/plan-reminders.ts';
import { putOffReminder } from '../../../src/usecases/reminders/put-off-reminder.ts';
import { readDigest } from '../../../src/usecases/reminders/read-digest.ts';
import { type MovableClock, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

const friday = { date: '2026-10-09' };

describe('what is put off', () => {
  let database: TestDatabase;
  let db: Db;
  let clock: MovableClock;
  let deps: Deps;

  beforeEach(async () => {
    database = await openTestDatabase();
    db = database.db;
    clock = movableClock('2026-10-09T09:00+05:00');
    deps = { db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
    // The quarter is due on 14 October, the month on the 7th.
    await createPeriods(db, { from: '2026-06-30', to: '2026-09-30', kinds: ['quarter'] });
  });
  afterEach(() => database.close());

  async function addMember(kpiCodes: string[] = ['UTL-04']): Promise<number> {
    const { id } = await createPerson(db, {
      roles: [{ role: 'member', workingGroupId: 'wg_west_kazakhstan' }],
      assignments: kpiCodes.map((kpiCode) => ({ cityId: 'oral', kpiCode })),
    });
    return id;
  }

  const putOff = (personId: number, wish: Parameters<typeof putOffReminder>[1]['wish']) =>
    putOffReminder(deps, { personId, message: friday, wish });
  const onDay = (day: string) => ({ kind: 'day' as const, day: Temporal.PlainDate.from(day) });
  const at = (instant: string) => clock.moveTo(`${instant}+05:00`);
  const send = () =>
    db.outboxMessage.updateMany({
      where: { state: 'waiting', notBefore: { lte: clock.now() } },
      data: { state: 'sent', finishedAt: clock.now() },
    });
  /** The keys of the messages that were written, in order, with their state. */
  const messages = async () =>
    (await db.outboxMessage.findMany({ orderBy: { id: 'asc' } })).map(
      ({ uniqueKey, state }) => `${uniqueKey.replace(/:\d+:/, ':')} ${state}`,
    );

  async function told(): Promise<number> {
    const written = await planReminders(deps);
    await send();
    return written;
  }

  it('returns once, whoever asks how often and at the same time', async () => {
    const person = await addMember();
    await told();
    await putOff(person, { kind: 'hour' });
    at('2026-10-09T10:00');
    const written = await Promise.all([planReminders(deps), planReminders(deps), planReminders(deps)]);
    expect(written.toSorted()).toEqual([0, 0, 1]);
    expect(await planReminders(deps)).toBe(0);
    const [snooze] = await db.snooze.findMany();
    expect(await messages()).toEqual([`digest:${friday.date} sent`, `again:${snooze?.id} waiting`]);
  });

  it('keeps what else is owed apart: that comes at its time', async () => {
    const person = await addMember();
    await told();
    await putOff(person, onDay('2026-10-14'));
    await db.assignment.create({
      data: {
        ...{ personId: person, workingGroupId: 'wg_west_kazakhstan', cityId: 'oral', kpiCode: 'GOV-04' },
        startsAt: clock.now(),
      },
    });
    at('2026-10-12T09:00');
    expect(await told()).toBe(1);
    const rows = await db.reminder.findMany({ where: { sentOn: '2026-10-12' } });
    expect(rows.map(({ obligationKey }) => obligationKey)).toEqual(['report:oral:GOV-04:2026-Q3']);
  });

  it('leaves what is overdue alone: its stages come', async () => {
    await createPeriods(db, { from: '2026-09-30', to: '2026-09-30', kinds: ['month'] });
    const person = await addMember(['UTL-04', 'ECO-01']);
    at('2026-10-08T09:00');
    await told();
    at('2026-10-09T09:00');
    await told();
    at('2026-10-12T09:00');
    await told();
    const message = { date: '2026-10-12' };
    const rows = await db.reminder.findMany({ where: { sentOn: message.date } });
    expect(rows.map(({ stage }) => stage)).toEqual(['overdue-3']);
    expect(await putOffReminder(deps, { personId: person, message, wish: { kind: 'hour' } })).toEqual({
      kind: 'overdue',
    });
    await db.reminder.updateMany({
      where: { stage: 'before-3' },
      data: { outboxKey: rows[0]?.outboxKey ?? null },
    });
    await putOffReminder(deps, { personId: person, message, wish: { kind: 'hour' } });
    const [snooze] = await db.snooze.findMany();
    expect(snooze?.obligationKeys).toEqual(['report:oral:UTL-04:2026-Q3']);
  });

  it('is replaced by putting it off again: only the newer moment holds', async () => {
    const person = await addMember();
    await told();
    await putOff(person, { kind: 'hour' });
    expect(await putOff(person, onDay('2026-10-13'))).toMatchObject({
      until: new Date('2026-10-13T09:00+05:00'),
    });
    at('2026-10-09T10:00');
    expect(await told()).toBe(0);
    expect(await db.snooze.count({ where: { endedAt: null } })).toBe(1);
  });

  it('put off twice at the same instant leaves one moment', async () => {
    const person = await addMember();
    await told();
    await Promise.all([putOff(person, { kind: 'hour' }), putOff(person, { kind: 'tomorrow' })]);
    expect(await db.snooze.count({ where: { endedAt: null } })).toBe(1);
  });

  it('is of nobody else: neither put off, nor ended', async () => {
    const [one, other] = [await addMember(), await addMember(['GOV-04'])];
    await told();
    await putOff(one, { kind: 'hour' });
    at('2026-10-09T10:00');
    await told();
    const { id: snoozeId } = await db.snooze.findFirstOrThrow();
    const message = { snoozeId };
    expect(await putOffReminder(deps, { personId: other, message, wish: { kind: 'hour' } })).toEqual({
      kind: 'nothingOwed',
    });
    await putOffReminder(deps, { personId: one, message, wish: { kind: 'hour' } });
    expect(await endSnooze(deps, { personId: other, message })).toEqual({ kind: 'notPutOff' });
    expect(await endSnooze(deps, { personId: one, message })).toEqual({ kind: 'ended' });
    expect(await readDigest(deps, { personId: other, ...message })).toEqual({ kind: 'untrue' });
  });

  it('is not told a second time on the next day: the stage of its return is told with it', async () => {
    const person = await addMember();
    // Told on the 9th of something else, so that the message of the day is out.
    await told();
    await db.reminder.deleteMany({ where: { personId: person, stage: 'before-3' } });
    const about = { personId: person, outboxKey: `digest:${person}:${friday.date}`, createdAt: clock.now() };
    await db.reminder.create({
      data: { ...about, obligationKey: 'report:oral:UTL-04:2026-Q3', stage: 'before-7', sentOn: friday.date },
    });
    await putOff(person, { kind: 'hour' });
    at('2026-10-09T10:00');
    expect(await told()).toBe(1);
    at('2026-10-12T09:00');
    expect(await told()).toBe(0);
    at('2026-10-13T09:00');
    expect(await told()).toBe(1);
  });

  it('that could not be sent is told by the next message of a day, and by it alone', async () => {
    const person = await addMember();
    await told();
    await putOff(person, { kind: 'hour' });
    at('2026-10-09T10:00');
    expect(await planReminders(deps)).toBe(1);
    at('2026-10-13T09:00');
    expect(await planReminders(deps)).toBe(1);
    const { id } = await db.snooze.findFirstOrThrow();
    expect(await messages()).toEqual([
      `digest:${friday.date} sent`,
      `again:${id} dropped`,
      'digest:2026-10-13 waiting',
    ]);
    const digest = await readDigest(deps, { personId: person, date: '2026-10-13' });
    expect(digest).toMatchObject({ kind: 'ready', groups: [{ items: [{ kpiCode: 'UTL-04' }] }] });
  });

  it('waits for somebody who blocked the bot, and for the hours of whoever is to be left alone', async () => {
    const person = await addMember();
    await told();
    await putOff(person, { kind: 'evening' });
    await db.person.update({ where: { id: person }, data: { blockedAt: clock.now() } });
    at('2026-10-09T17:00');
    expect(await told()).toBe(0);
    await db.person.update({ where: { id: person }, data: { blockedAt: null } });
    at('2026-10-09T18:00');
    expect(await told()).toBe(0);
    at('2026-10-10T10:00');
    expect(await told()).toBe(0);
    at('2026-10-12T09:00');
    expect(await told()).toBe(1);
  });

  it('holds a message that delivery brings too late, as any other', async () => {
    const person = await addMember();
    await told();
    await putOff(person, { kind: 'hour' });
    at('2026-10-09T10:00');
    await planReminders(deps);
    const { id: snoozeId } = await db.snooze.findFirstOrThrow();
    at('2026-10-09T19:00');
    expect(await readDigest(deps, { personId: person, snoozeId })).toEqual({
      kind: 'notNow',
      until: new Date('2026-10-12T09:00+05:00'),
    });
  });

  it('is nothing once the person owes nothing of it any more', async () => {
    const person = await addMember();
    await told();
    await putOff(person, { kind: 'hour' });
    await db.assignment.updateMany({ where: { personId: person }, data: { endsAt: clock.now() } });
    at('2026-10-09T10:00');
    expect(await told()).toBe(0);
    expect(await db.snooze.findMany({ where: { endedAt: null } })).toEqual([]);
    expect(await putOff(person, { kind: 'hour' })).toEqual({ kind: 'nothingOwed' });
  });
});
