import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deps } from '../../../src/usecases/deps.ts';
import { computeRating } from '../../../src/usecases/rating/compute-rating.ts';
import { rateAfterChanges } from '../../../src/usecases/rating/rate-after-changes.ts';
import { runNightlyRating } from '../../../src/usecases/rating/run-nightly-rating.ts';
import { jobs } from '../../../src/usecases/schedule/jobs.ts';
import { runDueJobs } from '../../../src/usecases/schedule/run-due-jobs.ts';
import { minute, movableClock } from '../../setup/clock.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';
import { decide, report } from './report.ts';

/** The job that rates the country; others have tests of their own. */
const nightly = jobs.filter(({ name }) => name === 'rating.nightly');

const oblast = [{ quarter: '2026-Q3', category: 'oblast' }];
const all = ['republican', 'oblast', 'raion'].map((category) => ({ quarter: '2026-Q3', category }));

describe('ratings at night and after changes', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  afterAll(() => database.close());
  const clock = movableClock('2026-09-30T23:59+05:00');
  const deps: Deps = { db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
  const oral = { cityId: 'oral', kpiCode: 'UTL-04', periodKey: '2026-Q3' };

  const scoreOf = async (cityId: string) =>
    (await db.ratingPlace.findFirstOrThrow({ where: { cityId, run: { quarter: '2026-Q3' } } })).score;

  /** Until nothing is left that a change of the last minute could still hide. */
  async function settle(): Promise<void> {
    clock.advance(2 * minute);
    await rateAfterChanges(deps);
    clock.advance(2 * minute);
    expect(await rateAfterChanges(deps)).toEqual([]);
  }

  beforeAll(async () => {
    await createPerson(db, { roles: [{ role: 'coordinator', workingGroupId: 'wg_west_kazakhstan' }] });
  });

  it('has nothing to rate before a period has ended', async () => {
    expect(await rateAfterChanges(deps)).toEqual([]);
    expect(await runNightlyRating(deps)).toEqual({ kind: 'noQuarter' });
  });

  it('rates what has never been rated, and does nothing while nothing changes', async () => {
    await createPeriods(db, { from: '2026-05-31', to: '2026-09-30' });
    clock.moveTo('2026-10-05T10:00+05:00');
    expect(await rateAfterChanges(deps)).toEqual(all);
    // Only the monthly values of July and August are due, and none came.
    expect(await scoreOf('oral')).toBe(0);
    await settle();
  });

  it('moves the rating within a minute after an approval', async () => {
    const versionId = await report(db, { ...oral, value: '20', state: 'submitted', at: clock.now() });
    clock.advance(minute);
    expect(await rateAfterChanges(deps)).toEqual([]);
    await decide(db, versionId, 'approved', clock.now());
    clock.advance(minute);
    expect(await rateAfterChanges(deps)).toEqual(oblast);
    // Utilities 100; city management, safety and ecology 0 by their overdue months; transport too.
    expect(await scoreOf('oral')).toBe(2000);
    await settle();
  });

  it.each([
    ['a verification', 'verified', '60'],
    ['a return, which displaces nothing', 'returned', '20'],
  ] as const)('sees %s', async (_, state, value) => {
    const versionId = await report(db, { ...oral, value, state: 'submitted', at: clock.now() });
    await decide(db, versionId, state, clock.now());
    clock.advance(minute);
    expect(await rateAfterChanges(deps)).toEqual(oblast);
    // 60 % of water lost is where the score is 0.
    expect(await scoreOf('oral')).toBe(0);
    await settle();
  });

  it('sees the authority take back what was approved: the version before it counts again', async () => {
    await report(db, { ...oral, value: '30', at: clock.now() });
    const versionId = await report(db, { ...oral, value: '20', at: clock.now() });
    clock.advance(2 * minute);
    await rateAfterChanges(deps);
    expect(await scoreOf('oral')).toBe(2000);
    await settle();
    await db.submissionVersion.update({
      where: { id: versionId },
      data: { state: 'returned', verifiedAt: clock.now(), verifyReason: 'дереккөзі ескі' },
    });
    clock.advance(minute);
    expect(await rateAfterChanges(deps)).toEqual(oblast);
    expect(await scoreOf('oral')).toBe(1500);
    await settle();
  });

  it('joins what ticks have missed', async () => {
    for (const value of ['50', '40', '30']) {
      const at = clock.now();
      await report(db, { ...oral, value, at });
      clock.advance(5 * minute);
    }
    clock.advance(60 * minute);
    expect(await rateAfterChanges(deps)).toEqual(oblast);
    // (60 − 30) / 40 of one sphere in five
    expect(await scoreOf('oral')).toBe(1500);
    await settle();
  });

  it('misses nothing that was stamped before a computation and committed after it', async () => {
    const stamped = clock.now();
    clock.advance(20_000);
    await computeRating(deps, { category: 'oblast', quarter: '2026-Q3' });
    await report(db, { ...oral, value: '20', at: stamped });
    clock.advance(minute);
    expect(await rateAfterChanges(deps)).toEqual(oblast);
    expect(await scoreOf('oral')).toBe(2000);
    await settle();
  });

  it('sees a deadline pass', async () => {
    clock.moveTo('2026-10-07T17:55+05:00');
    expect(await rateAfterChanges(deps)).toEqual([]);
    clock.moveTo('2026-10-07T18:01+05:00');
    expect(await rateAfterChanges(deps)).toEqual(all);
    await settle();
  });

  it('sees a group join', async () => {
    await createPerson(db, {
      roles: [{ role: 'coordinator', workingGroupId: 'wg_zhambyl' }],
      since: clock.now(),
    });
    clock.advance(minute);
    expect(await rateAfterChanges(deps)).toEqual(all);
    expect(await scoreOf('taraz')).toBe(0);
    await settle();
  });

  it('rates the country once a night, whatever changed, and writes nothing twice', async () => {
    clock.moveTo('2026-10-09T01:59+05:00');
    expect((await runDueJobs(deps, nightly)).ran).toEqual(['rating.nightly']);
    expect((await runDueJobs(deps, nightly)).ran).toEqual([]);
    const runs = await db.ratingRun.findMany({ orderBy: { id: 'asc' } });
    expect(runs.map(({ category }) => category).sort()).toEqual(['oblast', 'raion', 'republican']);
    clock.moveTo('2026-10-09T02:00+05:00');
    expect(await runDueJobs(deps, nightly)).toMatchObject({ ran: ['rating.nightly'], failures: [] });
    expect((await runDueJobs(deps, nightly)).ran).toEqual([]);
    expect(await runNightlyRating(deps)).toEqual({
      kind: 'rated',
      quarter: '2026-Q3',
      outcomes: { republican: 'unchanged', oblast: 'unchanged', raion: 'unchanged' },
    });
    const after = await db.ratingRun.findMany({ orderBy: { id: 'asc' } });
    expect(after.map(({ id, checksum }) => [id, checksum])).toEqual(
      runs.map(({ id, checksum }) => [id, checksum]),
    );
  });

  it('computes two at once one after the other, and keeps one run', async () => {
    await report(db, { ...oral, value: '25', at: clock.now() });
    const twice = [1, 2].map(() => computeRating(deps, { category: 'oblast', quarter: '2026-Q3' }));
    const outcomes = (await Promise.all(twice)).map(({ kind }) => kind).sort();
    expect(outcomes).toEqual(['computed', 'unchanged']);
    expect(await db.ratingRun.count({ where: { category: 'oblast' } })).toBe(1);
  });

  it('keeps a quarter up to date after the next one has begun, until it is published', async () => {
    await createPeriods(db, { from: '2026-09-30', to: '2026-12-31' });
    clock.moveTo('2027-01-05T10:00+05:00');
    const computed = await rateAfterChanges(deps);
    expect(computed).toEqual(expect.arrayContaining([{ quarter: '2026-Q4', category: 'oblast' }]));
    await settle();
    await report(db, { ...oral, value: '20', at: clock.now() });
    clock.advance(minute);
    expect(await rateAfterChanges(deps)).toEqual([
      { quarter: '2026-Q3', category: 'oblast' },
      { quarter: '2026-Q4', category: 'oblast' },
    ]);
    await settle();
    await db.ratingRun.updateMany({
      where: { quarter: '2026-Q3', category: 'oblast' },
      data: { status: 'published' },
    });
    await report(db, { ...oral, value: '30', at: clock.now() });
    clock.advance(minute);
    expect(await rateAfterChanges(deps)).toEqual([{ quarter: '2026-Q4', category: 'oblast' }]);
  });
});
