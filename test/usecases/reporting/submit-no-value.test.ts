import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { advanceDialogue } from '../../../src/usecases/dialogue/dialogue-state.ts';
import { readMenu } from '../../../src/usecases/people/read-menu.ts';
import { loadRatingInputs } from '../../../src/usecases/rating/load-rating-inputs.ts';
import { readStake } from '../../../src/usecases/rating/read-stake.ts';
import { planReminders } from '../../../src/usecases/reminders/plan-reminders.ts';
import { listOwed } from '../../../src/usecases/reporting/list-owed.ts';
import { listReviewQueue } from '../../../src/usecases/reporting/list-review-queue.ts';
import { readQuestion } from '../../../src/usecases/reporting/read-question.ts';
import { readSubmission } from '../../../src/usecases/reporting/read-submission.ts';
import { type NoValueInput, submitNoValue } from '../../../src/usecases/reporting/submit-no-value.ts';
import { createPerson } from '../../setup/people.ts';
import { group, openReportingTown } from './reporting-town.ts';

describe('saying that there is no value', async () => {
  const town = await openReportingTown();
  const { deps, member, clock } = town;
  const { db } = deps;
  afterAll(() => town.database.close());
  beforeAll(() => town.remember('UTL-04', '2026-Q2', '23'));

  async function tell(
    personId: number,
    kpiCode: string,
    noValue: NoValueInput['noValue'],
    reason: string,
    more: Partial<NoValueInput> = {},
  ) {
    const slot = await town.slot(kpiCode);
    const submission = await db.submission.findUnique({ where: { cityId_kpiCode_periodId: slot } });
    return submitNoValue(deps, {
      personId,
      at: more.at ?? (await town.step(personId)),
      next: (receipt) => ({ step: 'receipt', fields: { receipt } }),
      slot,
      newest: submission?.newest ?? 0,
      noValue,
      reason,
      ...more,
    });
  }

  const versionsOf = async (kpiCode: string) =>
    db.submissionVersion.findMany({
      where: { submission: await town.slot(kpiCode) },
      orderBy: { number: 'asc' },
    });

  const decide = (versionId: number, state: 'approved' | 'verified' | 'returned') =>
    db.submissionVersion.update({ where: { id: versionId }, data: { state, decidedAt: clock.now() } });

  const countsIn = async (kpiCode: string, mode: 'preliminary' | 'published') => {
    const now = new Date('2026-10-20T10:00+05:00');
    const rating = await loadRatingInputs(db, { category: 'oblast', quarter: '2026-Q3', mode, now });
    return rating?.input.inputs.get('oral')?.get(kpiCode);
  };

  it('records it with its reason, tells the reviewers, and leaves an audit event', async () => {
    const outcome = await tell(member.id, 'UTL-01', 'no_data', '  Есептегіштер тексеруде ');
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    expect(outcome).toMatchObject({ reported: 'no_data', value: null, isOnTime: true });
    expect(await versionsOf('UTL-01')).toMatchObject([
      { number: 1, kind: 'no_data', value: null, reason: 'Есептегіштер тексеруде', state: 'submitted' },
    ]);
    const owed = await db.outboxMessage.findMany({ where: { kind: 'value.toReview' } });
    expect(owed.map(({ recipientId }) => recipientId).sort()).toEqual(
      [town.head.id, town.coordinator.id].sort(),
    );
    const event = await db.auditEvent.findFirstOrThrow({
      where: { chainId: group, kind: 'value.submitted' },
      include: { payload: true },
    });
    expect(event.payload?.payload).toMatchObject({
      kpi: 'UTL-01',
      kind: 'no_data',
      value: null,
      reason: 'Есептегіштер тексеруде',
    });
    const queue = await listReviewQueue(db, clock.now(), town.head.id);
    expect(queue.map(({ versionId }) => versionId)).toEqual([outcome.versionId]);
    const card = await readSubmission(deps, {
      personId: town.head.id,
      which: { versionId: outcome.versionId },
    });
    expect(card).toMatchObject({
      card: { version: { kind: 'no_data', value: null, reason: 'Есептегіштер тексеруде' } },
    });
  });

  it('keeps a ready reason as it is, and takes none of the other kind nor of another sort', async () => {
    const ready = await tell(member.id, 'UTL-03', 'not_applicable', 'ready:noService');
    expect(ready).toMatchObject({ kind: 'accepted', reported: 'not_applicable' });
    expect((await versionsOf('UTL-03'))[0]?.reason).toBe('ready:noService');
    for (const reason of ['', '..', 'ready:noService', 'ready:source', 'ready:realChange']) {
      expect(await tell(member.id, 'UTL-02', 'no_data', reason), reason).toEqual({
        kind: 'badReason',
        problem: { kind: 'tooShort' },
      });
    }
    expect(await tell(member.id, 'UTL-02', 'no_data', 'ы'.repeat(501))).toEqual({
      kind: 'badReason',
      problem: { kind: 'tooLong', length: 501, most: 500 },
    });
    expect(await versionsOf('UTL-02')).toEqual([]);
  });

  it('is an answer: nothing is owed, the menu counts it out, no reminder names it', async () => {
    const person = await createPerson(db, {
      telegramId: 500,
      roles: [{ role: 'member', workingGroupId: group }],
      assignments: [
        { cityId: 'aksai', kpiCode: 'UTL-01' },
        { cityId: 'aksai', kpiCode: 'UTL-02' },
      ],
    });
    const slot = { ...(await town.slot('UTL-01')), cityId: 'aksai' };
    expect((await readMenu(deps, person.id)).owed).toMatchObject({ count: 2, later: 0, overdue: 0 });
    const told = await tell(person.id, 'UTL-01', 'no_data', 'ready:notGiven', { slot, newest: 0 });
    expect(told.kind).toBe('accepted');
    expect((await readMenu(deps, person.id)).owed).toMatchObject({ count: 1 });
    const owed = await listOwed(db, clock.now(), { personId: person.id });
    expect(owed.map(({ kpiCode }) => kpiCode)).toEqual(['UTL-02']);
    clock.moveTo('2026-10-13T10:00+05:00');
    await planReminders(deps);
    const reminders = await db.reminder.findMany({ where: { personId: person.id } });
    expect(reminders.length).toBeGreaterThan(0);
    expect(reminders.filter(({ obligationKey }) => obligationKey.includes('UTL-01'))).toEqual([]);

    const [version] = await db.submissionVersion.findMany({ where: { submission: slot } });
    await decide(version?.id ?? 0, 'returned');
    expect((await readMenu(deps, person.id)).owed).toMatchObject({ count: 2 });
    clock.moveTo('2026-10-05T10:00+05:00');
  });

  it('«no data» counts as missing once approved, before the deadline already', async () => {
    const told = await tell(member.id, 'UTL-04', 'no_data', 'ready:systemDown');
    if (told.kind !== 'accepted') throw new Error(told.kind);
    const about = { cityId: 'oral', kpiCode: 'UTL-04', periodKey: '2026-Q3', supposed: null };
    const carried = { counts: { kind: 'value', value: '23', carriedFrom: '2026-Q2' } };
    expect(await readStake(deps, about)).toMatchObject(carried);
    await decide(told.versionId, 'approved');
    expect(await readStake(deps, about)).toMatchObject({ counts: { kind: 'missing' } });
  });

  it('«not applicable» leaves the KPI out only once the authority has verified it', async () => {
    const [version] = await versionsOf('UTL-03');
    for (const state of ['submitted', 'approved'] as const) {
      if (state === 'approved') await decide(version?.id ?? 0, state);
      expect(await countsIn('UTL-03', 'preliminary')).toMatchObject({ kind: 'missing' });
    }
    await decide(version?.id ?? 0, 'verified');
    for (const mode of ['preliminary', 'published'] as const) {
      expect(await countsIn('UTL-03', mode)).toEqual({ kind: 'leftOut', reason: 'notApplicable' });
    }
  });

  it('tells what either would do before it is sent', async () => {
    const about = { cityId: 'oral', kpiCode: 'UTL-04', periodKey: '2026-Q3' };
    const good = await town.submit(member.id, 'UTL-04', '22');
    if (good.kind !== 'accepted') throw new Error(good.kind);
    await decide(good.versionId, 'approved');
    const none = await readStake(deps, { ...about, supposed: { kind: 'no_data', value: null } });
    expect(none?.effect?.scoreAfter).toBeLessThan(none?.effect?.scoreBefore ?? 0);
    const left = await readStake(deps, { ...about, supposed: { kind: 'not_applicable', value: null } });
    expect(left?.effect).not.toBeNull();
    expect(left?.effect?.scoreAfter).not.toBe(none?.effect?.scoreAfter);
  });

  it('gives way to a value, and a value to it; each is a version of its own', async () => {
    const outcome = await town.submit(member.id, 'UTL-01', '40');
    expect(outcome).toMatchObject({ kind: 'accepted', reported: 'value', value: '40' });
    expect(await tell(member.id, 'UTL-01', 'not_applicable', 'ready:noObjects')).toMatchObject({
      kind: 'accepted',
    });
    expect((await versionsOf('UTL-01')).map(({ number, kind }) => [number, kind])).toEqual([
      [1, 'no_data'],
      [2, 'value'],
      [3, 'not_applicable'],
    ]);
    const asked = await readQuestion(deps, { personId: member.id, slot: await town.slot('UTL-01') });
    expect(asked).toMatchObject({
      question: { current: { kind: 'not_applicable', value: null, state: 'submitted' }, effective: null },
    });
  });

  it('makes no version of what is said already, unless it was returned', async () => {
    const same = await tell(member.id, 'UTL-01', 'not_applicable', 'ready:noObjects');
    expect(same).toEqual({ kind: 'unchanged', state: 'submitted' });
    expect((await tell(member.id, 'UTL-01', 'not_applicable', 'ready:noService')).kind).toBe('accepted');
    const versions = await versionsOf('UTL-01');
    await decide(versions.at(-1)?.id ?? 0, 'returned');
    expect((await tell(member.id, 'UTL-01', 'not_applicable', 'ready:noService')).kind).toBe('accepted');
    expect(await versionsOf('UTL-01')).toHaveLength(versions.length + 1);
  });

  it('is done once, and answers the receipt when the same step is done again', async () => {
    const at = await town.step(member.id);
    const outcomes = await Promise.all(
      [1, 2].map(() => tell(member.id, 'SAF-01', 'no_data', 'ready:notMeasured', { at, newest: 0 })),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'duplicate']);
    expect(new Set(outcomes.map((outcome) => ('receipt' in outcome ? outcome.receipt : ''))).size).toBe(1);
    expect(await versionsOf('SAF-01')).toHaveLength(1);
    const old = await town.step(member.id);
    await advanceDialogue(db, old, { step: 'value', now: clock.now() });
    expect(await tell(member.id, 'SAF-02', 'no_data', 'ready:notMeasured', { at: old })).toEqual({
      kind: 'stale',
    });
    expect(await tell(member.id, 'SAF-01', 'no_data', 'ready:notGiven', { newest: 0 })).toEqual({
      kind: 'overtaken',
    });
  });

  it('refuses everybody who may not, what does not exist, and a period that takes nothing', async () => {
    const kinds: Record<string, string> = {};
    for (const who of [
      'head',
      'coordinator',
      'observer',
      'authority',
      'administrator',
      'citizen',
      'stranger',
      'strangeCoordinator',
    ] as const) {
      kinds[who] = (await tell(town[who].id, 'GOV-01', 'no_data', 'ready:notGiven')).kind;
    }
    expect(kinds).toEqual({
      head: 'notAssigned',
      coordinator: 'notAssigned',
      observer: 'noRight',
      authority: 'noRight',
      administrator: 'noRight',
      citizen: 'noRight',
      stranger: 'noRight',
      strangeCoordinator: 'noRight',
    });
    const slot = { ...(await town.slot('GOV-01')), cityId: 'atlantis' };
    expect(await tell(member.id, 'GOV-01', 'no_data', 'ready:notGiven', { slot, newest: 0 })).toEqual({
      kind: 'notFound',
    });
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q4' } });
    const early = { ...(await town.slot('GOV-01')), periodId };
    expect(
      await tell(member.id, 'GOV-01', 'no_data', 'ready:notGiven', { slot: early, newest: 0 }),
    ).toMatchObject({ kind: 'periodNotOpen' });
    clock.moveTo('2026-10-22T00:00+05:00');
    expect(await tell(member.id, 'GOV-01', 'no_data', 'ready:notGiven')).toMatchObject({
      kind: 'periodLocked',
      periodKey: '2026-Q3',
    });
    clock.moveTo('2026-10-05T10:00+05:00');
    expect(await versionsOf('GOV-01')).toEqual([]);
  });

  it('takes evidence by the same rules as a value', async () => {
    const evidence = { fileIds: [987_654], link: null, comment: null, grade: null };
    expect(await tell(member.id, 'SAF-04', 'no_data', 'ready:notGiven', { evidence })).toEqual({
      kind: 'badEvidence',
      problem: { kind: 'unknownFiles', fileIds: [987_654] },
    });
    expect(await versionsOf('SAF-04')).toEqual([]);
  });

  it('rests on evidence as a value does', async () => {
    const evidence = { fileIds: [], link: 'https://stat.gov.kz/a', comment: null, grade: null };
    expect(await tell(member.id, 'SAF-02', 'no_data', 'ready:notGiven', { evidence })).toMatchObject({
      kind: 'accepted',
    });
    expect((await versionsOf('SAF-02'))[0]).toMatchObject({ link: 'https://stat.gov.kz/a' });
    const bad = { ...evidence, link: 'акт' };
    expect(await tell(member.id, 'SAF-04', 'no_data', 'ready:notGiven', { evidence: bad })).toEqual({
      kind: 'badEvidence',
      problem: { kind: 'badLink' },
    });
  });

  it('leaves whole audit chains', async () => {
    for (const verdict of await verifyAudit(db)) expect(verdict).toMatchObject({ kind: 'whole', erased: 0 });
  });
});
