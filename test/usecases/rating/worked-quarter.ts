import type { Db } from '../../../src/storage/database.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { report } from './report.ts';

/** Working groups of oral, taraz and semey. */
const groups = ['wg_west_kazakhstan', 'wg_zhambyl', 'wg_abai'];

/** The catalogue of the worked example in docs/rating.md. */
export const workedKpis = ['GOV-03', 'UTL-01', 'UTL-04', 'SAF-05', 'ECO-03', 'TRN-01'];

/** What was approved by 10 October 2026, of docs/rating.md: «—» nothing, «n/a» not applicable and verified. */
const values: readonly (readonly [
  kpi: string,
  period: string,
  oral: string,
  taraz: string,
  semey: string,
])[] = [
  ['GOV-03', '2026-07', '96', '60', '156'],
  ['GOV-03', '2026-08', '72', '—', '156'],
  ['GOV-03', '2026-09', '120', '156', '156'],
  ['UTL-01', '2026-Q3', '33', 'n/a', '30'],
  ['UTL-04', '2026-Q2', '24', '30', '28'],
  ['UTL-04', '2026-Q3', '22.5', '—', '20'],
  ['SAF-05', '2025', '12.1', '19', '19'],
  ['ECO-03', '2026-Q3', '12', '30', '30'],
  ['TRN-01', '2026-Q3', '70', '76.5', '76.5'],
];

/**
 * Puts the worked example of docs/rating.md into a database: three connected cities of the category oblast,
 * six KPIs, the values of their third quarter of 2026. Every other city of the category has no coordinator.
 */
export async function reportWorkedQuarter(db: Db): Promise<void> {
  await db.kpiDefinition.deleteMany({ where: { kpiCode: { notIn: workedKpis } } });
  await createPeriods(db, { from: '2025-12-30', to: '2026-09-30' });
  for (const workingGroupId of groups) {
    await createPerson(db, { roles: [{ role: 'coordinator', workingGroupId }] });
  }
  for (const [kpiCode, periodKey, ...cells] of values) {
    for (const [index, cityId] of ['oral', 'taraz', 'semey'].entries()) {
      const cell = cells[index];
      if (cell === '—' || cell === undefined) continue;
      const what =
        cell === 'n/a'
          ? ({ value: null, kind: 'not_applicable', state: 'verified' } as const)
          : { value: cell };
      await report(db, { cityId, kpiCode, periodKey, ...what });
    }
  }
}
