import { afterAll, describe, expect, it } from 'vitest';
import { listReportPeriods } from '../../../src/usecases/reporting/list-report-periods.ts';
import { reportCompleteness } from '../../../src/usecases/reporting/report-completeness.ts';
import { returnValue } from '../../../src/usecases/reporting/return-value.ts';
import { group, openReportingTown } from './reporting-town.ts';

describe('how complete the reports of a period are', async () => {
  const town = await openReportingTown();
  const { deps, member, head, clock } = town;
  const { db } = deps;
  afterAll(() => town.database.close());

  async function submit(kpiCode: string, text = '50'): Promise<number> {
    const outcome = await town.submit(member.id, kpiCode, text);
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    return outcome.versionId;
  }
  const giveBack = async (versionId: number) =>
    returnValue(deps, {
      personId: head.id,
      versionId,
      reason: 'акт жоқ',
      at: await town.step(head.id, 'review'),
      next: { step: 'card', fields: {} },
    });
  const completeness = async (personId: number, periodId?: number) => {
    const outcome = await reportCompleteness(deps, {
      personId,
      ...(periodId === undefined ? {} : { periodId }),
    });
    if (outcome.kind !== 'completeness') throw new Error(outcome.kind);
    return outcome;
  };
  await submit('UTL-01');
  await submit('UTL-02');
  const returned = await submit('UTL-03');
  await giveBack(returned);
  clock.moveTo('2026-10-15T10:00+05:00');
  await submit('UTL-04', '22.5');
  // A correction after the deadline of what had come by then.
  await submit('UTL-02', '51');

  it('is told as on time, late and missing; what was returned is missing', async () => {
    const { whole, cities, groups, missing, period, scope } = await completeness(head.id);
    expect(period).toMatchObject({ key: '2026-Q3', state: 'closing' });
    expect(scope).toBe('groups');
    expect(whole).toMatchObject({ total: 54, onTime: 2, late: 1, missing: 51, noData: 0 });
    expect(groups).toMatchObject([{ id: group, total: 54 }]);
    expect(cities.map(({ id, total, onTime, late }) => ({ id, total, onTime, late }))).toEqual([
      { id: 'aksai', total: 26, onTime: 0, late: 0 },
      { id: 'oral', total: 28, onTime: 2, late: 1 },
    ]);
    const inOral = missing.filter(({ cityId }) => cityId === 'oral');
    expect(inOral).toHaveLength(25);
    expect(inOral.filter(({ isReturned }) => isReturned)).toHaveLength(1);
  });

  it('tells where that which came stands', async () => {
    const { whole } = await completeness(head.id);
    expect(whole).toMatchObject({ waiting: 3, approved: 0, verified: 0, returned: 1 });
  });

  it('is told of the whole country to the authority, and of the group to members and observers', async () => {
    const country = await completeness(town.authority.id);
    expect(country).toMatchObject({ scope: 'country', whole: { total: 2_552, onTime: 2, late: 1 } });
    expect(country.groups).toHaveLength(20);
    for (const { id } of [member, town.observer]) {
      expect(await completeness(id)).toMatchObject({ scope: 'groups', whole: { total: 54 } });
    }
    expect((await completeness(town.stranger.id)).groups).toMatchObject([{ id: 'wg_astana' }]);
    expect(await reportCompleteness(deps, { personId: town.citizen.id })).toEqual({ kind: 'noRight' });
    expect(await reportCompleteness(deps, { personId: town.administrator.id })).toEqual({ kind: 'noRight' });
  });

  it('can be asked of earlier periods, of none that has not opened', async () => {
    const found = await listReportPeriods(deps, { personId: head.id, page: 0 });
    if (found.kind !== 'periods') throw new Error(found.kind);
    expect(found.periods.map(({ key }) => key).slice(0, 3)).toEqual(['2026-Q3', '2026-Q2', '2026-Q1']);
    const [, second] = found.periods;
    expect(await completeness(head.id, second?.id)).toMatchObject({
      period: { key: '2026-Q2', state: 'locked' },
      whole: { onTime: 0, late: 0, missing: 54 },
    });
    const later = await db.period.findUniqueOrThrow({ where: { key: '2026-Q4' } });
    expect(await reportCompleteness(deps, { personId: head.id, periodId: later.id })).toEqual({
      kind: 'noPeriod',
    });
    expect(await listReportPeriods(deps, { personId: head.id, page: 99 })).toMatchObject({
      page: found.pages - 1,
    });
  });
});
