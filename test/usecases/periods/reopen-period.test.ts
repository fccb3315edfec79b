import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { advanceDialogue } from '../../../src/usecases/dialogue/dialogue-state.ts';
import { askToReopen } from '../../../src/usecases/periods/ask-to-reopen.ts';
import { closeReopening } from '../../../src/usecases/periods/close-reopening.ts';
import { listPeriods } from '../../../src/usecases/periods/list-periods.ts';
import { listReopeningRequests } from '../../../src/usecases/periods/list-reopening-requests.ts';
import { readPeriod } from '../../../src/usecases/periods/read-period.ts';
import { readReopeningChoices } from '../../../src/usecases/periods/read-reopening-choices.ts';
import { readReopening, readReopeningRequest } from '../../../src/usecases/periods/read-reopening-notice.ts';
import { type ReopenInput, reopenPeriod } from '../../../src/usecases/periods/reopen-period.ts';
import { createPerson } from '../../setup/people.ts';
import { group, openReportingTown } from '../reporting/reporting-town.ts';

describe('reopening a period', async () => {
  const town = await openReportingTown();
  const { deps, clock, authority, member } = town;
  const { db } = deps;
  afterAll(() => town.database.close());
  let periodId = 0;
  beforeAll(async () => {
    periodId = (await town.slot('GOV-01')).periodId;
  });
  /** Whoever may not do what only the authority does. */
  const others = () =>
    [
      'member',
      'head',
      'observer',
      'administrator',
      'citizen',
      'stranger',
    ] as const satisfies (keyof typeof town)[];

  const reopen = async (more: Partial<ReopenInput> = {}) => {
    const personId = more.personId ?? authority.id;
    return reopenPeriod(deps, {
      personId,
      periodId,
      workingGroupId: group,
      reason: 'ready:asked',
      day: '2026-10-30',
      at: await town.step(personId, 'reopen'),
      next: { step: 'done', fields: {} },
      ...more,
    });
  };
  const told = async (kind: string) =>
    (await db.outboxMessage.findMany({ where: { kind } })).map(({ recipientId }) => recipientId);

  it('is not needed before it is locked', async () => {
    expect(await reopen()).toEqual({ kind: 'notLocked', periodKey: '2026-Q3' });
    const asked = await askToReopen(deps, { personId: member.id, periodId, workingGroupId: group });
    expect(asked).toEqual({ kind: 'notLocked', periodKey: '2026-Q3' });
    const choices = await readReopeningChoices(deps, { personId: authority.id, periodId });
    expect(choices).toEqual({ kind: 'notLocked', periodKey: '2026-Q3' });
    clock.moveTo('2026-10-22T10:00+05:00');
  });

  it('is for the authority alone', async () => {
    for (const who of others()) {
      const personId = town[who].id;
      expect(await reopen({ personId }), who).toEqual({ kind: 'noRight' });
      expect(await closeReopening(deps, { personId, reopeningId: 1 }), who).toEqual({ kind: 'noRight' });
      expect(await readReopeningChoices(deps, { personId, periodId }), who).toEqual({ kind: 'noRight' });
      if (who === 'administrator') continue;
      expect(await listPeriods(deps, { personId, page: 0 }), who).toEqual({ kind: 'noRight' });
      expect(await readPeriod(deps, { personId, periodId }), who).toEqual({ kind: 'noRight' });
      expect(await listReopeningRequests(deps, { personId }), who).toEqual({ kind: 'noRight' });
    }
    expect(await db.periodReopening.count()).toBe(0);
  });

  it('is asked for by members and coordinators of the group, once a day, of everybody of the authority', async () => {
    const ask = (personId: number) => askToReopen(deps, { personId, periodId, workingGroupId: group });
    for (const who of ['observer', 'authority', 'administrator', 'citizen', 'stranger'] as const) {
      expect(await ask(town[who].id), who).toEqual({ kind: 'noRight' });
    }
    const colleague = await createPerson(db, { roles: [{ role: 'authority' }] });
    const asked = await Promise.all([ask(member.id), ask(member.id)]);
    expect(asked.map(({ kind }) => kind).sort()).toEqual(['alreadyAsked', 'asked']);
    expect((await ask(town.head.id)).kind).toBe('alreadyAsked');
    expect((await told('period.reopeningAsked')).sort()).toEqual([authority.id, colleague.id].sort());
    const outcome = await listReopeningRequests(deps, { personId: town.administrator.id });
    expect(outcome).toEqual({ kind: 'requests', requests: [{ periodId, workingGroupId: group }] });
    const card = await readPeriod(deps, { personId: authority.id, periodId });
    expect(card.kind === 'period' && card.period.asking.map(({ id }) => id)).toEqual([group]);
    clock.moveTo('2026-10-23T10:00+05:00');
    expect((await ask(town.head.id)).kind).toBe('asked');
    expect(await askToReopen(deps, { personId: member.id, periodId: 0, workingGroupId: group })).toEqual({
      kind: 'notFound',
    });
  });

  it.each([
    [{ reason: 'аз' }, { kind: 'badReason', problem: { kind: 'tooShort' } }],
    [{ day: '2026-10-24' }, { kind: 'badDay', problem: { kind: 'dayOff' } }],
    [{ day: '2026-10-22' }, { kind: 'badDay', problem: { kind: 'past' } }],
    [{ day: '2026-12-29' }, { kind: 'badDay', problem: { kind: 'tooFar' } }],
    [{ workingGroupId: 'nowhere' }, { kind: 'notFound' }],
    [{ periodId: 0 }, { kind: 'notFound' }],
  ])('refuses %j', async (change, outcome) => {
    expect(await reopen(change)).toMatchObject(outcome);
    expect(await db.periodReopening.count()).toBe(0);
  });

  it('takes values of that group again, late, up to the hour of the last day; and of no other', async () => {
    expect((await town.submit(member.id, 'GOV-01', '90')).kind).toBe('periodLocked');
    const outcome = await reopen({ reason: 'Сервер істен шықты' });
    expect(outcome).toMatchObject({ kind: 'reopened', until: new Date('2026-10-30T18:00+05:00'), told: 3 });
    expect((await told('period.reopened')).sort()).toEqual(
      [town.head.id, town.coordinator.id, member.id].sort(),
    );
    expect(await town.submit(member.id, 'GOV-01', '90')).toMatchObject({ kind: 'accepted', isOnTime: false });
    const slot = { cityId: 'astana', kpiCode: 'GOV-01', periodId };
    expect((await town.submit(town.stranger.id, 'GOV-01', '90', { slot, newest: 0 })).kind).toBe(
      'periodLocked',
    );
    expect(await listReopeningRequests(deps, { personId: authority.id })).toMatchObject({ requests: [] });
  });

  it('leaves an event in the chain of the country and in that of the group', async () => {
    const events = await db.auditEvent.findMany({
      where: { kind: 'period.reopened' },
      include: { payload: true },
      orderBy: { chainId: 'asc' },
    });
    expect(events.map(({ chainId }) => chainId)).toEqual(['country', group]);
    expect(events[0]).toMatchObject({ actorRef: authority.ref });
    expect(events[0]?.payload?.payload).toMatchObject({
      period: '2026-Q3',
      workingGroupId: group,
      reason: 'Сервер істен шықты',
    });
    const requests = await db.auditEvent.findMany({ where: { kind: 'period.reopeningAsked' } });
    expect(requests.map(({ chainId }) => chainId)).toEqual([group, group]);
    for (const verdict of await verifyAudit(db)) expect(verdict).toMatchObject({ kind: 'whole' });
  });

  it('is done once by a step of the dialogue, and not for a shorter time than it is open', async () => {
    const at = await town.step(authority.id, 'reopen');
    await advanceDialogue(db, at, { step: 'day', now: clock.now() });
    expect(await reopen({ day: '2026-11-03', at })).toEqual({ kind: 'stale' });
    const open = { kind: 'alreadyOpen', periodKey: '2026-Q3', until: new Date('2026-10-30T18:00+05:00') };
    expect(await reopen({ day: '2026-10-30' })).toEqual(open);
    expect(await reopen({ day: '2026-10-28' })).toEqual(open);
  });

  it('for longer takes the place of the one before; of two at once one comes first', async () => {
    const both = await Promise.all([
      reopen({ day: '2026-11-03', at: await town.step(authority.id, 'one') }),
      reopen({ day: '2026-11-03', at: await town.step(authority.id, 'two') }),
    ]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['alreadyOpen', 'reopened']);
    const inForce = await db.periodReopening.findMany({ where: { endedAt: null } });
    expect(inForce.map(({ until }) => until)).toEqual([new Date('2026-11-03T18:00+05:00')]);
  });

  it('is ended by itself after its hour', async () => {
    clock.moveTo('2026-11-03T18:00:00+05:00');
    expect((await town.submit(member.id, 'GOV-05', '90')).kind).toBe('accepted');
    clock.moveTo('2026-11-03T18:00:00.001+05:00');
    expect((await town.submit(member.id, 'GOV-06', '90')).kind).toBe('periodLocked');
  });

  it('for the country counts for every group, and is ended early, once', async () => {
    const opened = await reopen({ workingGroupId: null, day: '2026-11-10' });
    if (opened.kind !== 'reopened') throw new Error(opened.kind);
    const slot = { cityId: 'astana', kpiCode: 'GOV-01', periodId };
    expect((await town.submit(town.stranger.id, 'GOV-01', '90', { slot, newest: 0 })).kind).toBe('accepted');
    const inCountry = await readPeriod(deps, { personId: authority.id, periodId });
    expect(inCountry).toMatchObject({
      period: { state: 'closing', inForce: [{ group: null }], mayReopen: true },
    });
    expect(await db.auditEvent.count({ where: { subject: `reopening:${opened.reopeningId}` } })).toBe(1);

    const { reopeningId } = opened;
    const close = () => closeReopening(deps, { personId: authority.id, reopeningId });
    const closed = await Promise.all([close(), close()]);
    expect(closed.map(({ kind }) => kind).sort()).toEqual(['alreadyClosed', 'closed']);
    expect((await close()).kind).toBe('alreadyClosed');
    expect((await town.submit(member.id, 'GOV-06', '90')).kind).toBe('periodLocked');
    expect(await told('period.reclosed')).toHaveLength(new Set(await told('period.reclosed')).size);
    expect(await told('period.reclosed')).toContain(town.strangeCoordinator.id);
    const nothing = await closeReopening(deps, { personId: authority.id, reopeningId: 0 });
    expect(nothing).toEqual({ kind: 'notFound' });
  });

  it('is told as it stands: to people of the groups concerned, while it is true', async () => {
    const first = await db.periodReopening.findFirstOrThrow({ orderBy: { id: 'asc' } });
    const read = (personId: number) => readReopening(db, clock.now(), { reopeningId: first.id, personId });
    expect(await read(member.id)).toMatchObject({ periodKey: '2026-Q3', isInForce: false, isLocked: true });
    expect(await read(town.stranger.id)).toBeNull();
    expect(await read(authority.id)).toBeNull();
    const request = await db.reopeningRequest.findFirstOrThrow();
    expect(await readReopeningRequest(db, clock.now(), request.id)).toMatchObject({
      group: { id: group },
      askedBy: 'Марат Оспан',
      isLocked: true,
    });
  });

  it('has nobody to be asked where nobody is of the authority', async () => {
    await db.roleGrant.updateMany({ where: { role: 'authority' }, data: { endsAt: clock.now() } });
    expect(await askToReopen(deps, { personId: member.id, periodId, workingGroupId: group })).toEqual({
      kind: 'nobodyToAsk',
    });
  });
});
