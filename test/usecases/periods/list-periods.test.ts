import { afterAll, describe, expect, it } from 'vitest';
import { listPeriods } from '../../../src/usecases/periods/list-periods.ts';
import { readPeriod } from '../../../src/usecases/periods/read-period.ts';
import { reportCompleteness } from '../../../src/usecases/reporting/report-completeness.ts';
import { openReportingTown } from '../reporting/reporting-town.ts';

describe('the reporting periods', async () => {
  const town = await openReportingTown();
  const { deps, clock, authority, administrator, member } = town;
  const { db } = deps;
  afterAll(() => town.database.close());

  const list = async (page = 0) => {
    const outcome = await listPeriods(deps, { personId: authority.id, page });
    if (outcome.kind !== 'periods') throw new Error(outcome.kind);
    return outcome;
  };
  const counts = async () => {
    const { total, onTime, late, missing } = (await list()).periods[0] ?? {};
    return { total, onTime, late, missing };
  };

  it('are listed, the newest deadline first, in pages; none before it opens', async () => {
    const first = await list();
    expect(first.periods.map(({ key, state }) => [key, state])).toEqual([
      ['2026-Q3', 'open'],
      ['2026-Q2', 'locked'],
      ['2026-Q1', 'locked'],
      ['2025-Q4', 'locked'],
    ]);
    expect(first.pages).toBe(2);
    expect((await list(99)).periods.map(({ key }) => key)).toEqual(['2025-Q3', '2025-Q2', '2025-Q1']);
    const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q4' } });
    expect(await readPeriod(deps, { personId: authority.id, periodId: id })).toEqual({ kind: 'notFound' });
    expect((await listPeriods(deps, { personId: administrator.id, page: 0 })).kind).toBe('periods');
  });

  it('count what came in time, late and not at all, by the KPIs that apply to each rated city', async () => {
    const definitions = await db.kpiDefinition.findMany({
      where: { version: { active: true }, period: 'quarter' },
    });
    const cities = await db.city.findMany({ where: { isRated: true } });
    const total = definitions.reduce(
      (sum, { categories }) => sum + cities.filter(({ category }) => categories.includes(category)).length,
      0,
    );
    expect(await counts()).toEqual({ total, onTime: 0, late: 0, missing: total });
    await town.submit(member.id, 'GOV-01', '90');
    await town.submit(member.id, 'GOV-04', '40');
    await town.submit(member.id, 'GOV-05', '90');
    expect(await counts()).toEqual({ total, onTime: 3, late: 0, missing: total - 3 });
    // Returned counts as missing until the correction, which is in time as the first one was.
    await db.submissionVersion.updateMany({
      where: { submission: { kpiCode: 'GOV-05' } },
      data: { state: 'returned' },
    });
    expect(await counts()).toEqual({ total, onTime: 2, late: 0, missing: total - 2 });
    clock.moveTo('2026-10-15T10:00+05:00');
    await town.submit(member.id, 'GOV-05', '91');
    await town.submit(member.id, 'GOV-06', '90');
    expect(await counts()).toEqual({ total, onTime: 3, late: 1, missing: total - 4 });
    await town.submit(member.id, 'GOV-01', '91');
    await town.submit(member.id, 'GOV-06', '91');
    expect(await counts()).toEqual({ total, onTime: 3, late: 1, missing: total - 4 });
    const completeness = await reportCompleteness(deps, { personId: authority.id });
    expect(completeness).toMatchObject({ whole: await counts() });
  });
});
