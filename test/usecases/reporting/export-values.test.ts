import { afterAll, describe, expect, it } from 'vitest';
import { approveValue } from '../../../src/usecases/reporting/approve-value.ts';
import { exportValues } from '../../../src/usecases/reporting/export-values.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { group, openReportingTown } from './reporting-town.ts';

describe('the values of a period taken out', async () => {
  const town = await openReportingTown();
  const { deps, member, head, authority } = town;
  const { db } = deps;
  await createPeriods(db, { from: '2026-12-31', to: '2027-03-31', kinds: ['quarter'] });
  afterAll(() => town.database.close());
  const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
  const submitted = await town.submit(member.id, 'UTL-01', '81.5');
  if (submitted.kind !== 'accepted') throw new Error(submitted.kind);
  await approveValue(deps, {
    personId: head.id,
    versionId: submitted.versionId,
    at: await town.step(head.id, 'review'),
    next: { step: 'card', fields: {} },
  });
  const events = () =>
    db.auditEvent.findMany({
      where: { kind: 'values.exported' },
      include: { payload: true },
      orderBy: { id: 'asc' },
    });

  it('are one row for each value that is expected of the group, with what came of it', async () => {
    const outcome = await exportValues(deps, { by: head.id, periodId, format: 'xlsx' });
    if (outcome.kind !== 'values') throw new Error(outcome.kind);
    const { values } = outcome;
    expect(values).toHaveLength(54);
    expect(new Set(values.map(({ workingGroupId }) => workingGroupId))).toEqual(new Set([group]));
    expect(values.find(({ cityId, kpiCode }) => cityId === 'oral' && kpiCode === 'UTL-01')).toMatchObject({
      city: { kk: 'Орал', ru: 'Уральск' },
      kato: '271010000',
      isReturned: false,
      standing: {
        value: '81.5',
        kind: 'value',
        state: 'approved',
        isOnTime: true,
        decidedAt: town.clock.now(),
        verifiedAt: null,
      },
    });
    expect(values.filter(({ standing }) => standing === null)).toHaveLength(53);
    expect(
      (await events()).map(({ chainId, actorRef, subject, payload }) => ({
        chainId,
        actorRef,
        subject,
        payload: payload?.payload,
      })),
    ).toEqual([
      {
        chainId: group,
        actorRef: head.ref,
        subject: 'period:2026-Q3',
        payload: { period: '2026-Q3', rows: 54, format: 'xlsx' },
      },
    ]);
  });

  it('are recorded in the chain of each group whose they are, and of the country where they are all', async () => {
    const ofTwo = await createPerson(db, {
      roles: [
        { role: 'coordinator', workingGroupId: group },
        { role: 'coordinator', workingGroupId: 'wg_astana' },
      ],
    });
    const before = (await events()).length;
    await exportValues(deps, { by: ofTwo.id, periodId, format: 'csv' });
    await exportValues(deps, { by: ofTwo.id, periodId, format: 'csv', workingGroupId: 'wg_astana' });
    await exportValues(deps, { by: authority.id, periodId, format: 'csv' });
    await exportValues(deps, { by: 'cli', periodId, format: 'csv' });
    const told = (await events()).slice(before).map(({ chainId, actorRef, payload }) => {
      return [chainId, actorRef, (payload?.payload as { rows: number } | undefined)?.rows];
    });
    expect(told.slice(0, 2).sort()).toEqual([
      ['wg_astana', ofTwo.ref, 28],
      [group, ofTwo.ref, 54],
    ]);
    expect(told.slice(2)).toEqual([
      ['wg_astana', ofTwo.ref, 28],
      ['country', authority.ref, 2_552],
      ['country', 'cli', 2_552],
    ]);
  });

  it('are refused to whoever reviews nothing there, of another group, or of a period that has not opened', async () => {
    const { citizen, observer, administrator, strangeCoordinator } = town;
    const before = (await events()).length;
    for (const { id: by } of [citizen, member, observer, administrator]) {
      expect(await exportValues(deps, { by, periodId, format: 'csv' })).toEqual({ kind: 'noRight' });
    }
    const elsewhere = { periodId, format: 'csv' as const, workingGroupId: group };
    expect(await exportValues(deps, { by: strangeCoordinator.id, ...elsewhere })).toEqual({
      kind: 'noRight',
    });
    const later = await db.period.findUniqueOrThrow({ where: { key: '2026-Q4' } });
    for (const id of [later.id, 999_999]) {
      expect(await exportValues(deps, { by: head.id, periodId: id, format: 'csv' })).toEqual({
        kind: 'notFound',
      });
    }
    const nowhere = { periodId, format: 'csv' as const, workingGroupId: 'wg_nowhere' };
    expect(await exportValues(deps, { by: 'cli', ...nowhere })).toEqual({ kind: 'notFound' });
    expect(await events()).toHaveLength(before);
  });
});
