import { readFile } from 'node:fs/promises';
import { readTemplate } from '../src/spreadsheets/read-template.ts';
import { openDatabase } from '../src/storage/database.ts';
import type { Deps } from '../src/usecases/deps.ts';
import { beginDialogue } from '../src/usecases/dialogue/dialogue-state.ts';
import { readBatch } from '../src/usecases/reporting/batch/read-batch.ts';
import { sendBatch } from '../src/usecases/reporting/batch/send-batch.ts';
import { startBatch } from '../src/usecases/reporting/batch/start-batch.ts';
import { storedReady } from '../src/usecases/reporting/reason.ts';
import { movableClock } from '../test/setup/clock.ts';
import { testFiles } from '../test/setup/files.ts';
import { testSettings } from '../test/setup/prepare.ts';
import { seededRandom } from '../test/setup/random.ts';
import { type BatchFigures, benchNow } from './batch.ts';

// One file from its bytes to the last version, in a process that has done nothing else; told to the parent.
const [name = '', where = '', file = '', person = ''] = process.argv.slice(2);
const personId = Number(person);
const database = await openDatabase(name === 'PostgreSQL' ? { url: where } : { dataFolder: where });
const clock = movableClock(benchNow);
const deps: Deps = {
  db: database.db,
  files: testFiles,
  clock,
  random: seededRandom(6),
  settings: testSettings,
};
await deps.db.city.count();

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
const peak = () => Math.round(process.resourceUsage().maxRSS / 1_024);
const residentBefore = megabytes(process.memoryUsage().rss);
const began = performance.now();
const read = await readTemplate(await readFile(file));
if (read.kind !== 'filled') throw new Error(read.kind);
const hasRead = performance.now();
const rows = read.rows.map(({ number, code, key, content }) => ({ number, label: code, key, content }));
const given = { source: 'file' as const, fileName: 'values.xlsx', rows };
const started = await startBatch(deps, { personId, given, actionKey: 'bench' });
if (started.kind !== 'started') throw new Error(started.kind);
const { batchId } = started;
const explanation = storedReady('realChange');
const checked = await readBatch(deps, { personId, batchId, explanation });
if (checked.kind !== 'batch') throw new Error(checked.kind);
const hasChecked = performance.now();
const peakChecked = peak();
const at = await beginDialogue(deps.db, {
  personId,
  kind: 'batch',
  step: 'preview',
  fields: {},
  now: clock.now(),
});
const sent = await sendBatch(deps, {
  personId,
  batchId,
  explanation,
  at,
  next: () => ({ step: 'sent', fields: {} }),
});
if (sent.kind !== 'sent') throw new Error(sent.kind);
const hasSent = performance.now();
process.send?.({
  rows: rows.length,
  accepted: sent.count,
  readSeconds: (hasRead - began) / 1_000,
  checkSeconds: (hasChecked - hasRead) / 1_000,
  sendSeconds: (hasSent - hasChecked) / 1_000,
  residentBefore,
  peakChecked,
  peakSent: peak(),
} satisfies BatchFigures);
await database.close();
process.disconnect();
