import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerDeputy } from '../../../src/usecases/absences/answer-deputy.ts';
import { askDeputy } from '../../../src/usecases/absences/ask-deputy.ts';
import { endAbsence } from '../../../src/usecases/absences/end-absence.ts';
import { readAbsenceNotice } from '../../../src/usecases/absences/read-absence-notice.ts';
import { readAbsences } from '../../../src/usecases/absences/read-absences.ts';
import { readStandIns } from '../../../src/usecases/absences/stand-ins.ts';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { advanceDialogue } from '../../../src/usecases/dialogue/dialogue-state.ts';
import { readObligations } from '../../../src/usecases/obligations/read-obligations.ts';
import { planReminders } from '../../../src/usecases/reminders/plan-reminders.ts';
import { approveValue } from '../../../src/usecases/reporting/approve-value.ts';
import { listOwed } from '../../../src/usecases/reporting/list-owed.ts';
import { listOwedGroups } from '../../../src/usecases/reporting/list-owed-groups.ts';
import {
  levelOfWaiting,
  listReviewQueue,
  listVerificationQueue,
} from '../../../src/usecases/reporting/list-review-queue.ts';
import { readHistory } from '../../../src/usecases/reporting/read-history.ts';
import { readSubmission } from '../../../src/usecases/reporting/read-submission.ts';
import { verifyValue } from '../../../src/usecases/reporting/verify-value.ts';
import { createPerson, type TestPerson } from '../../setup/people.ts';
import { group, openReportingTown } from '../reporting/reporting-town.ts';

