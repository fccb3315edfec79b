import { expect, it } from 'vitest';
import { readMethodology } from '../../../src/storage/read-methodology.ts';
import type { Deps } from '../../../src/usecases/deps.ts';
import { importMethodology } from '../../../src/usecases/methodology/import-methodology.ts';
import { beginInstallation } from '../../../src/usecases/periods/begin-installation.ts';
import { createDuePeriods } from '../../../src/usecases/periods/create-due-periods.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

it.each(['import', 'periods'] as const)(
  'no period keeps a deadline of the calendar that is being replaced (%s first)',
  async (first) => {
    const database = await openTestDatabase();
    try {
      const { db } = database;
      const clock = movableClock('2026-12-01T10:00+05:00');
      const deps: Deps = { db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
      await beginInstallation(deps);
      clock.moveTo('2027-01-05T10:00+05:00');
      const { methodology: own } = await readMethodology();
      const calendar = own.calendar.map((year) =>
        year.year === 2027
          ? { ...year, status: 'official' as const, weekdayDaysOff: [...year.weekdayDaysOff, '2027-01-08'] }
          : year,
      );
      const bring = () =>
        importMethodology(deps, { methodology: { ...own, calendar }, checksum: 'published', actor: 'cli' });
      const create = () => createDuePeriods(deps);
      const [one, two] = first === 'import' ? [bring, create] : [create, bring];
      await Promise.all([one(), two(), create()]);
      const quarter = await db.period.findUniqueOrThrow({ where: { key: '2026-Q4' } });
      expect(quarter.dueOn).toBe('2027-01-20');
    } finally {
      await database.close();
    }
  },
);
