import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryOutcome } from '../../src/usecases/delivery/delivery-outcome.ts';
import { hour, minute } from '../setup/clock.ts';
import { type Outbox, openOutbox, sends } from './outbox.ts';

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox();
});
afterEach(() => outbox.close());

/** Waits until every message that is due by the clock was dealt with. */
const work = (deliver: Parameters<Outbox['work']>[0]) => outbox.work(deliver).whenIdle();

describe('the outbox worker', () => {
  it('sends what is due, the most urgent first, and records it', async () => {
    const [a = 0, b = 0, c = 0] = await outbox.addPeople(3);
    const broadcast = await outbox.owe({ recipientId: a, priority: 3 });
    const answer = await outbox.owe({ recipientId: b, priority: 0 });
    const reminder = await outbox.owe({ recipientId: c, priority: 1 });
    const later = await outbox.owe({ recipientId: c, notBefore: new Date(outbox.clock.now().getTime() + 1) });
    const sent: number[] = [];
    await work(sends(sent));
    expect(sent).toEqual([answer, reminder, broadcast]);
    expect(await outbox.message(answer)).toMatchObject({
      state: 'sent',
      messageRef: `m${answer}`,
      attempts: 1,
      claimedBy: null,
      finishedAt: outbox.clock.now(),
      log: [{ outcome: 'sent', reason: null, at: outbox.clock.now() }],
    });
    expect((await outbox.message(later)).state).toBe('waiting');
  });

  it('has at most one message to a recipient in flight, in order', async () => {
    const [a = 0, b = 0] = await outbox.addPeople(2);
    const ids = [];
    for (let round = 0; round < 3; round += 1) {
      for (const recipientId of [a, b]) ids.push({ id: await outbox.owe({ recipientId }), recipientId });
    }
    const inFlight = new Set<number | null>();
    const sent: number[] = [];
    await work(async ({ id, recipientId }) => {
      expect(inFlight.has(recipientId)).toBe(false);
      inFlight.add(recipientId);
      await new Promise(setImmediate);
      inFlight.delete(recipientId);
      sent.push(id);
      return { kind: 'sent', messageRef: '1' };
    });
    for (const recipientId of [a, b]) {
      const own = ids.filter((one) => one.recipientId === recipientId).map(({ id }) => id);
      expect(sent.filter((id) => own.includes(id))).toEqual(own);
    }
  });

  it('is woken by `wake`', async () => {
    const [recipientId = 0] = await outbox.addPeople(1);
    const sent: number[] = [];
    const worker = outbox.work(sends(sent));
    await worker.whenIdle();
    const id = await outbox.owe({ recipientId });
    worker.wake();
    await worker.whenIdle();
    expect(sent).toEqual([id]);
  });

  it('drops what is not true any more, and puts off what comes at a wrong time', async () => {
    const [a = 0, b = 0] = await outbox.addPeople(2);
    const untrue = await outbox.owe({ recipientId: a });
    const early = await outbox.owe({ recipientId: b });
    const until = new Date(outbox.clock.now().getTime() + hour);
    await work(async ({ id }) =>
      id === untrue ? { kind: 'dropped', reason: 'untrue' } : { kind: 'postponed', until },
    );
    expect(await outbox.message(untrue)).toMatchObject({
      state: 'dropped',
      reason: 'untrue',
      attempts: 0,
      log: [{ outcome: 'dropped', reason: 'untrue' }],
    });
    expect(await outbox.message(early)).toMatchObject({ state: 'waiting', notBefore: until, log: [] });
  });

  it.each(['blocked', 'deactivated', 'chatNotFound', 'badRequest'] as const)(
    'fails at once with «%s», which repeating would not mend',
    async (reason) => {
      const [recipientId = 0] = await outbox.addPeople(1);
      const id = await outbox.owe({ recipientId });
      await work(async () => ({ kind: 'failed', reason }));
      expect(await outbox.message(id)).toMatchObject({ state: 'failed', reason, attempts: 1 });
      const person = await outbox.deps.db.person.findUniqueOrThrow({ where: { id: recipientId } });
      const isSpared = reason === 'blocked' || reason === 'deactivated';
      expect(person.blockedAt).toEqual(isSpared ? outbox.clock.now() : null);
    },
  );

  it('obeys retry_after, and holds back the chat’s other messages', async () => {
    const [a = 0, b = 0] = await outbox.addPeople(2);
    const first = await outbox.owe({ recipientId: a });
    const second = await outbox.owe({ recipientId: a });
    const other = await outbox.owe({ recipientId: b });
    const sent: number[] = [];
    let refusals = 1;
    const worker = outbox.work(async (message) => {
      if (message.id === first && refusals > 0) {
        refusals -= 1;
        return { kind: 'retry', reason: 'tooMany', afterSeconds: 30 };
      }
      return sends(sent)(message);
    });
    await worker.whenIdle();
    expect(sent).toEqual([other]);
    const until = new Date(outbox.clock.now().getTime() + 30_000);
    expect(await outbox.message(first)).toMatchObject({ notBefore: until, reason: 'tooMany' });
    expect((await outbox.message(second)).notBefore).toEqual(until);
    const later = await outbox.owe({ recipientId: a });
    outbox.clock.advance(29_000);
    await worker.whenIdle();
    expect(sent).toEqual([other]);
    outbox.clock.advance(1_000);
    await worker.whenIdle();
    expect(sent).toEqual([other, first, second, later]);
  });

  it('lets everything wait when Telegram means everybody', async () => {
    const people = await outbox.addPeople(12);
    for (const recipientId of people) await outbox.owe({ recipientId });
    let asked = 0;
    const worker = outbox.work(async ({ id }) => {
      asked += 1;
      if (asked <= 2) return { kind: 'retry', reason: 'tooMany', afterSeconds: 400 };
      return { kind: 'sent', messageRef: String(id) };
    });
    const { outboxMessage } = outbox.deps.db;
    while ((await outboxMessage.count({ where: { reason: 'tooMany' } })) < 2) await new Promise(setImmediate);
    while ((await outboxMessage.count({ where: { state: 'claimed' } })) > 0) await new Promise(setImmediate);
    // Those in flight at the second refusal apart, nobody was written to.
    const before = asked;
    outbox.skip(300_000);
    await new Promise(setImmediate);
    expect(asked).toBe(before);
    outbox.clock.advance(400_000);
    outbox.skip(101_000);
    await worker.whenIdle();
    expect(await outbox.deps.db.outboxMessage.count({ where: { state: 'sent' } })).toBe(people.length);
  });

  it('waits with everything while Telegram does not know the token, says so once, and fails nothing', async () => {
    const people = await outbox.addPeople(12);
    for (const recipientId of people) await outbox.owe({ recipientId });
    let isRevoked = true;
    const errors: string[] = [];
    const logger = pino(
      { level: 'error' },
      { write: (line: string) => void errors.push(JSON.parse(line).msg) },
    );
    const { outboxMessage } = outbox.deps.db;
    let asked = 0;
    const worker = outbox.work(
      async ({ id }) => {
        asked += 1;
        return isRevoked
          ? { kind: 'retry', reason: 'unauthorized' }
          : { kind: 'sent', messageRef: String(id) };
      },
      { logger },
    );
    while ((await outboxMessage.count({ where: { reason: 'unauthorized' } })) === 0) {
      await new Promise(setImmediate);
    }
    while ((await outboxMessage.count({ where: { state: 'claimed' } })) > 0) await new Promise(setImmediate);
    // Only what was in flight found it out.
    expect(asked).toBeLessThan(people.length + 1);
    const before = asked;
    outbox.clock.advance(hour);
    worker.wake();
    await new Promise(setImmediate);
    expect(asked).toBe(before);
    for (let round = 0; round < 3; round += 1) {
      outbox.skip(61_000);
      outbox.clock.advance(hour);
      while (asked < before + round + 1) await new Promise(setImmediate);
    }
    isRevoked = false;
    while ((await outboxMessage.count({ where: { state: 'sent' } })) < people.length) {
      outbox.skip(61_000);
      outbox.clock.advance(hour);
      await new Promise(setImmediate);
    }
    expect(errors).toEqual(['BOT_TOKEN: Telegram does not know this token: messages wait until it does']);
  });

  it('waits longer and longer where Telegram does not say how long', async () => {
    const [recipientId = 0] = await outbox.addPeople(1);
    const id = await outbox.owe({ recipientId });
    const worker = outbox.work(async () => ({ kind: 'retry', reason: 'tooMany' }));
    let previous = 0;
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await worker.whenIdle();
      const { notBefore } = await outbox.message(id);
      const pause = notBefore.getTime() - outbox.clock.now().getTime();
      expect(pause).toBeGreaterThan(previous);
      previous = pause;
      outbox.clock.moveTo(notBefore);
      outbox.skip(2_000);
    }
  });

  it('tries an ailing server again and again, after growing pauses', async () => {
    const [recipientId = 0] = await outbox.addPeople(1);
    const id = await outbox.owe({ recipientId });
    let outcome: DeliveryOutcome = { kind: 'retry', reason: 'server' };
    const worker = outbox.work(async () => outcome);
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await worker.whenIdle();
      const { notBefore, state, attempts } = await outbox.message(id);
      expect({ state, attempts }).toEqual({ state: 'waiting', attempts: attempt });
      pauses.push(notBefore.getTime() - outbox.clock.now().getTime());
      outbox.clock.moveTo(notBefore);
    }
    for (const [index, pause] of pauses.entries()) {
      const expected = Math.min(2 ** (index + 1), 600) * 1_000;
      expect(pause).toBeGreaterThanOrEqual(expected * 0.8);
      expect(pause).toBeLessThanOrEqual(expected * 1.2);
    }
    expect(new Set(pauses.slice(-3)).size).toBe(3);
    outcome = { kind: 'sent', messageRef: '1' };
    await worker.whenIdle();
    expect(await outbox.message(id)).toMatchObject({ state: 'sent', attempts: 13 });
  });

  it('repeats an unknown outcome until it is known, at most five times, and records each', async () => {
    const [recipientId = 0] = await outbox.addPeople(1);
    const id = await outbox.owe({ recipientId });
    let asked = 0;
    const worker = outbox.work(async () => {
      asked += 1;
      return { kind: 'unknown', reason: 'lostAnswer' };
    });
    let previous = 0;
    for (let attempt = 1; attempt < 5; attempt += 1) {
      await worker.whenIdle();
      const { notBefore } = await outbox.message(id);
      const pause = notBefore.getTime() - outbox.clock.now().getTime();
      expect(pause).toBeGreaterThan(previous);
      previous = pause;
      outbox.clock.moveTo(notBefore);
    }
    await worker.whenIdle();
    expect(await outbox.message(id)).toMatchObject({ state: 'failed', reason: 'unknown', attempts: 5 });
    expect((await outbox.message(id)).log.map(({ outcome, reason }) => `${outcome} ${reason}`)).toEqual(
      Array(5).fill('unknown lostAnswer'),
    );
    outbox.clock.advance(24 * hour);
    await worker.whenIdle();
    expect(asked).toBe(5);
  });

  it('lets go of a message that was deleted with its recipient’s data while it was sent', async () => {
    const [leaver = 0, other = 0] = await outbox.addPeople(2);
    await outbox.owe({ recipientId: leaver });
    const { db } = outbox.deps;
    const worker = outbox.work(async () => {
      await db.outboxMessage.deleteMany({ where: { recipientId: leaver } });
      return { kind: 'sent', messageRef: '1' };
    });
    await worker.whenIdle();
    expect(await db.outboxAttempt.count()).toBe(0);
    const next = await outbox.owe({ recipientId: other });
    await worker.whenIdle();
    expect((await outbox.message(next)).state).toBe('sent');
  });

  it('gives up a message that cannot be drawn, after five tries', async () => {
    const [a = 0, b = 0] = await outbox.addPeople(2);
    const broken = await outbox.owe({ recipientId: a });
    const sound = await outbox.owe({ recipientId: b });
    const worker = outbox.work(async ({ id }) => {
      if (id === broken) throw new TypeError('a bug');
      return { kind: 'sent', messageRef: '1' };
    });
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await worker.whenIdle();
      outbox.clock.advance(10 * minute);
    }
    expect((await outbox.message(sound)).state).toBe('sent');
    expect(await outbox.message(broken)).toMatchObject({ state: 'failed', reason: 'error', attempts: 5 });
  });

  it('finishes what is in flight when it stops, and hands back the rest', async () => {
    const people = await outbox.addPeople(5);
    for (const recipientId of people) await outbox.owe({ recipientId });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun: () => void = () => undefined;
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const worker = outbox.work(async () => {
      begun();
      await held;
      return { kind: 'sent', messageRef: '1' };
    });
    await isBegun;
    const stopped = worker.stop();
    release();
    await stopped;
    const rows = await outbox.deps.db.outboxMessage.findMany();
    expect(rows.filter(({ state }) => state === 'claimed')).toEqual([]);
    const sent = rows.filter(({ state }) => state === 'sent');
    expect(sent.length).toBeGreaterThan(0);
    expect(await outbox.deps.db.outboxAttempt.count()).toBe(sent.length);
  });
});

