import { maySomewhere } from '../../domain/people/permissions.ts';
import { valuesTable } from '../../spreadsheets/values-table.ts';
import { writeCsv } from '../../spreadsheets/write-csv.ts';
import { writeXlsx } from '../../spreadsheets/write-xlsx.ts';
import { exportValues } from '../../usecases/reporting/export-values.ts';
import { listReportPeriods } from '../../usecases/reporting/list-report-periods.ts';
import { reportCompleteness } from '../../usecases/reporting/report-completeness.ts';
import { type Feature, on } from '../feature.ts';
import { menuButton } from '../go.ts';
import type { Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  choosePeriod,
  openCityOf,
  openCompleteness,
  openGroupOf,
  sendTable,
} from './completeness-actions.ts';
import { cityScreen, groupScreen, periodsScreen, type Report, wholeScreen } from './completeness-screens.ts';

/** Reads anew for each screen: what is shown is what is true now. */
async function show(turn: Turn, period: number, draw: (report: Report) => Screen): Promise<void> {
  const outcome = await reportCompleteness(turn.deps, {
    personId: turn.person.id,
    ...(period === 0 ? {} : { periodId: period }),
  });
  switch (outcome.kind) {
    case 'noRight':
      return turn.show({ text: turn.t('common:noRight'), buttons: [[menuButton(turn)]] });
    case 'noPeriod':
      return turn.show({ text: turn.t('completeness:noPeriod'), buttons: [[menuButton(turn)]] });
    case 'completeness':
      return turn.show(draw(outcome));
  }
}

/** What is offered, not what is permitted: the use case decides. */
function mayExport(turn: Turn): boolean {
  return maySomewhere('exportValues', turn.person, turn.now);
}

async function send(turn: Turn, periodId: number, format: 'xlsx' | 'csv'): Promise<void> {
  const outcome = await exportValues(turn.deps, { by: turn.person.id, periodId, format });
  switch (outcome.kind) {
    case 'noRight':
      return turn.show({ text: turn.t('common:noRight'), buttons: [[menuButton(turn)]] });
    case 'notFound':
      return turn.show({ text: turn.t('errors:notFound'), buttons: [[menuButton(turn)]] });
    case 'values':
      break;
  }
  const { timeZone } = turn.deps.settings;
  const table = valuesTable({ t: turn.t, timeZone }, outcome.periodKey, outcome.values);
  await turn.sendFile({
    bytes: format === 'xlsx' ? await writeXlsx(table) : writeCsv(table),
    name: `kpi-${outcome.periodKey}.${format}`,
    caption: turn.t('completeness:file', { period: outcome.periodKey, count: outcome.values.length }),
  });
}

/** How complete the reports of a period are, and the values of a period as a file. */
export const completenessFeature: Feature = {
  actions: [
    on(openCompleteness, (turn, { period, page }) =>
      show(turn, period, (report) => wholeScreen(turn, report, page, mayExport(turn))),
    ),
    on(openGroupOf, (turn, { period, group, page }) =>
      show(turn, period, (report) => groupScreen(turn, report, group, page)),
    ),
    on(openCityOf, (turn, { period, city }) =>
      show(turn, period, (report) => cityScreen(turn, report, city)),
    ),
    on(choosePeriod, async (turn, { page }) => {
      const found = await listReportPeriods(turn.deps, { personId: turn.person.id, page });
      await turn.show(
        found.kind === 'noRight'
          ? { text: turn.t('common:noRight'), buttons: [[menuButton(turn)]] }
          : periodsScreen(turn, found),
      );
    }),
    on(sendTable, (turn, { period, format }) => send(turn, period, format === 'csv' ? 'csv' : 'xlsx')),
  ],
};
