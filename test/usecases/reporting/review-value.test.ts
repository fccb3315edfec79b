import { afterAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { readObligations } from '../../../src/usecases/obligations/read-obligations.ts';
import { approveValue } from '../../../src/usecases/reporting/approve-value.ts';
import { decideValue } from '../../../src/usecases/reporting/decide-value.ts';
import { listReviewQueue } from '../../../src/usecases/reporting/list-review-queue.ts';
import { readSubmission } from '../../../src/usecases/reporting/read-submission.ts';
import { storedReady } from '../../../src/usecases/reporting/reason.ts';
import { returnValue } from '../../../src/usecases/reporting/return-value.ts';
import { group, openReportingTown } from './reporting-town.ts';

describe('reviewing a value', async () => {
  const town = await openReportingTown();
  const { deps, member, head, coordinator, clock } = town;
  const { db } = deps;
  afterAll(() => town.database.close());
  const next = { step: 'card', fields: {} };

  async function submitted(kpiCode: string, text = '50', personId = member.id): Promise<number> {
    const outcome = await town.submit(personId, kpiCode, text);
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    return outcome.versionId;
  }
  const approve = async (personId: number, versionId: number) =>
    approveValue(deps, { personId, versionId, at: await town.step(personId, 'review'), next });
  const giveBack = async (personId: number, versionId: number, reason: string) =>
    returnValue(deps, { personId, versionId, at: await town.step(personId, 'review'), next, reason });
  const stateOf = async (id: number) => db.submissionVersion.findUniqueOrThrow({ where: { id } });

  it('approves: the state, who and when, the submitter is told, and an audit event', async () => {
    const versionId = await submitted('GOV-01', '90');
    expect(await approve(head.id, versionId)).toEqual({ kind: 'decided', state: 'approved' });
    expect(await stateOf(versionId)).toMatchObject({
      state: 'approved',
      decidedById: head.id,
      decidedAt: clock.now(),
      decisionReason: null,
    });
    const owed = await db.outboxMessage.findMany({ where: { kind: 'value.decided' } });
    expect(owed).toMatchObject([{ recipientId: member.id, params: { versionId } }]);
    const event = await db.auditEvent.findFirstOrThrow({ where: { kind: 'value.approved' } });
    expect(event).toMatchObject({ chainId: group, actorRef: head.ref, subject: `version:${versionId}` });
  });

  it('returns with a reason, ready or typed, and refuses one that says nothing or too much', async () => {
    const versionId = await submitted('GOV-05');
    expect(await giveBack(head.id, versionId, ' ?! ')).toEqual({
      kind: 'badReason',
      problem: { kind: 'tooShort' },
    });
    expect(await giveBack(head.id, versionId, 'ы'.repeat(501))).toMatchObject({
      kind: 'badReason',
      problem: { kind: 'tooLong' },
    });
    expect((await stateOf(versionId)).state).toBe('submitted');
    expect(await giveBack(head.id, versionId, ' акт қоса берілмеген\n')).toEqual({
      kind: 'decided',
      state: 'returned',
    });
    expect(await stateOf(versionId)).toMatchObject({
      state: 'returned',
      decisionReason: 'акт қоса берілмеген',
    });
    const corrected = await submitted('GOV-05', '51');
    expect(await giveBack(coordinator.id, corrected, storedReady('typo'))).toMatchObject({ kind: 'decided' });
    expect((await stateOf(corrected)).decisionReason).toBe('ready:typo');
  });

  it('lets one of two coordinators at once decide; the other learns what was decided', async () => {
    for (const kpiCode of ['UTL-01', 'UTL-02', 'UTL-03']) {
      const versionId = await submitted(kpiCode);
      const outcomes = await Promise.all([
        approve(head.id, versionId),
        giveBack(coordinator.id, versionId, 'дерек дұрыс емес'),
      ]);
      expect(outcomes.filter(({ kind }) => kind === 'decided')).toHaveLength(1);
      const { state, decidedAt } = await stateOf(versionId);
      expect(outcomes.find(({ kind }) => kind !== 'decided')).toEqual({
        kind: 'alreadyDecided',
        state,
        byOther: true,
        at: decidedAt,
      });
      const events = await db.auditEvent.count({
        where: { subject: `version:${versionId}`, kind: { in: ['value.approved', 'value.returned'] } },
      });
      expect(events).toBe(1);
    }
  });

  it('does a doubled tap once', async () => {
    const versionId = await submitted('UTL-07');
    const at = await town.step(head.id, 'review');
    const outcomes = await Promise.all(
      [1, 2].map(() => approveValue(deps, { personId: head.id, versionId, at, next })),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['alreadyDecided', 'decided']);
    expect(outcomes.find(({ kind }) => kind === 'alreadyDecided')).toMatchObject({ byOther: false });
    expect(
      await db.outboxMessage.count({ where: { uniqueKey: { startsWith: `value.decided:${versionId}:` } } }),
    ).toBe(1);
  });

  it('is stale where the dialogue has moved on, and changes nothing', async () => {
    const versionId = await submitted('SAF-02');
    const at = await town.step(head.id, 'review');
    await town.step(head.id, 'review');
    const input = { personId: head.id, versionId, at, next };
    expect(await approveValue(deps, input)).toEqual({ kind: 'stale' });
    expect(await returnValue(deps, { ...input, reason: storedReady('typo') })).toEqual({ kind: 'stale' });
    expect(await decideValue(deps, input, { action: 'approve' })).toEqual({ kind: 'stale' });
    expect((await stateOf(versionId)).state).toBe('submitted');
  });

  it('refuses a version that a correction has replaced, also when both come at once', async () => {
    const first = await submitted('SAF-01', '50');
    await submitted('SAF-01', '52');
    expect(await approve(head.id, first)).toEqual({ kind: 'superseded' });
    expect((await stateOf(first)).state).toBe('submitted');

    const version = await submitted('ECO-03', '20');
    const [decided, corrected] = await Promise.all([
      approve(head.id, version),
      town.submit(member.id, 'ECO-03', '21', { newest: 1 }),
    ]);
    expect(corrected.kind).toBe('accepted');
    expect(['decided', 'superseded']).toContain(decided.kind);
  });

  it('refuses everybody who may not, and never lets anybody decide on their own value', async () => {
    const versionId = await submitted('ECO-04');
    const kinds: Record<string, string> = {};
    for (const who of [
      'member',
      'observer',
      'authority',
      'administrator',
      'citizen',
      'stranger',
      'strangeCoordinator',
    ] as const) {
      kinds[who] = (await approve(town[who].id, versionId)).kind;
      expect((await giveBack(town[who].id, versionId, 'дерек дұрыс емес')).kind, who).toBe(kinds[who]);
    }
    expect(kinds).toEqual({
      member: 'noRight',
      observer: 'noRight',
      authority: 'coordinatorDecides',
      administrator: 'noRight',
      citizen: 'noRight',
      stranger: 'noRight',
      strangeCoordinator: 'noRight',
    });
    expect((await stateOf(versionId)).state).toBe('submitted');

    const { periodId } = await town.slot('GOV-04');
    const own = await town.submit(head.id, 'GOV-04', '20', {
      slot: { cityId: 'aksai', kpiCode: 'GOV-04', periodId },
      newest: 0,
    });
    if (own.kind !== 'accepted') throw new Error(own.kind);
    expect(await approve(head.id, own.versionId)).toEqual({ kind: 'ownValue' });
    expect(await approve(coordinator.id, own.versionId)).toMatchObject({ kind: 'decided' });
  });

  it('tells whoever reviews that there is no such version, and others nothing', async () => {
    expect(await approve(head.id, 2_000_000_000)).toEqual({ kind: 'notFound' });
    expect(await approve(member.id, 2_000_000_000)).toEqual({ kind: 'noRight' });
  });

  it('lets the authority decide where the only coordinator submitted', async () => {
    const { periodId } = await town.slot('GOV-06');
    await db.roleGrant.updateMany({ where: { personId: head.id }, data: { endsAt: clock.now() } });
    const own = await town.submit(coordinator.id, 'GOV-06', '70', {
      slot: { cityId: 'aksai', kpiCode: 'GOV-06', periodId },
      newest: 0,
    });
    if (own.kind !== 'accepted') throw new Error(own.kind);
    expect(await approve(coordinator.id, own.versionId)).toEqual({ kind: 'ownValue' });
    const queue = await listReviewQueue(db, clock.now(), town.authority.id);
    expect(queue.map(({ versionId }) => versionId)).toEqual([own.versionId]);
    expect(await approve(town.authority.id, own.versionId)).toMatchObject({ kind: 'decided' });
    await db.roleGrant.updateMany({ where: { personId: head.id }, data: { endsAt: null } });
  });

  it('queues what waits for each person: newest versions only, never their own', async () => {
    const now = clock.now();
    const waiting = await db.submissionVersion.findMany({
      where: { state: 'submitted' },
      include: { submission: true },
    });
    const expected = waiting
      .filter(({ number, submission }) => number === submission.newest)
      .map(({ id }) => id)
      .sort();
    const queue = await listReviewQueue(db, now, head.id);
    // What is told to be owed is what the queue holds.
    const countOwed = async (personId: number) => {
      const filter = { personId, kinds: ['review' as const] };
      const owed = await readObligations(db, now, deps.settings.timeZone, filter);
      return owed.reduce((sum, { count }) => sum + count, 0);
    };
    expect(queue.map(({ versionId }) => versionId).sort()).toEqual(expected);
    expect(expected.length).toBeGreaterThan(1);
    expect(await countOwed(head.id)).toBe(expected.length);
    for (const who of [
      'member',
      'observer',
      'administrator',
      'citizen',
      'strangeCoordinator',
      'authority',
    ] as const) {
      expect(await countOwed(town[who].id), who).toBe(0);
      expect(await listReviewQueue(db, now, town[who].id), who).toEqual([]);
    }
  });

  it('shows the card with its history to those entitled, and to nobody else', async () => {
    const slot = await town.slot('GOV-05');
    const submission = await db.submission.findUniqueOrThrow({
      where: { cityId_kpiCode_periodId: slot },
      include: { versions: { orderBy: { number: 'asc' } } },
    });
    const receipt = submission.versions[0]?.receipt ?? '';
    const outcome = await readSubmission(deps, { personId: town.observer.id, which: { receipt } });
    if (outcome.kind !== 'card') throw new Error(outcome.kind);
    expect(outcome.card.history.map(({ number, state }) => [number, state])).toEqual([
      [2, 'returned'],
      [1, 'returned'],
    ]);
    expect(outcome.card.version).toMatchObject({
      number: 1,
      submittedBy: { fullName: 'Марат Оспан', role: 'member' },
      decidedBy: { fullName: 'Бекова Айгүл', role: 'coordinator' },
      decisionReason: 'акт қоса берілмеген',
    });
    for (const who of ['member', 'head', 'coordinator', 'authority'] as const) {
      expect((await readSubmission(deps, { personId: town[who].id, which: { receipt } })).kind, who).toBe(
        'card',
      );
    }
    for (const who of ['administrator', 'citizen', 'stranger', 'strangeCoordinator'] as const) {
      expect(await readSubmission(deps, { personId: town[who].id, which: { receipt } }), who).toEqual({
        kind: 'noRight',
      });
    }
    const unknown = { receipt: 'rc_00000000' };
    expect(await readSubmission(deps, { personId: member.id, which: unknown })).toEqual({ kind: 'notFound' });
    expect(await readSubmission(deps, { personId: town.citizen.id, which: unknown })).toEqual({
      kind: 'noRight',
    });
  });

  it('leaves whole audit chains', async () => {
    for (const verdict of await verifyAudit(db)) expect(verdict).toMatchObject({ kind: 'whole', erased: 0 });
  });
});