describe('a worker that died after claiming', () => {
  async function dieWith(recipientId: number): Promise<number> {
    const id = await outbox.owe({ recipientId });
    await outbox.deps.db.$executeRaw`
      UPDATE "OutboxMessage" SET "state" = 'claimed', "claimedBy" = 'dead',
        "claimedAt" = clock_timestamp() - interval '61 seconds' WHERE "id" = ${id}`;
    return id;
  }

  it('is found out: the message counts as an attempt with unknown outcome, and is sent again', async () => {
    const [a = 0, b = 0] = await outbox.addPeople(2);
    const orphan = await dieWith(a);
    const next = await outbox.owe({ recipientId: a });
    const other = await outbox.owe({ recipientId: b });
    const sent: number[] = [];
    const worker = outbox.work(sends(sent));
    await worker.whenIdle();
    expect(sent).toEqual([other]);
    expect(await outbox.message(orphan)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      log: [{ outcome: 'unknown', reason: 'abandoned' }],
    });
    outbox.clock.advance(minute);
    await worker.whenIdle();
    expect(sent).toEqual([other, orphan, next]);
    expect(await outbox.message(orphan)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('is not confused with one that is at work', async () => {
    const [a = 0] = await outbox.addPeople(1);
    const id = await outbox.owe({ recipientId: a });
    await outbox.deps.db.$executeRaw`
      UPDATE "OutboxMessage" SET "state" = 'claimed', "claimedBy" = 'alive',
        "claimedAt" = clock_timestamp() - interval '30 seconds' WHERE "id" = ${id}`;
    const sent: number[] = [];
    await outbox.work(sends(sent)).whenIdle();
    expect(sent).toEqual([]);
    expect((await outbox.message(id)).state).toBe('claimed');
  });

  it('is found at once where no other worker can exist', async () => {
    const [a = 0] = await outbox.addPeople(1);
    const id = await outbox.owe({ recipientId: a });
    await outbox.deps.db.$executeRaw`
      UPDATE "OutboxMessage" SET "state" = 'claimed', "claimedBy" = 'dead', "claimedAt" = clock_timestamp()
      WHERE "id" = ${id}`;
    await outbox.work(sends([]), { abandonedAfter: 0 }).whenIdle();
    expect(await outbox.message(id)).toMatchObject({ state: 'waiting', attempts: 1 });
  });
});

describe('two workers', () => {
  it('send each message once, and never two to a recipient at the same time', async () => {
    // More than one worker has in flight.
    const people = await outbox.addPeople(90);
    const owed: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      for (const recipientId of people) owed.push(await outbox.owe({ recipientId }));
    }
    const inFlight = new Set<number | null>();
    const sent: { id: number; by: string }[] = [];
    const start = (holder: string) =>
      outbox.work(
        async ({ id, recipientId }) => {
          expect(inFlight.has(recipientId)).toBe(false);
          inFlight.add(recipientId);
          await new Promise(setImmediate);
          inFlight.delete(recipientId);
          sent.push({ id, by: holder });
          return { kind: 'sent', messageRef: String(id) };
        },
        { holder },
      );
    const workers = [start('one'), start('two')];
    const left = () => outbox.deps.db.outboxMessage.count({ where: { state: { not: 'sent' } } });
    while ((await left()) > 0) for (const worker of workers) await worker.whenIdle();
    expect(sent.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(owed);
    expect(new Set(sent.map(({ by }) => by)).size).toBe(2);
    expect(await outbox.deps.db.outboxAttempt.count()).toBe(owed.length);
  });
});
