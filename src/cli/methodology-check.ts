import { parseArgs } from 'node:util';
import { formatProblem } from '../domain/methodology/problem.ts';
import { validateMethodology } from '../domain/methodology/validate-methodology.ts';
import type { Command } from './command.ts';

/** Validates methodology data as a whole and tells every mistake; needs no database. */
export const methodologyCheck: Command = {
  name: 'methodology check',
  usage: '[FOLDER]',
  summary: "Checks methodology data (the project's own, or those of a folder) and names every mistake.",
  async run({ print, readMethodologyFiles }, args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    const checked = validateMethodology(await readMethodologyFiles(positionals[0]));
    if (checked.kind === 'invalid') {
      for (const problem of checked.problems) print(formatProblem(problem));
      print(`${checked.problems.length} mistakes.`);
      return 1;
    }
    const { about, cities, kpis } = checked.methodology;
    print(`Right: ${about.version} (${about.status}), ${cities.length} settlements, ${kpis.length} KPIs.`);
    return 0;
  },
};
