import { afterAll, describe, expect, it } from 'vitest';
import type { Audience } from '../../../src/domain/broadcast/audience.ts';
import { longestBroadcast } from '../../../src/domain/broadcast/text.ts';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { listAudiences } from '../../../src/usecases/broadcasts/list-audiences.ts';
import { listBroadcasts } from '../../../src/usecases/broadcasts/list-broadcasts.ts';
import { previewBroadcast } from '../../../src/usecases/broadcasts/preview-broadcast.ts';
import { readAudience } from '../../../src/usecases/broadcasts/read-audience.ts';
import { readBroadcast } from '../../../src/usecases/broadcasts/read-broadcast.ts';
import { readDialogue } from '../../../src/usecases/dialogue/dialogue-state.ts';
import { createInitiative } from '../../setup/initiatives.ts';
import { group } from '../reporting/reporting-town.ts';
import { openBroadcastTown, toAll, toGroup, toRegion } from './broadcast-town.ts';

describe('beginning a broadcast', async () => {
  const town = await openBroadcastTown();
  const { deps, db, clock, authority, head, coordinator, member, observer } = town;
  afterAll(() => town.database.close());
  const reached = async (outcome: Awaited<ReturnType<typeof town.start>>) => {
    if (outcome.kind !== 'started') throw new Error(outcome.kind);
    return (await town.messages(outcome.broadcastId)).map(({ recipientId }) => recipientId);
  };
  const oral = await town.reader('oral', 'ru');
  const aksai = await town.reader('aksai');
  const astana = await town.reader('astana');
  const initiative = await createInitiative(db);
  const toFollowers: Audience = { kind: 'initiative', initiativeId: initiative.id };

  it('is for the authority, and for a coordinator to their own group', async () => {
    const others = ['member', 'observer', 'administrator', 'citizen', 'strangeCoordinator'] as const;
    for (const who of others) {
      const personId = town[who].id;
      for (const audience of [toGroup, toRegion, toFollowers, toAll]) {
        expect(await town.start(personId, audience), who).toEqual({ kind: 'noRight' });
        expect(await previewBroadcast(deps, { personId, audience }), who).toEqual({ kind: 'noRight' });
        expect(await readAudience(deps, { personId, audience }), who).toEqual({ kind: 'noRight' });
      }
    }
    for (const audience of [toRegion, toFollowers, toAll]) {
      expect(await town.start(head.id, audience)).toEqual({ kind: 'noRight' });
    }
    expect(await db.broadcast.count()).toBe(0);
    expect(await db.outboxMessage.count()).toBe(0);
  });

  it('offers whom one may write to', async () => {
    const personId = head.id;
    expect(await listAudiences(deps, { personId })).toEqual({
      kind: 'audiences',
      groups: [{ id: group, name: { kk: 'Батыс Қазақстан облысы', ru: 'Западно-Казахстанская область' } }],
      toPeople: false,
      initiatives: [],
    });
    const all = await listAudiences(deps, { personId: authority.id });
    expect(all.kind === 'audiences' && [all.groups.length, all.toPeople]).toEqual([20, true]);
    expect(await listAudiences(deps, { personId: member.id })).toEqual({ kind: 'noRight' });
  });

  it('reaches the people of the group, without whoever wrote it', async () => {
    const outcome = await town.start(head.id, toGroup);
    expect(outcome).toMatchObject({ kind: 'started', total: 3 });
    expect((await reached(outcome)).sort()).toEqual([coordinator.id, member.id, observer.id].sort());
    const { broadcastId } = outcome as { broadcastId: number };
    expect(await town.events(broadcastId)).toEqual([`${group} broadcast.started`]);
    const row = await db.broadcast.findUniqueOrThrow({ where: { id: broadcastId } });
    expect(row).toMatchObject({ speaker: 'group', state: 'sending', total: 3, authorId: head.id });
    const dialogue = await readDialogue(db, head.id, 'broadcast');
    expect(dialogue).toMatchObject({ step: 'sent', isActive: false, fields: { broadcastId } });
    const progress = await db.outboxMessage.findMany({ where: { kind: 'broadcast.progress' } });
    expect(progress).toMatchObject([{ recipientId: head.id, broadcastId: null }]);
  });

  it('speaks for the authority where the authority writes to a group', async () => {
    const outcome = await town.start(authority.id, toGroup);
    expect(outcome).toMatchObject({ kind: 'started', total: 4 });
    const { broadcastId } = outcome as { broadcastId: number };
    expect((await db.broadcast.findUniqueOrThrow({ where: { id: broadcastId } })).speaker).toBe('authority');
  });

  it('reaches citizens of the territory who agreed, and nobody else', async () => {
    const inOblast = await town.reader(undefined);
    await db.person.update({
      where: { id: inOblast.id },
      data: { regionId: (await db.city.findUniqueOrThrow({ where: { id: 'oral' } })).regionId },
    });
    expect((await reached(await town.start(authority.id, toRegion))).sort()).toEqual(
      [oral.id, aksai.id, inOblast.id].sort(),
    );
    const toAstana: Audience = { kind: 'region', workingGroupId: 'wg_astana' };
    expect(await reached(await town.start(authority.id, toAstana))).toEqual([astana.id]);
    await db.person.delete({ where: { id: inOblast.id } }).catch(() => undefined);
  });

  it('reaches followers, whose consent holds', async () => {
    expect(await town.start(authority.id, toFollowers)).toEqual({ kind: 'nobody' });
    for (const personId of [oral.id, astana.id]) {
      await db.follow.create({
        data: { personId, initiativeId: initiative.id, createdAt: clock.now() },
      });
    }
    await town.agree(oral.id, 'feedback');
    expect(await reached(await town.start(authority.id, toFollowers))).toEqual([oral.id]);
    const offered = await listAudiences(deps, { personId: authority.id });
    expect(offered.kind === 'audiences' && offered.initiatives).toMatchObject([
      { id: initiative.id, followers: 2 },
    ]);
  });

  it('tells beforehand how many in which language, and how long it takes', async () => {
    const slow = { ...deps, settings: { ...deps.settings, sendRate: 0.01 } };
    const preview = await previewBroadcast(slow, { personId: authority.id, audience: toAll });
    if (preview.kind !== 'preview') throw new Error(preview.kind);
    const { total, byLanguage, seconds } = preview;
    const outcome = await town.start(authority.id, toAll);
    expect(outcome).toMatchObject({ kind: 'started', total });
    expect(byLanguage).toEqual({ kk: total - 1, ru: 1 });
    expect(seconds).toBe(total * 100);
    expect([preview.later, preview.laterFrom]).toEqual([0, null]);
  });

  it('leaves out who blocked the bot, and who has no chat', async () => {
    const [blocked, gone] = [await town.reader('oral'), await town.reader('oral')];
    await db.person.update({ where: { id: blocked.id }, data: { blockedAt: clock.now() } });
    await db.identity.delete({ where: { personId: gone.id } });
    const ids = await reached(await town.start(authority.id, toRegion));
    expect(ids).toContain(oral.id);
    expect(ids).not.toContain(blocked.id);
    expect(ids).not.toContain(gone.id);
  });

  it('happens once for one step of the dialogue, however often it is asked for', async () => {
    const at = await town.step(authority.id, 'broadcast');
    const before = await db.broadcast.count();
    const twice = await Promise.all([
      town.start(authority.id, toGroup, { at }),
      town.start(authority.id, toGroup, { at }),
    ]);
    expect(twice.map(({ kind }) => kind).sort()).toEqual(['stale', 'started']);
    expect(await db.broadcast.count()).toBe(before + 1);
  });

  it.each([
    [{ textKk: ' \n ' }, { kind: 'badText', language: 'kk', problem: { kind: 'empty' } }],
    [
      { textRu: 'ы'.repeat(longestBroadcast + 1) },
      { kind: 'badText', language: 'ru', problem: { kind: 'tooLong', over: 1 } },
    ],
    [{ audience: { kind: 'group', workingGroupId: 'nowhere' } as Audience }, { kind: 'notFound' }],
    [{ audience: { kind: 'initiative', initiativeId: 0 } as Audience }, { kind: 'notFound' }],
  ])('refuses what cannot be sent: %#', async (change, outcome) => {
    const before = await db.broadcast.count();
    expect(await town.start(authority.id, toAll, change)).toMatchObject(outcome);
    expect(await db.broadcast.count()).toBe(before);
  });

  it('waits for the hours of each who is not to be disturbed', async () => {
    clock.moveTo('2026-10-09T19:00+05:00');
    await db.person.update({ where: { id: member.id }, data: { hoursFrom: '11:00', hoursTo: '20:00' } });
    const preview = await previewBroadcast(deps, { personId: authority.id, audience: toGroup });
    expect(preview).toMatchObject({ total: 4, later: 3, laterFrom: new Date('2026-10-12T09:00+05:00') });
    const outcome = await town.start(authority.id, toGroup);
    if (outcome.kind !== 'started') throw new Error(outcome.kind);
    const times = new Map(
      (await town.messages(outcome.broadcastId)).map(({ recipientId, notBefore }) => [
        recipientId,
        notBefore,
      ]),
    );
    expect(times.get(member.id)).toEqual(clock.now());
    expect(times.get(head.id)).toEqual(new Date('2026-10-12T09:00+05:00'));
    clock.moveTo('2026-10-09T21:00+05:00');
    const night = await town.start(authority.id, toRegion);
    if (night.kind !== 'started') throw new Error(night.kind);
    for (const { notBefore } of await town.messages(night.broadcastId)) {
      expect(notBefore).toEqual(new Date('2026-10-10T09:00+05:00'));
    }
    const read = await readBroadcast(deps, { personId: authority.id, broadcastId: night.broadcastId });
    expect(read).toMatchObject({ broadcast: { nextAt: new Date('2026-10-10T09:00+05:00') } });
  });

  it('is listed to whoever might have written it', async () => {
    const forAuthority = await listBroadcasts(deps, { personId: authority.id });
    expect(forAuthority.kind === 'broadcasts' && forAuthority.broadcasts.length).toBe(5);
    const forHead = await listBroadcasts(deps, { personId: coordinator.id });
    expect(
      forHead.kind === 'broadcasts' && forHead.broadcasts.every(({ audience }) => audience.to === 'group'),
    ).toBe(true);
    expect(await listBroadcasts(deps, { personId: member.id })).toEqual({ kind: 'noRight' });
    const none = await listBroadcasts(deps, { personId: town.strangeCoordinator.id });
    expect(none).toEqual({ kind: 'broadcasts', broadcasts: [] });
    for (const { kind } of await verifyAudit(db)) expect(kind).not.toBe('broken');
  });

  it('settles ten thousand recipients in seconds, due no faster than they can be sent', async () => {
    clock.moveTo('2026-10-12T10:00+05:00');
    await db.outboxMessage.deleteMany({});
    const many = 10_000;
    const since = clock.now();
    const people = await db.person.createManyAndReturn({
      data: Array.from({ length: many }, (_, index) => ({
        ref: `many-${index}`,
        cityId: 'kokshetau',
        language: index % 2 === 0 ? ('kk' as const) : ('ru' as const),
        createdAt: since,
        seenAt: since,
      })),
      select: { id: true },
    });
    const ids = people.map(({ id }) => id);
    await db.identity.createMany({
      data: ids.map((personId) => ({
        personId,
        channel: 'telegram',
        externalId: `many-${personId}`,
        linkedAt: since,
      })),
    });
    await db.consent.createMany({
      data: ids.map((personId) => ({
        personId,
        purpose: 'news',
        textVersion: '1/1',
        language: 'kk' as const,
        givenAt: since,
      })),
    });
    const began = performance.now();
    const outcome = await town.start(authority.id, { kind: 'region', workingGroupId: 'wg_akmola' });
    const took = performance.now() - began;
    expect(outcome).toMatchObject({ kind: 'started', total: many });
    expect(took).toBeLessThan(10_000);
  });
});
