import type { Database } from '../../src/storage/database.ts';
import { readMethodology } from '../../src/storage/read-methodology.ts';
import { importMethodology } from '../../src/usecases/methodology/import-methodology.ts';
import { movableClock } from './clock.ts';
import { testFiles } from './files.ts';
import { seededRandom } from './random.ts';

/** Fills a new database with what every test may count on: the project's methodology data. */
export async function prepare(database: Database): Promise<void> {
  const deps = {
    db: database.db,
    clock: movableClock('2026-01-01T00:00+05:00'),
    random: seededRandom(),
    files: testFiles,
    settings: testSettings,
  };
  await importMethodology(deps, { ...(await readMethodology()), actor: 'import' });
}

/** Settings of the installation in tests. */
export const testSettings = {
  timeZone: 'Asia/Almaty',
  operator: { name: 'Test operator', bin: '123456789012' },
  administrators: ['900'],
  invitationHours: 72,
  retentionMonths: 36,
  feedbackPerDay: 20,
  sendRate: 1_000,
};
