import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { finishBroadcasts } from '../../../src/usecases/broadcasts/finish-broadcasts.ts';
import { noteProgressMessage } from '../../../src/usecases/broadcasts/note-progress-message.ts';
import { pauseBroadcast } from '../../../src/usecases/broadcasts/pause-broadcast.ts';
import { readBroadcast } from '../../../src/usecases/broadcasts/read-broadcast.ts';
import { readBroadcastMessage } from '../../../src/usecases/broadcasts/read-broadcast-message.ts';
import { resumeBroadcast } from '../../../src/usecases/broadcasts/resume-broadcast.ts';
import { stopBroadcast } from '../../../src/usecases/broadcasts/stop-broadcast.ts';
import { claimMessages } from '../../../src/usecases/delivery/claim-messages.ts';
import type { ClaimedMessage, DeliveryOutcome } from '../../../src/usecases/delivery/delivery-outcome.ts';
import { recordDelivery } from '../../../src/usecases/delivery/record-delivery.ts';
import { group } from '../reporting/reporting-town.ts';
import { openBroadcastTown, toAll, toGroup, toRegion } from './broadcast-town.ts';

const holder = 'worker';

describe('a broadcast under way', async () => {
  const town = await openBroadcastTown();
  const { deps, db, clock, authority, head, coordinator, member, observer } = town;
  afterAll(() => town.database.close());
  const other = await town.reader('oral', 'ru');
  beforeEach(async () => {
    clock.moveTo('2026-10-05T10:00+05:00');
    await db.outboxAttempt.deleteMany();
    await db.outboxMessage.deleteMany();
    await db.broadcast.deleteMany();
  });

  async function begin(personId: number, audience = toGroup): Promise<number> {
    const outcome = await town.start(personId, audience);
    if (outcome.kind !== 'started') throw new Error(outcome.kind);
    return outcome.broadcastId;
  }
  const claim = (limit = 40) => claimMessages(db, { holder, now: clock.now(), limit });
  const record = (message: ClaimedMessage, outcome: DeliveryOutcome) =>
    recordDelivery(deps, { holder, message, outcome });
  const sent = (message: ClaimedMessage) => record(message, { kind: 'sent', messageRef: '1' });
  const read = async (broadcastId: number, personId = authority.id) => {
    const found = await readBroadcast(deps, { personId, broadcastId });
    if (found.kind !== 'broadcast') throw new Error(found.kind);
    const { state, total, sent: arrived, missed, left } = found.broadcast;
    return { state, total, arrived, missed, left };
  };
  const take = (personId: number, broadcastId: number, wasTried = false) =>
    readBroadcastMessage(deps, { personId, broadcastId, wasTried });

  it('is paused, resumed and stopped by whoever might have begun it, and by nobody else', async () => {
    const broadcastId = await begin(head.id);
    for (const act of [pauseBroadcast, resumeBroadcast, stopBroadcast, readBroadcast]) {
      for (const who of ['member', 'observer', 'administrator', 'citizen', 'strangeCoordinator'] as const) {
        expect(await act(deps, { personId: town[who].id, broadcastId }), who).toEqual({ kind: 'noRight' });
      }
      expect(await act(deps, { personId: authority.id, broadcastId: 0 })).toEqual({ kind: 'notFound' });
    }
    expect(await pauseBroadcast(deps, { personId: coordinator.id, broadcastId })).toEqual({ kind: 'done' });
    expect(await resumeBroadcast(deps, { personId: authority.id, broadcastId })).toEqual({ kind: 'done' });
    expect(await stopBroadcast(deps, { personId: head.id, broadcastId })).toEqual({ kind: 'done' });
    expect(await town.events(broadcastId)).toEqual(
      ['started', 'paused', 'resumed', 'stopped'].map((what) => `${group} broadcast.${what}`),
    );
    const wider = await begin(authority.id, toAll);
    expect(await pauseBroadcast(deps, { personId: head.id, broadcastId: wider })).toEqual({
      kind: 'noRight',
    });
  });

  it('is moved once by two who press at the same time', async () => {
    const broadcastId = await begin(head.id);
    const twice = async (act: typeof pauseBroadcast) => {
      const both = await Promise.all([
        act(deps, { personId: head.id, broadcastId }),
        act(deps, { personId: authority.id, broadcastId }),
      ]);
      return both.map(({ kind }) => kind).sort();
    };
    for (const act of [pauseBroadcast, resumeBroadcast, stopBroadcast]) {
      expect(await twice(act)).toEqual(['done', 'unchanged']);
    }
    for (const act of [pauseBroadcast, resumeBroadcast, stopBroadcast]) {
      expect(await act(deps, { personId: head.id, broadcastId })).toEqual({
        kind: 'unchanged',
        state: 'stopped',
      });
    }
    expect(await town.events(broadcastId)).toHaveLength(4);
  });

  it('sends nothing while it is paused, however long, and costs no look at it', async () => {
    const broadcastId = await begin(head.id);
    const [first] = await claim(1);
    if (first === undefined) throw new Error('Nothing was claimed');
    await sent(first);
    await pauseBroadcast(deps, { personId: head.id, broadcastId });
    clock.moveTo('2027-10-05T10:00+05:00');
    expect((await claim()).map(({ kind }) => kind)).toEqual(['broadcast.progress']);
    expect(await read(broadcastId)).toEqual({ state: 'paused', total: 3, arrived: 1, missed: 0, left: 2 });
    await resumeBroadcast(deps, { personId: head.id, broadcastId });
    const rest = (await claim()).filter(({ kind }) => kind === 'broadcast.message');
    expect(rest).toHaveLength(2);
    for (const message of rest) await sent(message);
    expect(await finishBroadcasts(db, clock.now())).toBe(1);
    expect(await read(broadcastId)).toEqual({ state: 'done', total: 3, arrived: 3, missed: 0, left: 0 });
  });

  it('holds up what was in hand when it was paused, but not what may have arrived already', async () => {
    const broadcastId = await begin(head.id);
    await pauseBroadcast(deps, { personId: head.id, broadcastId });
    const until = new Date(clock.now().getTime() + 60_000);
    expect(await take(member.id, broadcastId)).toEqual({ kind: 'paused', until });
    expect(await take(member.id, broadcastId, true)).toMatchObject({ kind: 'ready' });
  });

  it('does not hold back its reader’s other messages by one that was tried before the pause', async () => {
    const broadcastId = await begin(head.id);
    const [tried] = await claim(1);
    if (tried === undefined) throw new Error('Nothing was claimed');
    await record(tried, { kind: 'retry', reason: 'tooMany', afterSeconds: 5 });
    await pauseBroadcast(deps, { personId: head.id, broadcastId });
    clock.advance(5_000);
    const again = await claim();
    expect(again.map(({ id }) => id)).toContain(tried.id);
  });

  it('lets go of the rest when it is stopped, on the record, and keeps what was sent', async () => {
    const broadcastId = await begin(head.id);
    const [first, inHand] = await claim(2);
    if (first === undefined || inHand === undefined) throw new Error('Too few were claimed');
    await sent(first);
    await stopBroadcast(deps, { personId: head.id, broadcastId });
    const rows = await town.messages(broadcastId);
    expect(rows.map(({ state, reason }) => `${state} ${reason}`).sort()).toEqual([
      'claimed null',
      'dropped stopped',
      'sent null',
    ]);
    expect(await db.outboxAttempt.count({ where: { outcome: 'dropped', reason: 'stopped' } })).toBe(1);
    expect(await take(inHand.recipientId ?? 0, broadcastId)).toEqual({ kind: 'untrue' });
    await record(inHand, { kind: 'dropped', reason: 'untrue' });
    expect(await read(broadcastId)).toEqual({ state: 'stopped', total: 3, arrived: 1, missed: 2, left: 0 });
    expect(await finishBroadcasts(db, clock.now())).toBe(0);
  });

  it('is not for somebody whose role ended or who took their consent back meanwhile', async () => {
    const toPeople = await begin(authority.id, toRegion);
    expect(await take(other.id, toPeople)).toMatchObject({
      kind: 'ready',
      speaker: 'authority',
      text: { kk: 'Ертең су болмайды', ru: 'Завтра не будет воды' },
    });
    await db.consent.updateMany({ where: { personId: other.id }, data: { withdrawnAt: clock.now() } });
    expect(await take(other.id, toPeople)).toEqual({ kind: 'untrue' });
    await db.consent.updateMany({ where: { personId: other.id }, data: { withdrawnAt: null } });
    const broadcastId = await begin(head.id);
    expect(await take(observer.id, broadcastId)).toMatchObject({ kind: 'ready', speaker: 'group' });
    await db.roleGrant.updateMany({ where: { personId: observer.id }, data: { endsAt: clock.now() } });
    expect(await take(observer.id, broadcastId)).toEqual({ kind: 'untrue' });
    await db.roleGrant.updateMany({ where: { personId: observer.id }, data: { endsAt: null } });
  });

  it('comes in its reader’s hours, also where it was held up until they were over', async () => {
    const broadcastId = await begin(authority.id, toRegion);
    clock.moveTo('2026-10-05T20:30+05:00');
    const until = new Date('2026-10-06T09:00+05:00');
    expect(await take(other.id, broadcastId)).toEqual({ kind: 'notNow', until });
    await pauseBroadcast(deps, { personId: authority.id, broadcastId });
    await resumeBroadcast(deps, { personId: authority.id, broadcastId });
    expect((await town.messages(broadcastId)).map(({ notBefore }) => notBefore)).toEqual([until]);
  });

  it('counts people who were deleted as not reached, and comes to its end without them and its author', async () => {
    const broadcastId = await begin(head.id);
    await db.outboxMessage.deleteMany({ where: { recipientId: { in: [member.id, head.id] } } });
    expect(await read(broadcastId)).toMatchObject({ missed: 1, left: 2 });
    for (const message of await claim()) await record(message, { kind: 'failed', reason: 'chatNotFound' });
    expect(await finishBroadcasts(db, clock.now())).toBe(1);
    expect(await read(broadcastId)).toEqual({ state: 'done', total: 3, arrived: 0, missed: 3, left: 0 });
  });

  it('is over once nothing is left, and then neither paused nor stopped', async () => {
    const broadcastId = await begin(head.id);
    for (const message of await claim()) await sent(message);
    for (const act of [pauseBroadcast, stopBroadcast]) {
      const outcome = await act(deps, { personId: head.id, broadcastId });
      expect(outcome).toEqual({ kind: 'unchanged', state: 'done' });
    }
    expect(await read(broadcastId)).toEqual({ state: 'done', total: 3, arrived: 3, missed: 0, left: 0 });
  });

  it('remembers in which message its author watches it', async () => {
    const broadcastId = await begin(head.id);
    await noteProgressMessage(deps, { personId: member.id, broadcastId, messageId: 6 });
    const before = await readBroadcast(deps, { personId: head.id, broadcastId });
    expect(before).toMatchObject({ broadcast: { shownIn: null } });
    await noteProgressMessage(deps, { personId: head.id, broadcastId, messageId: 7 });
    const after = await readBroadcast(deps, { personId: head.id, broadcastId });
    expect(after).toMatchObject({ broadcast: { shownIn: 7 } });
  });
});
