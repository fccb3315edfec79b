import { afterAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { readMenu } from '../../../src/usecases/people/read-menu.ts';
import { findNextOwed } from '../../../src/usecases/reporting/find-next-owed.ts';
import { listOwedGroups } from '../../../src/usecases/reporting/list-owed-groups.ts';
import { listSent } from '../../../src/usecases/reporting/list-sent.ts';
import { readQuestion } from '../../../src/usecases/reporting/read-question.ts';
import { submitNoValue } from '../../../src/usecases/reporting/submit-no-value.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { openReportingTown } from './reporting-town.ts';

describe('what was sent and can still be corrected', async () => {
  const town = await openReportingTown();
  const { deps, member, clock } = town;
  const { db } = deps;
  afterAll(() => town.database.close());

  const decide = async (kpiCode: string, number: number, state: 'approved' | 'verified' | 'returned') => {
    await db.submissionVersion.updateMany({
      where: { submission: await town.slot(kpiCode), number },
      data: { state, decidedAt: clock.now() },
    });
  };
  const submitNoValueOf = async (kpiCode: string) =>
    submitNoValue(deps, {
      personId: member.id,
      at: await town.step(member.id),
      next: () => ({ step: 'receipt', fields: {} }),
      slot: await town.slot(kpiCode),
      newest: 0,
      noValue: 'no_data',
      reason: 'Есептегіш істен шықты',
    });
  const sentBy = async (personId: number) => {
    const outcome = await listSent(deps, { personId });
    if (outcome.kind !== 'sent') throw new Error(outcome.kind);
    return outcome.values.map(({ slot, value, state }) => `${slot.cityId} ${slot.kpiCode} ${value} ${state}`);
  };

  it('lists the newest versions of one’s own, the latest first', async () => {
    expect(await sentBy(member.id)).toEqual([]);
    await town.submit(member.id, 'UTL-01', '40');
    clock.advance(60_000);
    await town.submit(member.id, 'UTL-02', '50');
    clock.advance(60_000);
    await town.submit(member.id, 'UTL-01', '41');
    await decide('UTL-02', 1, 'approved');
    expect(await sentBy(member.id)).toEqual(['oral UTL-01 41 submitted', 'oral UTL-02 50 approved']);
    expect(await sentBy(town.head.id)).toEqual([]);
  });

  it('leaves out what somebody else corrected since, and what is no longer theirs', async () => {
    const colleague = await createPerson(db, {
      roles: [{ role: 'member', workingGroupId: 'wg_west_kazakhstan' }],
      assignments: [{ cityId: 'oral', kpiCode: 'UTL-02' }],
    });
    expect(await sentBy(member.id)).toEqual(['oral UTL-01 41 submitted']);
    clock.advance(60_000);
    const outcome = await town.submit(colleague.id, 'UTL-02', '51');
    expect(outcome.kind).toBe('accepted');
    expect(await sentBy(colleague.id)).toEqual(['oral UTL-02 51 submitted']);
    await db.assignment.deleteMany({ where: { personId: colleague.id } });
    expect(await sentBy(colleague.id)).toEqual([]);
    expect(await sentBy(member.id)).toEqual(['oral UTL-01 41 submitted']);
  });

  it.each(['observer', 'authority', 'administrator', 'citizen'] as const)('is not for %s', async (who) => {
    expect(await listSent(deps, { personId: town[who].id })).toEqual({ kind: 'noRight' });
    expect(await findNextOwed(deps, { personId: town[who].id, at: null })).toBeNull();
  });

  it('makes no version of a value that is there already, whatever state it is in, unless it was returned', async () => {
    expect(await town.submit(member.id, 'UTL-01', '41,0')).toEqual({ kind: 'unchanged', state: 'submitted' });
    await decide('UTL-01', 2, 'approved');
    expect(await town.submit(member.id, 'UTL-01', '41')).toEqual({ kind: 'unchanged', state: 'approved' });
    await decide('UTL-01', 2, 'returned');
    expect(await town.submit(member.id, 'UTL-01', '41')).toMatchObject({ kind: 'accepted' });
    const versions = await db.submissionVersion.count({ where: { submission: await town.slot('UTL-01') } });
    expect(versions).toBe(3);
  });

  it('says which version counts while a correction waits', async () => {
    await town.submit(member.id, 'GOV-01', '80');
    await decide('GOV-01', 1, 'verified');
    const slot = await town.slot('GOV-01');
    expect(await readQuestion(deps, { personId: member.id, slot })).toMatchObject({
      question: { current: { value: '80', state: 'verified' }, effective: null },
    });
    await town.submit(member.id, 'GOV-01', '81');
    for (const state of ['submitted', 'returned'] as const) {
      if (state === 'returned') await decide('GOV-01', 2, state);
      expect(await readQuestion(deps, { personId: member.id, slot })).toMatchObject({
        question: { current: { value: '81', state }, effective: { value: '80', state: 'verified' } },
      });
    }
  });

  it('counts a correction after the deadline as on time where the value had come by then', async () => {
    const isLate = async (kpiCode: string) => {
      const asked = await readQuestion(deps, { personId: member.id, slot: await town.slot(kpiCode) });
      if (asked.kind !== 'question') throw new Error(asked.kind);
      return [asked.question.isPastDue, asked.question.isLate];
    };
    await town.submit(member.id, 'GOV-05', '80');
    await decide('GOV-05', 1, 'returned');
    await submitNoValueOf('GOV-06');
    expect(await isLate('GOV-05')).toEqual([false, false]);
    clock.moveTo('2026-10-15T10:00+05:00');
    expect(await isLate('GOV-01')).toEqual([true, false]);
    expect(await isLate('GOV-05')).toEqual([true, false]);
    expect(await isLate('GOV-06')).toEqual([true, true]);
    expect(await town.submit(member.id, 'GOV-01', '83')).toMatchObject({ kind: 'accepted', isOnTime: true });
    expect(await town.submit(member.id, 'GOV-05', '81')).toMatchObject({ kind: 'accepted', isOnTime: true });
    expect(await town.submit(member.id, 'GOV-06', '70')).toMatchObject({ kind: 'accepted', isOnTime: false });
    const late = await town.submit(member.id, 'SAF-01', '70');
    expect(late).toMatchObject({ kind: 'accepted', isOnTime: false });
    expect(await town.submit(member.id, 'SAF-01', '71')).toMatchObject({ kind: 'accepted', isOnTime: false });
    expect((await verifyAudit(db)).map(({ kind }) => kind)).not.toContain('broken');
    clock.moveTo('2026-10-05T10:00+05:00');
  });

  it('takes no correction once the period has locked, and lists none', async () => {
    clock.moveTo('2026-10-22T00:00+05:00');
    expect(await town.submit(member.id, 'GOV-01', '82')).toMatchObject({
      kind: 'periodLocked',
      periodKey: '2026-Q3',
    });
    expect(await sentBy(member.id)).toEqual([]);
    clock.moveTo('2026-10-05T10:00+05:00');
  });
});

describe('what is owed, by city, sphere and deadline', async () => {
  const town = await openReportingTown();
  const { deps, member, clock } = town;
  const { db } = deps;
  afterAll(() => town.database.close());

  it('counts the spheres of each group in their order, and goes on where the last value was sent', async () => {
    await createPeriods(db, { from: '2026-08-31', to: '2026-09-30', kinds: ['month'] });
    const read = async () => {
      const outcome = await listOwedGroups(deps, { personId: member.id });
      if (outcome.kind !== 'groups') throw new Error(outcome.kind);
      return outcome.groups;
    };
    const [month, quarter] = await read();
    expect([month?.periodKey, month?.dueOn]).toEqual(['2026-09', '2026-10-07']);
    expect([quarter?.periodKey, quarter?.dueOn]).toEqual(['2026-Q3', '2026-10-14']);
    expect(quarter?.spheres.map(({ id, total, owed }) => [id, total, owed])).toEqual(
      [...new Set(quarter?.owed.map(({ sphereId }) => sphereId))].map((id) => {
        const count = quarter?.owed.filter(({ sphereId }) => sphereId === id).length;
        return [id, count, count];
      }),
    );
    await town.submit(member.id, 'UTL-01', '40');
    const utilities = (await read())[1]?.spheres.find(({ id }) => id === 'utilities');
    expect((utilities?.total ?? 0) - (utilities?.owed ?? 0)).toBe(1);
    const slot = await town.slot('UTL-01');
    expect(await findNextOwed(deps, { personId: member.id, at: slot })).toEqual({
      ...slot,
      kpiCode: 'UTL-02',
    });
    const first = month?.owed[0]?.kpiCode;
    expect(await findNextOwed(deps, { personId: member.id, at: null })).toMatchObject({
      kpiCode: first,
      periodId: month?.periodId,
    });
  });

  it('tells in the menu what is due first, and how much later', async () => {
    const { owed } = await readMenu(deps, member.id);
    expect(owed).toMatchObject({ nearestDueOn: '2026-10-07', overdue: 0 });
    expect(owed?.count).toBe(7);
    expect(owed?.later).toBe(27);
    clock.moveTo('2026-10-08T10:00+05:00');
    expect((await readMenu(deps, member.id)).owed).toEqual({
      count: 27,
      nearestDueOn: '2026-10-14',
      later: 0,
      overdue: 7,
    });
  });
});
