import { afterAll, describe, expect, it } from 'vitest';
import { checkJournal } from '../../../src/usecases/audit/check-journal.ts';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { deleteMe } from '../../../src/usecases/privacy/delete-me.ts';
import { approveValue } from '../../../src/usecases/reporting/approve-value.ts';
import { readHistory } from '../../../src/usecases/reporting/read-history.ts';
import { returnValue } from '../../../src/usecases/reporting/return-value.ts';
import { verifyValue } from '../../../src/usecases/reporting/verify-value.ts';
import { group, openReportingTown } from './reporting-town.ts';

describe('the history of a value', async () => {
  const town = await openReportingTown();
  const { deps, member, head, authority, clock } = town;
  const { db } = deps;
  afterAll(() => town.database.close());

  const by = async (personId: number, versionId: number) => ({
    personId,
    versionId,
    at: await town.step(personId, 'review'),
    next: { step: 'card', fields: {} },
  });
  async function submit(text: string) {
    const outcome = await town.submit(member.id, 'UTL-01', text);
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    clock.advance(60_000);
    return outcome;
  }
  const first = await submit('50');
  await returnValue(deps, { ...(await by(head.id, first.versionId)), reason: 'акт жоқ' });
  clock.moveTo('2026-10-15T10:00+05:00');
  const second = await submit('52.5');
  await approveValue(deps, await by(head.id, second.versionId));
  clock.advance(60_000);
  await verifyValue(deps, await by(authority.id, second.versionId));

  const history = async (personId: number, receipt = second.receipt, page = 0) => {
    const outcome = await readHistory(deps, { personId, receipt, page });
    if (outcome.kind !== 'history') throw new Error(outcome.kind);
    return outcome;
  };

  it('tells who did what and why, each version and decision, the newest first, in pages', async () => {
    const newest = await history(member.id);
    expect(newest.pages).toBe(2);
    const steps = [...newest.steps, ...(await history(member.id, second.receipt, 1)).steps];
    expect(
      steps.map(({ what, version, value, who, why, isOnTime, isLaterCorrection }) => [
        what,
        version,
        value,
        who.fullName,
        who.role,
        why,
        isOnTime,
        isLaterCorrection,
      ]),
    ).toEqual([
      ['verified', 2, '52.5', 'Дана Ержан', 'authority', null, true, true],
      ['approved', 2, '52.5', 'Бекова Айгүл', 'coordinator', null, true, true],
      ['submitted', 2, '52.5', 'Марат Оспан', 'member', null, true, true],
      ['returned', 1, '50', 'Бекова Айгүл', 'coordinator', 'акт жоқ', true, false],
      ['submitted', 1, '50', 'Марат Оспан', 'member', null, true, false],
    ]);
    expect((await history(member.id, second.receipt, 99)).page).toBe(1);
    expect((await history(member.id, first.receipt)).steps).toEqual(newest.steps);
  });

  it('names the link of each step in the chain of the group', async () => {
    const { steps } = await history(town.observer.id);
    for (const { event, what, differs } of steps) {
      const stored = await db.auditEvent.findFirstOrThrow({
        where: { chainId: group, number: event?.number ?? 0 },
      });
      expect(stored).toMatchObject({ hash: event?.hash, kind: `value.${what}` });
      expect(differs).toBe(false);
    }
  });

  it('is for the group and the authority only', async () => {
    for (const { id: personId } of [town.citizen, town.stranger, town.strangeCoordinator]) {
      const input = { personId, receipt: second.receipt };
      expect(await readHistory(deps, input)).toEqual({ kind: 'noRight' });
      expect(await checkJournal(deps, input)).toEqual({ kind: 'noRight' });
    }
    const unknown = { personId: member.id, receipt: 'rc_00000000' };
    expect(await readHistory(deps, unknown)).toEqual({ kind: 'notFound' });
    expect(await checkJournal(deps, unknown)).toEqual({ kind: 'notFound' });
  });

  it('comes with the check of the whole chain, whose head can be noted', async () => {
    const [whole] = await verifyAudit(db, { only: group });
    if (whole?.kind !== 'whole') throw new Error('The chain is not whole');
    const outcome = await checkJournal(deps, { personId: member.id, receipt: second.receipt });
    expect(outcome).toMatchObject({
      kind: 'whole',
      chain: group,
      length: whole.length,
      head: whole.head,
      group: { kk: 'Батыс Қазақстан облысы' },
    });
  });

  it('shows where a value is otherwise than the audit tells, and a broken chain', async () => {
    await db.submissionVersion.update({ where: { id: second.versionId }, data: { value: '62.5' } });
    const { steps } = await history(member.id);
    expect(steps.filter(({ differs }) => differs)).toMatchObject([{ what: 'submitted', version: 2 }]);
    await db.submissionVersion.update({ where: { id: second.versionId }, data: { value: '52.5' } });

    const event = await db.auditEvent.findFirstOrThrow({
      where: { subject: `version:${second.versionId}`, kind: 'value.approved' },
    });
    await db.auditEvent.update({ where: { id: event.id }, data: { actorRef: 'nobody' } });
    const shown = await history(member.id);
    expect(shown.steps.find(({ what }) => what === 'approved')).toMatchObject({ differs: true });
    expect(await checkJournal(deps, { personId: member.id, receipt: second.receipt })).toMatchObject({
      kind: 'broken',
      number: event.number,
    });
    await db.auditEvent.update({ where: { id: event.id }, data: { actorRef: event.actorRef } });
  });

  it('keeps what a person did who asked to be deleted, without their name', async () => {
    const deleted = await deleteMe(deps, {
      personId: member.id,
      keepTexts: false,
      at: await town.step(member.id, 'deletion'),
    });
    expect(deleted.kind).toBe('deleted');
    const { steps } = await history(head.id, second.receipt, 1);
    expect(steps.at(-1)).toMatchObject({ what: 'submitted', value: '50', who: { fullName: null } });
    expect(steps.some(({ differs }) => differs)).toBe(false);
  });

  it('says that no event tells of a value where none does', async () => {
    await town.remember('UTL-04', '2026-Q2', '23');
    await db.submissionVersion.updateMany({
      where: { receipt: 'UTL-04/2026-Q2' },
      data: { receipt: 'rc_ABCDEFGH' },
    });
    const { steps } = await history(head.id, 'rc_ABCDEFGH');
    expect(steps.every(({ event, differs }) => event === null && !differs)).toBe(true);
  });
});
