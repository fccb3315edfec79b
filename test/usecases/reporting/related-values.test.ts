import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRelations } from '../../../src/usecases/reporting/related-values.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createPeriods } from '../../setup/periods.ts';

describe('what rules tie a value to', () => {
  let database: TestDatabase;
  let periodId: number;
  const rule = { id: 'r', kind: 'part_not_above_whole', part: 'UTL-01', whole: 'UTL-03', because: 'a test' };

  beforeAll(async () => {
    database = await openTestDatabase();
    const { db } = database;
    await createPeriods(db, { from: '2026-01-01', to: '2026-09-30', kinds: ['quarter'] });
    periodId = (await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } })).id;
    await db.methodologyVersion.updateMany({ where: { active: true }, data: { crossRules: [rule] } });
  });
  afterAll(() => database.close());

  async function report(kpiCode: string, versions: [string | null, 'submitted' | 'approved' | 'returned'][]) {
    await database.db.submission.create({
      data: {
        cityId: 'oral',
        kpiCode,
        periodId,
        newest: versions.length,
        versions: {
          create: versions.map(([value, state], index) => ({
            number: index + 1,
            value,
            kind: value === null ? ('no_data' as const) : ('value' as const),
            state,
            receipt: `rc_${kpiCode}${index}`,
            actionKey: `${kpiCode}${index}`,
            isOnTime: true,
            submittedAt: new Date(),
          })),
        },
      },
    });
  }
  const of = async (kpiCode: string, cityId = 'oral') => {
    const slot = { cityId, kpiCode, periodId };
    return (await readRelations(database.db, [slot])).of(slot);
  };

  it('is nothing while the other value was not reported', async () => {
    expect(await of('UTL-01')).toEqual([]);
  });

  it('is the newest version of the other KPI that was not returned, of the same city and period', async () => {
    await report('UTL-03', [
      ['30', 'approved'],
      ['40', 'submitted'],
      ['90', 'returned'],
    ]);
    expect(await of('UTL-01')).toMatchObject([{ role: 'part', other: { kpiCode: 'UTL-03', value: '40' } }]);
    expect(await of('UTL-01', 'aqtobe')).toEqual([]);
    await report('UTL-01', [['20', 'submitted']]);
    expect(await of('UTL-03')).toMatchObject([{ role: 'whole', other: { kpiCode: 'UTL-01', value: '20' } }]);
    expect(await of('UTL-04')).toEqual([]);
  });

  it('is nothing where the other has no number', async () => {
    await database.db.submissionVersion.updateMany({
      where: { submission: { kpiCode: 'UTL-03' } },
      data: { value: null, kind: 'no_data' },
    });
    expect(await of('UTL-01')).toEqual([]);
  });
});
