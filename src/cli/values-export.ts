import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parsePeriodKey } from '../domain/kpi/period.ts';
import { createTranslations } from '../i18n/translate.ts';
import { valuesTable } from '../spreadsheets/values-table.ts';
import { writeCsv } from '../spreadsheets/write-csv.ts';
import { writeXlsx } from '../spreadsheets/write-xlsx.ts';
import { exportValues } from '../usecases/reporting/export-values.ts';
import { findReportPeriod } from '../usecases/reporting/list-report-periods.ts';
import { type Command, Refusal, UsageProblem } from './command.ts';

/** Writes every value that is expected for a period, with what came of it, into a file. */
export const valuesExport: Command = {
  name: 'values export',
  usage: '--period KEY --to FILE.xlsx|FILE.csv [--group ID] [--language kk|ru]',
  summary: 'Writes the values of a period (2026-10, 2026-Q3 or 2026) into a workbook or CSV.',
  async run({ print, withDatabase }, args) {
    const { values } = parseArgs({
      args,
      options: {
        period: { type: 'string' },
        to: { type: 'string' },
        group: { type: 'string' },
        language: { type: 'string', default: 'kk' },
      },
    });
    const { period: key = '', to: file = '', language, group: workingGroupId } = values;
    if (parsePeriodKey(key) === null) throw new UsageProblem(`--period ${key} is not a period.`);
    const format = /\.(xlsx|csv)$/.exec(file)?.[1] as 'xlsx' | 'csv' | undefined;
    if (format === undefined) throw new UsageProblem(`--to ${file} does not end in .xlsx or .csv.`);
    if (language !== 'kk' && language !== 'ru')
      throw new UsageProblem(`--language ${language} is not kk or ru.`);
    return withDatabase(async (deps) => {
      const periodId = await findReportPeriod(deps, key);
      if (periodId === null) throw new Refusal(`Period ${key} has not opened, or there is no such period.`);
      const outcome = await exportValues(deps, { by: 'cli', periodId, format, workingGroupId });
      if (outcome.kind === 'notFound') throw new Refusal(`Nothing is expected of ${workingGroupId ?? key}.`);
      if (outcome.kind === 'noRight') throw new Error('The operator may export everything');
      const t = createTranslations().for(language);
      const table = valuesTable({ t, timeZone: deps.settings.timeZone }, key, outcome.values);
      const bytes = format === 'xlsx' ? await writeXlsx(table) : writeCsv(table);
      await writeFile(file, bytes).catch(() => {
        throw new Refusal(`The file ${file} cannot be written.`);
      });
      print(`${outcome.values.length} values of ${key} are in ${file}.`);
      return 0;
    });
  },
};
