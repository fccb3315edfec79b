import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeTemplate } from '../src/spreadsheets/write-template.ts';
import { openDatabase } from '../src/storage/database.ts';
import type { Deps } from '../src/usecases/deps.ts';
import { listTemplateRows } from '../src/usecases/reporting/batch/list-template-rows.ts';
import { movableClock } from '../test/setup/clock.ts';
import { testFiles } from '../test/setup/files.ts';
import { createPerson } from '../test/setup/people.ts';
import { createPeriods } from '../test/setup/periods.ts';
import { startServer } from '../test/setup/postgres-server.ts';
import { prepare, testSettings } from '../test/setup/prepare.ts';
import { seededRandom } from '../test/setup/random.ts';

/** What a contender tells of one file. */
export interface BatchFigures {
  rows: number;
  accepted: number;
  readSeconds: number;
  checkSeconds: number;
  sendSeconds: number;
  /** Megabytes: before the file was read, and the most until it was checked, and until it was sent. */
  residentBefore: number;
  peakChecked: number;
  peakSent: number;
}

/** The instant at which the file comes: the third quarter is open. */
export const benchNow = '2026-10-05T10:00+05:00';
const quarters = 8;

/**
 * Reads and checks a template of 2,000 filled rows, each with eight earlier values, and submits it, in a fresh
 * process of its own; once on PostgreSQL, once on the embedded database, which lives in the same process.
 */
export async function runBatchBench(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aqyldy-batch-'));
  const postgres = await startServer();
  try {
    for (const [name, url] of [
      ['PostgreSQL', postgres.url],
      ['embedded', path.join(folder, 'embedded')],
    ] as const) {
      const file = path.join(folder, 'values.xlsx');
      const personId = await furnish(name === 'PostgreSQL' ? { url } : { dataFolder: url }, file);
      const figures = await measure([name, url, file, String(personId)]);
      console.log(
        `${name.padEnd(12)} ${figures.rows} rows, ${figures.accepted} accepted: read in ${seconds(figures.readSeconds)}, ` +
          `checked in ${seconds(figures.checkSeconds)}, sent in ${seconds(figures.sendSeconds)}; resident ` +
          `${figures.residentBefore} MB before, at most ${figures.peakChecked} MB until checked, ` +
          `${figures.peakSent} MB until sent`,
      );
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const seconds = (value: number) => `${value.toFixed(2)} s`;

/** Somebody who answers for the whole country, its history, and the file that they filled. */
async function furnish(where: Parameters<typeof openDatabase>[0], file: string): Promise<number> {
  const database = await openDatabase(where);
  const { db } = database;
  await prepare(database);
  await createPeriods(db, { from: '2024-01-01', to: '2026-09-30', kinds: ['quarter', 'month', 'year'] });
  const cities = await db.city.findMany({
    where: { isRated: true },
    select: { id: true, workingGroupId: true },
  });
  const groups = [...new Set(cities.map(({ workingGroupId }) => workingGroupId))];
  const { id: personId } = await createPerson(db, {
    roles: groups.map((workingGroupId) => ({ role: 'member', workingGroupId })),
  });
  const since = new Date('2026-01-01T00:00+05:00');
  await db.assignment.createMany({
    data: cities.map(({ id, workingGroupId }) => ({ personId, workingGroupId, cityId: id, startsAt: since })),
  });
  const deps: Deps = {
    db,
    files: testFiles,
    clock: movableClock(benchNow),
    random: seededRandom(5),
    settings: testSettings,
  };
  const listed = await listTemplateRows(deps, { personId });
  if (listed.kind !== 'rows') throw new Error(listed.kind);
  const { rows } = listed;
  const earlier = await db.period.findMany({
    where: { kind: 'quarter', startsOn: { lt: '2026-07-01' } },
    orderBy: { startsOn: 'desc' },
    take: quarters,
  });
  const slots = rows.filter(({ facts }) => facts.kpi.periodKind === 'quarter');
  for (const period of earlier) {
    const made = await db.submission.createManyAndReturn({
      data: slots.map(({ key }) => ({
        cityId: key.cityId,
        kpiCode: key.kpiCode,
        periodId: period.id,
        newest: 1,
      })),
      select: { id: true },
    });
    for (let at = 0; at < made.length; at += 500) {
      await db.submissionVersion.createMany({
        data: made.slice(at, at + 500).map(({ id }) => ({
          submissionId: id,
          number: 1,
          value: String(4 + (id % 7) / 10),
          state: 'approved' as const,
          receipt: `rc-bench-${id}`,
          actionKey: `bench-${id}`,
          isOnTime: true,
          submittedAt: since,
          decidedAt: since,
        })),
      });
    }
  }
  const texts = rows.map(({ key, facts, last }, index) => ({
    key,
    texts: {
      code: facts.kpi.code,
      city: `${facts.city.name.kk} / ${facts.city.name.ru}`,
      period: facts.period.key,
      kpiKk: facts.kpi.name.kk,
      kpiRu: facts.kpi.name.ru,
      unit: facts.kpi.unit.label.kk,
      limits: `${facts.kpi.min}–${facts.kpi.max}`,
      last: last.join('; '),
      value: index % 50 === 0 ? 'шамамен 5' : facts.kpi.decimals === 0 ? '4' : `4,${index % 7}`,
    },
  }));
  const head = {
    code: '',
    city: '',
    period: '',
    kpiKk: '',
    kpiRu: '',
    unit: '',
    limits: '',
    last: '',
    value: '',
    explanation: '',
  };
  await writeFile(file, writeTemplate({ sheet: 'Values', notes: ['…'], headers: head, rows: texts }));
  await database.close();
  return personId;
}

function measure(args: readonly string[]): Promise<BatchFigures> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'batch-contender.js'), ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as BatchFigures));
    child.once('exit', (code) => reject(new Error(`The contender ended with ${code}`)));
  });
}
