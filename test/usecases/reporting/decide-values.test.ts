import { afterAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { readObligations } from '../../../src/usecases/obligations/read-obligations.ts';
import { approveValue } from '../../../src/usecases/reporting/approve-value.ts';
import { decideValue } from '../../../src/usecases/reporting/decide-value.ts';
import { decideValues, mostAtOnce } from '../../../src/usecases/reporting/decide-values.ts';
import {
  levelOfWaiting,
  listReviewQueue,
  listVerificationQueue,
} from '../../../src/usecases/reporting/list-review-queue.ts';
import { readReviewRows } from '../../../src/usecases/reporting/read-review-rows.ts';
import { returnValue } from '../../../src/usecases/reporting/return-value.ts';
import { verifyValue } from '../../../src/usecases/reporting/verify-value.ts';
import { group, openReportingTown } from './reporting-town.ts';

describe('deciding on many values', async () => {
  const town = await openReportingTown();
  const { deps, member, head, coordinator, authority, clock } = town;
  const { db } = deps;
  afterAll(() => town.database.close());
  const codes = [
    'GOV-01',
    'GOV-04',
    'GOV-05',
    'GOV-06',
    'UTL-01',
    'UTL-02',
    'UTL-03',
    'UTL-05',
    'SAF-01',
    'SAF-02',
  ];
  let nextCode = 0;
  let nextValue = 20;

  /** Submits values of other KPIs; each with flags where they are given. */
  async function submitted(count: number, flags: string[] = [], personId = member.id): Promise<number[]> {
    const ids: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const kpiCode = codes[nextCode % codes.length] ?? '';
      nextCode += 1;
      // Always another value: the same one sent again makes no version.
      nextValue += 1;
      const value = String(nextValue);
      const outcome = await town.submit(personId, kpiCode, value, { explanation: 'акт бар' });
      if (outcome.kind !== 'accepted') throw new Error(`${kpiCode}: ${outcome.kind}`);
      await db.submissionVersion.update({ where: { id: outcome.versionId }, data: { flags } });
      ids.push(outcome.versionId);
    }
    return ids;
  }
  const decide = async (
    personId: number,
    action: 'approve' | 'verify',
    versionIds: number[],
    more: { onlyUnremarkable?: boolean; at?: Awaited<ReturnType<typeof town.step>> } = {},
  ) =>
    decideValues(deps, {
      personId,
      action,
      versionIds,
      onlyUnremarkable: more.onlyUnremarkable ?? false,
      at: more.at ?? (await town.step(personId, 'review')),
      next: (done) => ({ step: 'done', fields: { done } }),
    });
  const input = async (personId: number, versionId: number) => ({
    personId,
    versionId,
    at: await town.step(personId, 'review'),
    next: { step: 'card', fields: {} },
  });
  const statesOf = async (ids: number[]) => {
    const rows = await db.submissionVersion.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
    return rows.map(({ state }) => state);
  };
  const toldOf = async (kind: string, versionIds: number[]) => {
    const rows = await db.outboxMessage.findMany({ where: { kind }, orderBy: { id: 'asc' } });
    return rows
      .filter(({ params }) => versionIds.includes((params as { versionId: number }).versionId))
      .map(({ recipientId }) => recipientId);
  };

  it('approves all of them, with an audit event and a message for each, and keeps what came of it', async () => {
    const ids = await submitted(3);
    expect(await decide(head.id, 'approve', ids)).toEqual({
      kind: 'decided',
      state: 'approved',
      versionIds: ids,
      refused: [],
    });
    expect(await statesOf(ids)).toEqual(['approved', 'approved', 'approved']);
    expect(await toldOf('value.decided', ids)).toEqual([member.id, member.id, member.id]);
    const events = await db.auditEvent.count({
      where: { kind: 'value.approved', chainId: group, subject: { in: ids.map((id) => `version:${id}`) } },
    });
    expect(events).toBe(3);
    const dialogue = await db.dialogue.findFirstOrThrow({ where: { personId: head.id, kind: 'review' } });
    expect(dialogue).toMatchObject({ step: 'done', fields: { done: { versionIds: ids } } });
  });

  it('leaves out what wants a look where only the others are meant', async () => {
    const [plain = 0] = await submitted(1);
    const [odd = 0] = await submitted(1, ['outlier']);
    const [statement = 0] = await submitted(1);
    await db.submissionVersion.update({
      where: { id: statement },
      data: { kind: 'not_applicable', value: null, reason: 'желі жоқ' },
    });
    expect(
      await decide(head.id, 'approve', [plain, odd, statement], { onlyUnremarkable: true }),
    ).toMatchObject({
      versionIds: [plain],
      refused: [
        { versionId: odd, why: 'wantsALook' },
        { versionId: statement, why: 'wantsALook' },
      ],
    });
    expect(await decide(coordinator.id, 'approve', [odd, statement])).toMatchObject({
      kind: 'decided',
      versionIds: [odd, statement],
    });
  });

  it('refuses each that may not be decided on, and decides on the others', async () => {
    const [own = 0] = await submitted(1, [], head.id).catch(() => [0]);
    const { periodId } = await town.slot('GOV-04');
    const made = await town.submit(head.id, 'GOV-04', '20', {
      slot: { cityId: 'aksai', kpiCode: 'GOV-04', periodId },
      newest: 0,
    });
    if (made.kind !== 'accepted') throw new Error(made.kind);
    expect(own).toBe(0);
    const [good = 0, decided = 0] = await submitted(2);
    await approveValue(deps, await input(coordinator.id, decided));
    const stranger = await db.submission.create({
      data: {
        cityId: 'astana',
        kpiCode: 'GOV-01',
        periodId,
        newest: 1,
        versions: {
          create: {
            number: 1,
            value: 1,
            receipt: 'rc_A',
            actionKey: 'A',
            isOnTime: true,
            submittedAt: clock.now(),
          },
        },
      },
      include: { versions: true },
    });
    const foreign = stranger.versions[0]?.id ?? 0;
    expect(await decide(head.id, 'approve', [made.versionId, good, decided, foreign, 2_000_000_000])).toEqual(
      {
        kind: 'decided',
        state: 'approved',
        versionIds: [good],
        refused: [
          { versionId: made.versionId, why: 'ownValue' },
          { versionId: decided, why: 'alreadyDecided' },
          { versionId: foreign, why: 'noRight' },
          { versionId: 2_000_000_000, why: 'notFound' },
        ],
      },
    );
    expect(await decide(head.id, 'approve', [good])).toEqual({
      kind: 'noneDecided',
      refused: [{ versionId: good, why: 'alreadyDecided' }],
    });
    expect(await decide(head.id, 'approve', [])).toEqual({ kind: 'noneDecided', refused: [] });
  });

  it('refuses everybody who decides on nothing, and each level to whom it is not', async () => {
    const ids = await submitted(1);
    for (const who of ['member', 'observer', 'administrator', 'citizen', 'stranger'] as const) {
      expect(await decide(town[who].id, 'approve', ids), who).toEqual({ kind: 'noRight' });
      expect(await decide(town[who].id, 'verify', ids), who).toEqual({ kind: 'noRight' });
    }
    expect(await decide(head.id, 'verify', ids)).toEqual({ kind: 'noRight' });
    expect(await decide(town.strangeCoordinator.id, 'approve', ids)).toMatchObject({
      kind: 'noneDecided',
      refused: [{ why: 'noRight' }],
    });
    expect(await decide(authority.id, 'approve', ids)).toMatchObject({
      kind: 'noneDecided',
      refused: [{ why: 'coordinatorDecides' }],
    });
    expect(await decide(authority.id, 'verify', ids)).toMatchObject({
      kind: 'noneDecided',
      refused: [{ why: 'notApproved' }],
    });
    expect(await statesOf(ids)).toEqual(['submitted']);
  });

  it('is stale where the dialogue has moved on, and changes nothing', async () => {
    const ids = await submitted(2);
    const at = await town.step(head.id, 'review');
    await town.step(head.id, 'review');
    expect(await decide(head.id, 'approve', ids, { at })).toEqual({ kind: 'stale' });
    expect(await statesOf(ids)).toEqual(['submitted', 'submitted']);
  });

  it('refuses more than one transaction should hold: a mistake of the caller', () => {
    const ids = Array.from({ length: mostAtOnce + 1 }, (_, index) => index + 1);
    expect(() =>
      decideValues(deps, {
        personId: head.id,
        action: 'approve',
        versionIds: ids,
        onlyUnremarkable: false,
        at: { personId: head.id, kind: 'review', version: 1 },
        next: () => ({ step: 'done', fields: {} }),
      }),
    ).toThrow(RangeError);
  });

  it('does a doubled tap once', async () => {
    const ids = await submitted(3);
    const at = await town.step(head.id, 'review');
    const outcomes = await Promise.all([1, 2, 3].map(() => decide(head.id, 'approve', ids, { at })));
    expect(outcomes.filter(({ kind }) => kind === 'decided')).toHaveLength(1);
    for (const outcome of outcomes) expect(['decided', 'noneDecided', 'stale']).toContain(outcome.kind);
    expect(await toldOf('value.decided', ids)).toHaveLength(3);
  });

  it('lets each value be decided once by two coordinators with overlapping selections, in any order', async () => {
    const ids = await submitted(6);
    const [a, b] = await Promise.all([
      decide(head.id, 'approve', ids.slice(0, 4)),
      decide(coordinator.id, 'approve', ids.slice(2).toReversed()),
    ]);
    const done = [a, b].flatMap((outcome) => (outcome.kind === 'decided' ? outcome.versionIds : []));
    expect(done.toSorted((x, y) => x - y)).toEqual(ids);
    const told = [a, b].flatMap((outcome) => ('refused' in outcome ? outcome.refused : []));
    expect(told.map(({ why }) => why)).toEqual(['alreadyDecided', 'alreadyDecided']);
    expect(await toldOf('value.decided', ids)).toHaveLength(6);
  });

  it('approves no version that a correction replaces at the same time', async () => {
    nextCode = 0;
    const ids = await submitted(3);
    const newest = await db.submission.findUniqueOrThrow({
      where: { cityId_kpiCode_periodId: await town.slot('GOV-01') },
    });
    const [decided, corrected] = await Promise.all([
      decide(head.id, 'approve', ids),
      town.submit(member.id, 'GOV-01', '51', { newest: newest.newest, explanation: 'акт бар' }),
    ]);
    expect(corrected.kind).toBe('accepted');
    if (decided.kind !== 'decided') throw new Error(decided.kind);
    const [first = 0] = ids;
    const replaced = decided.refused.some(
      ({ versionId, why }) => versionId === first && why === 'superseded',
    );
    expect(replaced || decided.versionIds.includes(first)).toBe(true);
    expect(decided.versionIds.length + decided.refused.length).toBe(3);
  });

  it('lists lines with the change against the period before, evidence and remarks', async () => {
    await town.remember('SAF-04', '2026-Q2', '41.5');
    const made = await town.submit(member.id, 'SAF-04', '40');
    if (made.kind !== 'accepted') throw new Error(made.kind);
    const file = await db.storedFile.create({
      data: { sha256: 'a', size: 1, mimeType: 'text/plain', createdAt: clock.now() },
    });
    await db.submissionVersion.update({
      where: { id: made.versionId },
      data: { link: 'https://example.kz', flags: ['outlier'], evidence: { create: { fileId: file.id } } },
    });
    expect(await readReviewRows(db, [made.versionId, 2_000_000_000])).toMatchObject([
      {
        versionId: made.versionId,
        value: '40',
        change: '-1.5',
        files: 1,
        hasLink: true,
        flags: ['outlier'],
        isOnTime: true,
      },
    ]);
    const queue = await listReviewQueue(db, clock.now(), head.id);
    expect(queue.find(({ versionId }) => versionId === made.versionId)).toMatchObject({
      cityId: 'oral',
      sphereId: 'safety',
      wantsALook: true,
    });
  });

  describe('at the authority’s level', () => {
    const approvedIds = async (count: number) => {
      const ids = await submitted(count);
      expect(await decide(head.id, 'approve', ids)).toMatchObject({ kind: 'decided', versionIds: ids });
      return ids;
    };

    it('queues what is approved and newest, for the authority alone', async () => {
      nextCode = 0;
      const ids = await approvedIds(2);
      const queue = await listVerificationQueue(db, clock.now(), authority.id, 'oral');
      expect(queue.map(({ versionId }) => versionId)).toEqual(expect.arrayContaining(ids));
      const everywhere = await listVerificationQueue(db, clock.now(), authority.id);
      // What is told to be owed is what the queue holds.
      const countOwed = async (personId: number) => {
        const filter = { personId, kinds: ['verification' as const] };
        const owed = await readObligations(db, clock.now(), deps.settings.timeZone, filter);
        return owed.reduce((sum, { count }) => sum + count, 0);
      };
      expect(await countOwed(authority.id)).toBe(everywhere.length);
      const [first = 0] = ids;
      expect(await levelOfWaiting(db, clock.now(), authority.id, first)).toBe('verify');
      for (const who of ['head', 'member', 'observer', 'administrator', 'citizen'] as const) {
        expect(await listVerificationQueue(db, clock.now(), town[who].id), who).toEqual([]);
        expect(await levelOfWaiting(db, clock.now(), town[who].id, first), who).toBeNull();
        expect(await countOwed(town[who].id), who).toBe(0);
      }
      expect(await levelOfWaiting(db, clock.now(), authority.id, 2_000_000_000)).toBeNull();
    });

    it('verifies: the coordinator’s decision stays as it is, the submitter is told', async () => {
      const [id = 0] = await approvedIds(1);
      expect(await verifyValue(deps, await input(authority.id, id))).toEqual({
        kind: 'decided',
        state: 'verified',
      });
      expect(await db.submissionVersion.findUniqueOrThrow({ where: { id } })).toMatchObject({
        state: 'verified',
        decidedById: head.id,
        verifiedById: authority.id,
        verifiedAt: clock.now(),
        verifyReason: null,
      });
      expect(await toldOf('value.verified', [id])).toEqual([member.id]);
      expect(await verifyValue(deps, await input(authority.id, id))).toMatchObject({
        kind: 'alreadyDecided',
        state: 'verified',
        byOther: false,
      });
      expect(await approveValue(deps, await input(coordinator.id, id))).toMatchObject({
        kind: 'alreadyDecided',
        state: 'verified',
        byOther: true,
      });
    });

    it('returns what was approved, with a reason, and tells submitter and coordinator', async () => {
      const [id = 0] = await approvedIds(1);
      const outcome = await returnValue(deps, {
        ...(await input(authority.id, id)),
        reason: 'дереккөзі ескі',
      });
      expect(outcome).toEqual({ kind: 'decided', state: 'returned' });
      expect(await db.submissionVersion.findUniqueOrThrow({ where: { id } })).toMatchObject({
        state: 'returned',
        decidedById: head.id,
        decisionReason: null,
        verifiedById: authority.id,
        verifyReason: 'дереккөзі ескі',
      });
      expect(await toldOf('value.verified', [id])).toEqual([member.id, head.id]);
      expect(
        await returnValue(deps, { ...(await input(head.id, id)), reason: 'дереккөзі ескі' }),
      ).toMatchObject({
        kind: 'alreadyDecided',
        state: 'returned',
        byOther: true,
      });
    });

    it('refuses everybody else, and what no coordinator approved, and one’s own', async () => {
      const [waiting = 0] = await submitted(1);
      expect(await verifyValue(deps, await input(authority.id, waiting))).toEqual({ kind: 'notApproved' });
      expect(await decideValue(deps, await input(authority.id, waiting), { action: 'verify' })).toEqual({
        kind: 'notApproved',
      });
      const [id = 0] = await approvedIds(1);
      for (const who of ['head', 'member', 'observer', 'administrator', 'citizen', 'stranger'] as const) {
        expect(await verifyValue(deps, await input(town[who].id, id)), who).toEqual({ kind: 'noRight' });
      }
      await db.submissionVersion.update({ where: { id }, data: { submittedById: authority.id } });
      expect(await verifyValue(deps, await input(authority.id, id))).toEqual({ kind: 'ownValue' });
      await db.submissionVersion.update({ where: { id }, data: { submittedById: member.id } });
      expect(await verifyValue(deps, await input(authority.id, 2_000_000_000))).toEqual({ kind: 'notFound' });
      const at = await town.step(authority.id, 'review');
      await town.step(authority.id, 'review');
      expect(await verifyValue(deps, { ...(await input(authority.id, id)), at })).toEqual({ kind: 'stale' });
      await town.submit(member.id, 'UTL-05', '3', { explanation: 'акт бар' });
      const replaced = await db.submissionVersion.findFirst({
        where: { state: 'approved', submission: { kpiCode: 'UTL-05' } },
      });
      if (replaced !== null) {
        expect(await verifyValue(deps, await input(authority.id, replaced.id))).toEqual({
          kind: 'superseded',
        });
      }
    });

    it('lets one of two decide who verify and return at once', async () => {
      const [id = 0] = await approvedIds(1);
      const outcomes = await Promise.all([
        verifyValue(deps, await input(authority.id, id)),
        returnValue(deps, { ...(await input(authority.id, id)), reason: 'дереккөзі ескі' }),
      ]);
      expect(outcomes.filter(({ kind }) => kind === 'decided').length).toBeLessThanOrEqual(1);
      expect(['verified', 'returned', 'approved']).toContain((await statesOf([id]))[0]);
    });
  });

  it('leaves whole audit chains', async () => {
    for (const verdict of await verifyAudit(db)) expect(verdict).toMatchObject({ kind: 'whole' });
  });
});
