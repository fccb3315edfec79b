import { afterAll, describe, expect, it } from 'vitest';
import { beginInstallation } from '../../../src/usecases/periods/begin-installation.ts';
import { createDuePeriods } from '../../../src/usecases/periods/create-due-periods.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

describe('periods', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  // 02:00 in Almaty, still the day before by UTC.
  const clock = movableClock('2026-09-30T02:00+05:00');
  const deps = { db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
  afterAll(() => database.close());

  it('are not created before the installation began', async () => {
    expect(await createDuePeriods(deps)).toEqual([]);
    expect(await db.period.count()).toBe(0);
  });

  it('begin with the local day of the installation, noted once', async () => {
    expect(await beginInstallation(deps)).toBe('2026-09-30');
    clock.moveTo('2026-09-30T23:59+05:00');
    expect(await beginInstallation(deps)).toBe('2026-09-30');
    expect(await createDuePeriods(deps)).toEqual([]);
  });

  it('that end on that very day are owed; nothing earlier is', async () => {
    clock.moveTo('2026-10-01T00:00+05:00');
    expect(await beginInstallation(deps)).toBe('2026-09-30');
    expect((await createDuePeriods(deps)).sort()).toEqual(['2026-09', '2026-Q3']);
  });

  it('have the deadlines of the methodology and the working calendar', async () => {
    const quarter = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    expect(quarter).toMatchObject({
      kind: 'quarter',
      startsOn: '2026-07-01',
      endsOn: '2026-09-30',
      opensAt: new Date('2026-10-01T00:00+05:00'),
      dueOn: '2026-10-14',
      dueAt: new Date('2026-10-14T18:00+05:00'),
      locksAt: new Date('2026-10-22T00:00+05:00'),
    });
    const month = await db.period.findUniqueOrThrow({ where: { key: '2026-09' } });
    expect(month).toMatchObject({ kind: 'month', dueOn: '2026-10-07' });
  });

  it('are filled in after an outage, whatever is missing, and never twice', async () => {
    clock.moveTo('2027-01-15T12:00+05:00');
    await db.period.delete({ where: { key: '2026-Q3' } });
    const [one, other] = await Promise.all([createDuePeriods(deps), createDuePeriods(deps)]);
    const expected = ['2026', '2026-10', '2026-11', '2026-12', '2026-Q3', '2026-Q4'];
    expect([...one, ...other].sort()).toEqual(expected);
    expect(await createDuePeriods(deps)).toEqual([]);
    expect(await db.period.count()).toBe(7);
    const year = await db.period.findUniqueOrThrow({ where: { key: '2026' } });
    // New year's holidays, 7 January and two weekends lie between.
    expect(year.dueOn).toBe('2027-02-02');
  });

  it('stay when the clock goes back', async () => {
    clock.moveTo('2026-10-02T12:00+05:00');
    expect(await createDuePeriods(deps)).toEqual([]);
    expect(await db.period.count()).toBe(7);
  });
});