describe('standing in for somebody who is away', async () => {
  const town = await openReportingTown();
  const { deps, clock, member, head, coordinator } = town;
  const { db } = deps;
  afterAll(() => town.database.close());
  /** Answers for nothing. */
  let colleague: TestPerson;
  beforeAll(async () => {
    colleague = await createPerson(db, {
      fullName: 'Сәуле Ахмет',
      roles: [{ role: 'member', workingGroupId: group }],
    });
  });

  const ask = async (
    personId: number,
    deputyId: number,
    more: { from?: string; to?: string; at?: Awaited<ReturnType<typeof town.step>> } = {},
  ) =>
    askDeputy(deps, {
      personId,
      deputyId,
      from: more.from ?? '2026-10-06',
      to: more.to ?? '2026-10-09',
      at: more.at ?? (await town.step(personId, 'absence')),
      next: { step: 'done', fields: {} },
    });
  const newest = async () => (await db.absence.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
  const answer = async (personId: number, accepts = true) =>
    answerDeputy(deps, { personId, absenceId: await newest(), accepts });
  const end = async (personId: number) => endAbsence(deps, { personId, absenceId: await newest() });
  const told = async (kind: string) =>
    (await db.outboxMessage.findMany({ where: { kind }, orderBy: { id: 'asc' } })).map(
      ({ recipientId }) => recipientId,
    );

  it('is for members and coordinators, among those of one group', async () => {
    for (const who of ['observer', 'authority', 'administrator', 'citizen'] as const) {
      expect(await ask(town[who].id, colleague.id), who).toEqual({ kind: 'noRight' });
      expect(await readAbsences(deps, { personId: town[who].id }), who).toEqual({ kind: 'noRight' });
    }
    for (const other of [town.observer, town.stranger, town.citizen, member]) {
      expect(await ask(member.id, other.id)).toEqual({ kind: 'notColleague' });
    }
    const outcome = await readAbsences(deps, { personId: member.id });
    expect(outcome).toMatchObject({
      own: [],
      standing: [],
      colleagues: [{ id: colleague.id }, { id: head.id }, { id: coordinator.id }],
    });
  });

  it.each([
    [{ from: '2026-10-04' }, 'past'],
    [{ from: '2026-10-08', to: '2026-10-07' }, 'backwards'],
    [{ to: '2027-06-01' }, 'tooLong'],
  ])('is not asked for from %j: %s', async (days, problem) => {
    expect(await ask(member.id, colleague.id, days)).toMatchObject({
      kind: 'badDays',
      problem: { kind: problem },
    });
    expect(await db.absence.count()).toBe(0);
  });

  it('is asked for once by a step, and changes nothing before the colleague accepts', async () => {
    const stale = await town.step(member.id, 'absence');
    await advanceDialogue(db, stale, { step: 'to', now: clock.now() });
    expect(await ask(member.id, colleague.id, { at: stale })).toEqual({ kind: 'stale' });
    expect(await ask(member.id, colleague.id)).toEqual({ kind: 'asked', deputyName: 'Сәуле Ахмет' });
    expect(await told('absence.asked')).toEqual([colleague.id]);
    expect(await ask(member.id, head.id)).toEqual({ kind: 'overlaps' });
    clock.moveTo('2026-10-06T10:00+05:00');
    expect(await listOwed(db, clock.now(), { personId: colleague.id })).toEqual([]);
    expect((await town.submit(colleague.id, 'GOV-01', '90')).kind).toBe('notAssigned');
  });

  it('is answered by whom it was asked of, once', async () => {
    for (const other of [member, head, town.stranger, town.citizen]) {
      expect(await answer(other.id)).toEqual({ kind: 'noRight' });
    }
    const nothing = await answerDeputy(deps, { personId: colleague.id, absenceId: 0, accepts: true });
    expect(nothing).toEqual({ kind: 'notFound' });
    const both = await Promise.all([answer(colleague.id), answer(colleague.id, false)]);
    expect(both.map(({ kind }) => kind)).toContain('alreadyAnswered');
    if (both.some(({ kind }) => kind === 'declined')) {
      await ask(member.id, colleague.id);
      expect((await answer(colleague.id)).kind).toBe('accepted');
    }
    expect(await told('absence.answered')).toContain(member.id);
    expect(await answer(colleague.id)).toEqual({ kind: 'alreadyAnswered' });
    const notice = { absenceId: await newest(), readerId: member.id };
    expect(await readAbsenceNotice(db, clock.now(), notice)).toMatchObject({
      state: 'inForce',
      isDeputy: false,
      deputyName: 'Сәуле Ахмет',
    });
    expect(await readAbsenceNotice(db, clock.now(), { ...notice, readerId: head.id })).toBeNull();
  });

  it('lets the deputy submit in the name of the other, who still may; the deputy is the one reminded', async () => {
    const owed = await listOwed(db, clock.now(), { personId: colleague.id });
    const covered = await listOwed(db, clock.now(), { personId: member.id });
    expect(owed.length).toBe(covered.length);
    expect(owed.every(({ standsInFor, isCovered }) => standsInFor === member.id && !isCovered)).toBe(true);
    expect(covered.every(({ standsInFor, isCovered }) => standsInFor === null && isCovered)).toBe(true);
    const groups = await listOwedGroups(deps, { personId: colleague.id });
    expect(groups).toMatchObject({ groups: [{ standsInFor: ['Марат Оспан'] }] });
    const submitted = await town.submit(colleague.id, 'GOV-01', '90');
    if (submitted.kind !== 'accepted') throw new Error(submitted.kind);
    const version = await db.submissionVersion.findUniqueOrThrow({ where: { id: submitted.versionId } });
    expect(version).toMatchObject({ submittedById: colleague.id, deputyForId: member.id });
    const card = await readSubmission(deps, {
      personId: member.id,
      which: { versionId: submitted.versionId },
    });
    expect(card).toMatchObject({ card: { version: { submittedFor: { fullName: 'Марат Оспан' } } } });
    expect(await insteadOf(submitted.receipt)).toEqual([{ fullName: 'Марат Оспан' }]);
    expect(await deputyTold(submitted.versionId)).toBe(member.ref);
    const own = await town.submit(member.id, 'GOV-04', '40');
    if (own.kind !== 'accepted') throw new Error(own.kind);
    expect(await insteadOf(own.receipt)).toEqual([null]);
    expect(await deputyTold(own.versionId)).toBeNull();
    clock.moveTo('2026-10-09T10:00+05:00');
    await planReminders(deps);
    const reminded = await told('reminder.digest');
    expect(reminded).toContain(colleague.id);
    expect(reminded).not.toContain(member.id);
  });

  it('lets a deputy who is a coordinator decide on nothing that either of the two submitted', async () => {
    expect(await ask(head.id, coordinator.id, { from: '2026-10-09', to: '2026-10-12' })).toMatchObject({
      kind: 'asked',
    });
    expect((await answer(coordinator.id)).kind).toBe('accepted');
    expect((await readStandIns(db, clock.now())).of(coordinator.id)).toEqual([head.id]);
    const byHead = await submitUnassigned(head.id, 'GOV-01');
    const byDeputy = await submitUnassigned(coordinator.id, 'GOV-05');
    for (const versionId of [byHead, byDeputy]) {
      for (const { id } of [head, coordinator]) {
        expect((await listReviewQueue(db, clock.now(), id)).map((one) => one.versionId)).not.toContain(
          versionId,
        );
      }
    }
    const decide = async (personId: number, versionId: number) =>
      approveValue(deps, {
        personId,
        versionId,
        at: await town.step(personId, 'review'),
        next: { step: 'card', fields: {} },
      });
    expect(await decide(coordinator.id, byHead)).toEqual({ kind: 'ownValue' });
    // What the deputy submits in the name of the head is no less the head's own.
    const deputed = await db.submissionVersion.findUniqueOrThrow({ where: { id: byDeputy } });
    expect(deputed.deputyForId).toBe(head.id);
    expect(await decide(head.id, byDeputy)).toEqual({ kind: 'ownValue' });
    // No coordinator is free, so the authority decides; nothing is stuck.
    expect((await listReviewQueue(db, clock.now(), town.authority.id)).map((one) => one.versionId)).toEqual(
      expect.arrayContaining([byHead, byDeputy]),
    );
    expect((await decide(town.authority.id, byHead)).kind).toBe('decided');
    expect((await told('value.toReview')).filter((id) => id === town.authority.id)).toHaveLength(2);
  });

  it('lets a deputy who is of the authority too verify nothing that either of the two submitted', async () => {
    const { authority } = town;
    const grant = await db.roleGrant.create({
      data: { personId: coordinator.id, role: 'authority', startsAt: clock.now(), source: 'cli' },
    });
    const verify = async (personId: number, versionId: number) =>
      verifyValue(deps, {
        personId,
        versionId,
        at: await town.step(personId, 'review'),
        next: { step: 'card', fields: {} },
      });
    const queueOf = async (personId: number) => {
      const queue = await listVerificationQueue(db, clock.now(), personId);
      const filter = { personId, kinds: ['verification' as const] };
      const owed = await readObligations(db, clock.now(), deps.settings.timeZone, filter);
      expect(owed.reduce((sum, { count }) => sum + count, 0)).toBe(queue.length);
      return queue.map(({ versionId }) => versionId);
    };
    const ofState = { state: 'approved' as const, submittedById: { not: null } };
    const approved = await db.submissionVersion.findMany({ where: ofState, orderBy: { id: 'asc' } });
    const byHead = approved.find(({ submittedById }) => submittedById === head.id)?.id ?? 0;
    const byMember = await db.submissionVersion.findFirstOrThrow({
      where: { submittedById: member.id, state: 'submitted' },
    });
    await db.submissionVersion.update({ where: { id: byMember.id }, data: { state: 'approved' } });
    expect(await queueOf(authority.id)).toEqual(expect.arrayContaining([byHead, byMember.id]));
    expect(await queueOf(coordinator.id)).toEqual([byMember.id]);
    expect(await levelOfWaiting(db, clock.now(), coordinator.id, byHead)).toBeNull();
    expect(await verify(coordinator.id, byHead)).toEqual({ kind: 'ownValue' });
    expect((await verify(authority.id, byHead)).kind).toBe('decided');
    await db.submissionVersion.update({ where: { id: byMember.id }, data: { state: 'submitted' } });
    await db.roleGrant.delete({ where: { id: grant.id } });
  });

  async function insteadOf(receipt: string) {
    const history = await readHistory(deps, { personId: member.id, receipt });
    return history.kind === 'history' ? history.steps.map((step) => step.insteadOf) : history.kind;
  }

  /** In whose name a version was submitted, by the audit chain. */
  async function deputyTold(versionId: number): Promise<unknown> {
    const event = await db.auditEvent.findFirstOrThrow({
      where: { subject: `version:${versionId}`, kind: 'value.submitted' },
      include: { payload: true },
    });
    const told = event.payload?.payload as { deputyFor?: unknown } | undefined;
    return told?.deputyFor;
  }

  /** A value of the other city, to which nobody is assigned, so that coordinators submit it. */
  async function submitUnassigned(personId: number, kpiCode: string): Promise<number> {
    const { id: cityId } = await db.city.findFirstOrThrow({
      where: { workingGroupId: group, isRated: true, id: { not: 'oral' } },
    });
    const slot = { ...(await town.slot(kpiCode)), cityId };
    const outcome = await town.submit(personId, kpiCode, '71', { slot, newest: 0 });
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    return outcome.versionId;
  }

  it('does not cross: nobody stands in while away, or is away while standing in', async () => {
    // The head is away to the 12th; the coordinator stands in.
    const days = { from: '2026-10-12', to: '2026-10-13' };
    expect(await ask(member.id, head.id, days)).toEqual({ kind: 'deputyAway' });
    expect(await ask(coordinator.id, colleague.id, days)).toEqual({ kind: 'standsIn' });
    // Asked, and meanwhile away oneself.
    expect((await ask(member.id, colleague.id, { from: '2026-10-20', to: '2026-10-21' })).kind).toBe('asked');
    const question = await newest();
    expect((await ask(colleague.id, coordinator.id, { from: '2026-10-21', to: '2026-10-22' })).kind).toBe(
      'asked',
    );
    const accept = { personId: colleague.id, absenceId: question, accepts: true };
    expect(await answerDeputy(deps, accept)).toEqual({ kind: 'isAway' });
    expect(await answerDeputy(deps, { ...accept, accepts: false })).toEqual({ kind: 'declined' });
  });

  it('is ended at once by either of the two, once; the other is told', async () => {
    expect(await end(head.id)).toEqual({ kind: 'noRight' });
    expect(await end(colleague.id)).toEqual({ kind: 'ended', isOwn: true });
    expect(await end(colleague.id)).toEqual({ kind: 'alreadyEnded' });
    expect(await answer(coordinator.id)).toEqual({ kind: 'gone' });
    expect(await endAbsence(deps, { personId: head.id, absenceId: 0 })).toEqual({ kind: 'notFound' });
    const { id: absenceId } = await db.absence.findFirstOrThrow({
      where: { personId: member.id, acceptedAt: { not: null } },
    });
    const both = [member.id, colleague.id].map((personId) => endAbsence(deps, { personId, absenceId }));
    expect((await Promise.all(both)).map(({ kind }) => kind).sort()).toEqual(['alreadyEnded', 'ended']);
    expect(await listOwed(db, clock.now(), { personId: colleague.id })).toEqual([]);
    expect((await town.submit(colleague.id, 'GOV-06', '90')).kind).toBe('notAssigned');
  });

  it('ends with its last day, and with the role of the deputy', async () => {
    await ask(member.id, colleague.id, { from: '2026-10-13', to: '2026-10-13' });
    await answer(colleague.id);
    clock.moveTo('2026-10-13T23:59:59+05:00');
    expect((await town.submit(colleague.id, 'GOV-06', '90')).kind).toBe('accepted');
    clock.moveTo('2026-10-14T00:00+05:00');
    expect((await town.submit(colleague.id, 'GOV-04', '90')).kind).toBe('notAssigned');
    await ask(member.id, colleague.id, { from: '2026-10-14', to: '2026-10-16' });
    await answer(colleague.id);
    expect(await listOwed(db, clock.now(), { personId: colleague.id })).not.toEqual([]);
    await db.roleGrant.updateMany({ where: { personId: colleague.id }, data: { endsAt: clock.now() } });
    expect(await listOwed(db, clock.now(), { personId: colleague.id })).toEqual([]);
    const [owed] = await listOwed(db, clock.now(), { personId: member.id });
    expect(owed?.isCovered).toBe(false);
  });

  it('leaves each step in the chain of the group', async () => {
    const events = await db.auditEvent.findMany({ where: { kind: { startsWith: 'absence.' } } });
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(['absence.asked', 'absence.accepted', 'absence.declined', 'absence.ended']),
    );
    expect(new Set(events.map(({ chainId }) => chainId))).toEqual(new Set([group]));
    for (const verdict of await verifyAudit(db)) expect(verdict).toMatchObject({ kind: 'whole' });
  });
});
