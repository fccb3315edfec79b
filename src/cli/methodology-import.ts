import { parseArgs } from 'node:util';
import { importMethodology } from '../usecases/methodology/import-methodology.ts';
import type { DeadlineMove } from '../usecases/periods/move-open-deadlines.ts';
import type { Command } from './command.ts';

/** Makes methodology data the current ones. The same data again change nothing. */
export const methodologyImport: Command = {
  name: 'methodology import',
  usage: '[FOLDER]',
  summary: "Imports methodology data (the project's own, or those of a folder) as the current version.",
  async run({ print, readMethodology, withDatabase }, args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    const read = await readMethodology(positionals[0]);
    const outcome = await withDatabase((deps) => importMethodology(deps, { ...read, actor: 'cli' }));
    switch (outcome.kind) {
      case 'imported':
        print(`Imported: ${read.methodology.about.version}, version ${outcome.versionId}.`);
        for (const move of outcome.moved) print(moveLine(move));
        return 0;
      case 'unchanged':
        print(`Unchanged: these data are version ${outcome.versionId} already.`);
        return 0;
    }
  },
};

const whatMoved: Record<DeadlineMove['what'], string> = {
  due: 'due',
  lock: 'taken late up to',
  reopening: 'reopened up to',
};

function moveLine({ what, periodKey, workingGroupId, from, to }: DeadlineMove): string {
  const where = workingGroupId === null ? '' : ` (${workingGroupId})`;
  return `Moved by the calendar: ${periodKey}${where} ${whatMoved[what]} ${to} instead of ${from}.`;
}
