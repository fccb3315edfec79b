import { afterAll, describe, expect, it } from 'vitest';
import { approveValue } from '../../../src/usecases/reporting/approve-value.ts';
import { listDeadlines } from '../../../src/usecases/reporting/list-deadlines.ts';
import { listOwedGroups } from '../../../src/usecases/reporting/list-owed-groups.ts';
import { reportStatus } from '../../../src/usecases/reporting/report-status.ts';
import { returnValue } from '../../../src/usecases/reporting/return-value.ts';
import { createPeriods } from '../../setup/periods.ts';
import { group, openReportingTown } from './reporting-town.ts';

describe('what is done and owed', async () => {
  const town = await openReportingTown();
  const { deps, member, head, clock } = town;
  const { db } = deps;
  await createPeriods(db, { from: '2026-08-31', to: '2026-09-30', kinds: ['month'] });
  afterAll(() => town.database.close());

  const definitions = await db.kpiDefinition.findMany({
    where: { period: { in: ['month', 'quarter'] } },
    include: { sphere: true },
  });
  const inOral = definitions.filter(({ categories }) => categories.includes('oblast'));
  const inAksai = definitions.filter(({ categories }) => categories.includes('raion'));

  async function submit(kpiCode: string): Promise<number> {
    const outcome = await town.submit(member.id, kpiCode, '50');
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    return outcome.versionId;
  }
  const first = await submit('UTL-01');
  const second = await submit('UTL-02');
  await submit('UTL-03');
  const decision = async () => ({
    personId: head.id,
    at: await town.step(head.id, 'review'),
    next: { step: 'card', fields: {} },
  });
  await approveValue(deps, { ...(await decision()), versionId: first });
  await returnValue(deps, { ...(await decision()), versionId: second, reason: 'акт жоқ' });

  const statusOf = async (personId: number) => {
    const outcome = await reportStatus(deps, { personId });
    if (outcome.kind !== 'status') throw new Error(outcome.kind);
    return outcome;
  };

  it('is counted by city and sphere: done, waiting, returned, owed', async () => {
    const { scope, cities, periodKeys } = await statusOf(member.id);
    expect(scope).toBe('own');
    expect(periodKeys).toEqual(['2026-09', '2026-Q3']);
    expect(cities).toHaveLength(1);
    const counts = { done: 1, waiting: 1, returned: 1 };
    expect(cities[0]).toMatchObject({
      cityId: 'oral',
      name: { kk: 'Орал', ru: 'Уральск' },
      total: inOral.length,
      owed: inOral.length - 3,
      ...counts,
    });
    const utilities = inOral.filter(({ sphereId }) => sphereId === 'utilities').length;
    expect(cities[0]?.spheres.find(({ sphereId }) => sphereId === 'utilities')).toMatchObject({
      total: utilities,
      owed: utilities - 3,
      ...counts,
    });
    const sum = cities[0]?.spheres.reduce((total, sphere) => total + sphere.total, 0);
    expect(sum).toBe(inOral.length);
  });

  it('shows the group to coordinators and observers, the country to the authority, nothing to others', async () => {
    for (const personId of [head.id, town.observer.id]) {
      const { scope, cities, groups } = await statusOf(personId);
      expect(scope).toBe('groups');
      expect(cities.map(({ cityId }) => cityId).sort()).toEqual(['aksai', 'oral']);
      expect(groups.map(({ id }) => id)).toEqual([group]);
    }
    const country = await statusOf(town.authority.id);
    expect(country.scope).toBe('country');
    expect(country.cities).toHaveLength(95);
    expect(country.groups).toHaveLength(20);
    for (const { id } of [town.citizen, town.administrator]) {
      expect(await reportStatus(deps, { personId: id })).toEqual({ kind: 'noRight' });
      expect(await listDeadlines(deps, { personId: id })).toEqual({ kind: 'noRight' });
    }
  });

  it('lists deadlines with the working days left, and after them with those since', async () => {
    const quarterly = (list: typeof inOral) => list.filter(({ period }) => period === 'quarter').length;
    const outcome = await listDeadlines(deps, { personId: member.id });
    if (outcome.kind !== 'deadlines') throw new Error(outcome.kind);
    expect(outcome.deadlines.map(({ periodKey, dueOn }) => [periodKey, dueOn])).toEqual([
      ['2026-09', '2026-10-07'],
      ['2026-Q3', '2026-10-14'],
    ]);
    expect(outcome.deadlines[0]).toMatchObject({ workingDaysLeft: 2, state: 'open', cities: 1 });
    expect(outcome.deadlines[1]).toMatchObject({
      workingDaysLeft: 7,
      takenUntil: '2026-10-21',
      total: quarterly(inOral),
      owed: quarterly(inOral) - 2,
    });
    const ofGroup = await listDeadlines(deps, { personId: head.id });
    if (ofGroup.kind !== 'deadlines') throw new Error(ofGroup.kind);
    expect(ofGroup.deadlines[1]).toMatchObject({
      cities: 2,
      total: quarterly(inOral) + quarterly(inAksai),
    });
    clock.moveTo('2026-10-08T10:00+05:00');
    const later = await listDeadlines(deps, { personId: member.id });
    if (later.kind !== 'deadlines') throw new Error(later.kind);
    expect(later.deadlines[0]).toMatchObject({ periodKey: '2026-09', state: 'closing', workingDaysLeft: -1 });
    clock.moveTo('2026-10-05T10:00+05:00');
  });

  it('groups what a person owes by city and deadline, with the progress', async () => {
    const outcome = await listOwedGroups(deps, { personId: member.id });
    if (outcome.kind !== 'groups') throw new Error(outcome.kind);
    expect(outcome.groups.map(({ cityId, periodKey }) => [cityId, periodKey])).toEqual([
      ['oral', '2026-09'],
      ['oral', '2026-Q3'],
    ]);
    const quarter = outcome.groups[1];
    expect(quarter?.owed.map(({ kpiCode }) => kpiCode)).not.toContain('UTL-01');
    expect(quarter?.owed.find(({ kpiCode }) => kpiCode === 'UTL-02')?.reason).toBe('returned');
    expect((quarter?.total ?? 0) - (quarter?.owed.length ?? 0)).toBe(2);
    expect(await listOwedGroups(deps, { personId: town.observer.id })).toEqual({ kind: 'noRight' });
  });

  it('knows between two periods that the person answers for something', async () => {
    const before = clock.now();
    clock.moveTo('2027-09-01T10:00+05:00');
    for (const person of [member, head]) {
      expect(await listOwedGroups(deps, { personId: person.id })).toEqual({
        kind: 'groups',
        groups: [],
        isAssigned: true,
      });
    }
    clock.moveTo(before);
  });

  it('shows the group to a member whom nothing was given yet', async () => {
    await db.assignment.updateMany({ where: { personId: member.id }, data: { endsAt: clock.now() } });
    expect(await statusOf(member.id)).toMatchObject({ scope: 'groups' });
    expect(await listOwedGroups(deps, { personId: member.id })).toEqual({
      kind: 'groups',
      groups: [],
      isAssigned: false,
    });
  });
});
