import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minute } from '../setup/clock.ts';
import { createPerson } from '../setup/people.ts';
import { createPeriods } from '../setup/periods.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildTown, type Town } from '../setup/town.ts';

const method = 'sendMessage';

let town: Town;
let aigerim: Actor;
let personId: number;

beforeEach(async () => {
  town = await buildTown({ start: '2026-10-01T12:00+05:00' });
  const { db } = town.database;
  await createPeriods(db, { from: '2026-06-30', to: '2026-09-30', kinds: ['quarter'] });
  ({ actor: aigerim, personId } = await addMember(1001, 'UTL-04'));
  town.clock.moveTo('2026-10-09T09:00+05:00');
});
afterEach(() => town.close());

async function addMember(telegramId: number, kpiCode: string): Promise<{ actor: Actor; personId: number }> {
  const person = await createPerson(town.database.db, {
    telegramId,
    roles: [{ role: 'member', workingGroupId: 'wg_west_kazakhstan' }],
    assignments: [{ cityId: 'oral', kpiCode }],
  });
  const actor = town.person(telegramId);
  await town.after(actor.send('/help'), actor);
  return { actor, personId: person.id };
}

async function tick(): Promise<void> {
  await town.app.tick();
  await town.settle();
}

/** Moves the clock, and lets delivery and the schedule go on. */
async function later(milliseconds: number): Promise<void> {
  town.clock.advance(milliseconds);
  await tick();
}

const reminders = (who: Actor = aigerim) =>
  who.messages().filter(({ from, text }) => from === 'bot' && /^[⏰⚠]/u.test(text ?? ''));

const message = () =>
  town.database.db.outboxMessage.findFirstOrThrow({
    where: { kind: 'reminder.digest', recipientId: personId },
    orderBy: { id: 'desc' },
    include: { log: { orderBy: { id: 'asc' } } },
  });

const attempts = async () => (await message()).log.map(({ outcome, reason }) => [outcome, reason]);

describe('a reminder meets', () => {
  it('nothing: it is sent once, and its message is known', async () => {
    await tick();
    await later(minute);
    expect(reminders()).toHaveLength(1);
    expect(await message()).toMatchObject({ state: 'sent', messageRef: String(reminders()[0]?.id) });
  });

  it('429: it comes after retry_after, once', async () => {
    town.server.sandbox.faults.failNext({ method, with: { code: 429, retryAfter: 7 } });
    await tick();
    await later(6_999);
    expect(reminders()).toHaveLength(0);
    await later(1);
    expect(reminders()).toHaveLength(1);
    expect(await attempts()).toEqual([
      ['retry', 'tooMany'],
      ['sent', null],
    ]);
  });

  it('a server in trouble: it comes when the server is well', async () => {
    town.server.sandbox.faults.failNext({ method, times: 3, with: { code: 502 } });
    await tick();
    for (let count = 0; count < 3; count += 1) await later(20_000);
    expect(reminders()).toHaveLength(1);
    expect(await attempts()).toEqual([...Array(3).fill(['retry', 'server']), ['sent', null]]);
  });

  it('a connection cut before the work was done: it comes once', async () => {
    town.server.sandbox.faults.failNext({ method, with: 'reset' });
    await tick();
    await later(10_000);
    expect(reminders()).toHaveLength(1);
    expect(await attempts()).toEqual([
      ['unknown', 'lostAnswer'],
      ['sent', null],
    ]);
  });

  it('a lost answer: it comes again, and the second copy is counted', async () => {
    town.server.sandbox.faults.failNext({ method, with: 'lostAnswer' });
    await tick();
    expect(reminders()).toHaveLength(1);
    await later(10_000);
    await later(60 * minute);
    expect(reminders()).toHaveLength(2);
    expect(await attempts()).toEqual([
      ['unknown', 'lostAnswer'],
      ['sent', null],
    ]);
  });

  it('nothing but lost answers: five copies at most', async () => {
    town.server.sandbox.faults.setChance({ method, with: 'lostAnswer', probability: 1 });
    await tick();
    for (let count = 0; count < 8; count += 1) await later(20 * minute);
    expect(reminders()).toHaveLength(5);
    expect(await message()).toMatchObject({ state: 'failed', reason: 'unknown' });
  });

  it('a person who blocked the bot: they are spared until they write again', async () => {
    aigerim.block();
    await town.settle();
    await town.database.db.person.update({ where: { id: personId }, data: { blockedAt: null } });
    await tick();
    expect(await message()).toMatchObject({ state: 'failed', reason: 'blocked' });
    const calls = town.server.sandbox.calls.length;
    town.clock.moveTo('2026-10-13T10:00+05:00');
    await tick();
    const later = town.server.sandbox.calls.slice(calls).filter((call) => call.method === method);
    expect(later).toEqual([]);

    aigerim.unblock();
    await town.after(aigerim.send('/help'), aigerim);
    await tick();
    expect(reminders().map(({ text }) => text)).toHaveLength(1);
  });

  it('a value that came before it was sent: it is dropped', async () => {
    town.server.sandbox.faults.failNext({ method, with: { code: 500 } });
    await tick();
    const { db } = town.database;
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const version = { number: 1, value: '20', receipt: 'r', actionKey: 'a', isOnTime: true };
    await db.submission.create({
      data: {
        cityId: 'oral',
        kpiCode: 'UTL-04',
        periodId,
        newest: 1,
        versions: { create: { ...version, submittedAt: town.clock.now() } },
      },
    });
    await later(minute);
    expect(reminders()).toHaveLength(0);
    expect(await message()).toMatchObject({ state: 'dropped', reason: 'untrue' });
  });

  it('the end of the person’s hours: it waits for the next morning, and tells what is true then', async () => {
    town.clock.moveTo('2026-10-09T17:59+05:00');
    town.server.sandbox.faults.failNext({ method, with: { code: 500 } });
    await tick();
    await later(10 * minute);
    expect(await message()).toMatchObject({
      state: 'waiting',
      notBefore: new Date('2026-10-12T09:00+05:00'),
    });
    town.clock.moveTo('2026-10-11T12:00+05:00');
    await tick();
    expect(reminders()).toHaveLength(0);
    town.clock.moveTo('2026-10-12T09:00+05:00');
    await tick();
    await later(minute);
    expect(reminders().map(({ text }) => text?.replaceAll('\u00a0', ' '))).toEqual([
      '⏰ 2 жұмыс күні қалды (14 қазан): су ысырабы.',
    ]);
  });

  it('a flood of refusals: all are held back, then all are sent, none twice', async () => {
    const others = [];
    const codes = ['GOV-04', 'ECO-02', 'ECO-03', 'SAF-01', 'SAF-02', 'TRN-01'];
    town.clock.moveTo('2026-10-08T12:00+05:00');
    for (const [index, code] of codes.entries()) others.push((await addMember(1002 + index, code)).actor);
    town.clock.moveTo('2026-10-09T09:00+05:00');
    town.server.sandbox.faults.failNext({ method, times: 4, with: { code: 429, retryAfter: 1 } });
    await tick();
    for (let count = 0; count < 4; count += 1) await later(1_000);
    for (const who of [aigerim, ...others]) expect(reminders(who)).toHaveLength(1);
  });
});
