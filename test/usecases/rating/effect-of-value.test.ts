import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deps } from '../../../src/usecases/deps.ts';
import { effectOfValue } from '../../../src/usecases/rating/effect-of-value.ts';
import { priceOfDelay } from '../../../src/usecases/rating/price-of-delay.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';
import { report } from './report.ts';
import { reportWorkedQuarter } from './worked-quarter.ts';

describe('what a value would do, and what a delay costs', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  afterAll(() => database.close());
  const clock = movableClock('2026-10-10T09:00+05:00');
  const deps: Deps = { db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
  const water = { cityId: 'oral', kpiCode: 'UTL-04', periodKey: '2026-Q3' };

  beforeAll(() => reportWorkedQuarter(db));

  it('knows the effect without storing anything, and needs no computed run', async () => {
    // Utilities (55 + 100) / 2 = 77.5: 354.577922 / 5
    expect(await effectOfValue(deps, { ...water, value: '20' })).toEqual({
      placeBefore: 3,
      placeAfter: 1,
      scoreBefore: 7029,
      scoreAfter: 7092,
    });
    // 60 scores 0: utilities 27.5: 304.577922 / 5
    expect(await effectOfValue(deps, { ...water, value: '60' })).toMatchObject({
      placeAfter: 3,
      scoreAfter: 6092,
    });
    expect(await db.ratingRun.count()).toBe(0);
    expect(await db.submissionVersion.count({ where: { submission: { kpiCode: 'UTL-04' } } })).toBe(5);
  });

  it('replaces a carried value', async () => {
    // taraz carries 30; 20 gives utilities 100: (50 + 100 + 50 + 100 + 76.5) / 5
    expect(await effectOfValue(deps, { ...water, cityId: 'taraz', value: '20' })).toEqual({
      placeBefore: 1,
      placeAfter: 1,
      scoreBefore: 7030,
      scoreAfter: 7530,
    });
  });

  it.each([
    ['of a period that does not count', { ...water, periodKey: '2026-Q2' }],
    ['that changes nothing', { ...water, value: '22.5' }],
    ['of a city that is not connected', { ...water, cityId: 'aktau' }],
    ['of a city that is not rated', { ...water, cityId: 'baikonyr' }],
    ['of no city at all', { ...water, cityId: 'nowhere' }],
    ['of a KPI that the method does not rate', { ...water, kpiCode: 'ECN-03' }],
  ])('has nothing to say about a value %s', async (_, input) => {
    expect(await effectOfValue(deps, { value: '20', ...input })).toBeNull();
  });

  it('sets the last effective value against 0 while the deadline is ahead', async () => {
    const missing = [{ kpiCode: 'UTL-04', periodKey: '2026-Q3' }];
    // taraz carries 30, as it stands; without it utilities 0: 276.5 / 5
    expect(await priceOfDelay(deps, { cityId: 'taraz', missing })).toEqual({
      placeWith: 1,
      placeWithout: 3,
      scoreWith: 7030,
      scoreWithout: 5530,
    });
  });

  it('does the same once the deadline has passed, and takes several values together', async () => {
    // August: July's 60 would stand in, which is 100: (100 + 100 + 50) / 3 = 83.333333 instead of 50
    const missing = [
      { kpiCode: 'GOV-03', periodKey: '2026-08' },
      { kpiCode: 'UTL-04', periodKey: '2026-Q3' },
    ];
    // (83.333333 + 75 + 50 + 100 + 76.5) / 5 = 76.97; (50 + 0 + 50 + 100 + 76.5) / 5 = 55.30
    expect(await priceOfDelay(deps, { cityId: 'taraz', missing })).toEqual({
      placeWith: 1,
      placeWithout: 3,
      scoreWith: 7697,
      scoreWithout: 5530,
    });
  });

  it('leaves a KPI out that has no earlier value, and passes over what does not count', async () => {
    // kurchatov: nothing of the quarter yet, so water is left out; with 0 it is still 0 of everything.
    const water2 = { kpiCode: 'UTL-04', periodKey: '2026-Q3' };
    expect(await priceOfDelay(deps, { cityId: 'kurchatov', missing: [water2] })).toBeNull();
    await report(db, { cityId: 'kurchatov', kpiCode: 'TRN-01', periodKey: '2026-Q3', value: '90' });
    // (0 + 0 + 90) / 3 = 30 against (0 + 0 + 0 + 90) / 4 = 22.5
    expect(await priceOfDelay(deps, { cityId: 'kurchatov', missing: [water2] })).toEqual({
      placeWith: 4,
      placeWithout: 4,
      scoreWith: 3000,
      scoreWithout: 2250,
    });
    const other = { kpiCode: 'UTL-04', periodKey: '2026-Q2' };
    const unrated = { kpiCode: 'ECN-03', periodKey: '2026-Q3' };
    expect(await priceOfDelay(deps, { cityId: 'taraz', missing: [other, unrated] })).toBeNull();
    expect(await priceOfDelay(deps, { cityId: 'aktau', missing: [water2] })).toBeNull();
    expect(await priceOfDelay(deps, { cityId: 'taraz', missing: [] })).toBeNull();
  });

  it('takes the running quarter where none has ended yet', async () => {
    await db.submissionVersion.deleteMany();
    await db.submission.deleteMany();
    await db.period.deleteMany();
    expect(await effectOfValue(deps, { ...water, value: '20' })).toBeNull();
    await createPeriods(db, { from: '2026-08-31', to: '2026-09-29', kinds: ['month'] });
    await createPeriods(db, { from: '2026-07-30', to: '2026-08-31', kinds: ['month'] });
    expect(
      await effectOfValue(deps, {
        cityId: 'oral',
        kpiCode: 'GOV-03',
        periodKey: '2026-08',
        value: '156',
      }),
    ).toMatchObject({ scoreBefore: 0 });
  });

  it('moves nothing any more once the quarter is published', async () => {
    const version = await db.methodologyVersion.findFirstOrThrow();
    await db.ratingRun.create({
      data: {
        quarter: '2026-Q3',
        category: 'oblast',
        status: 'published',
        versionId: version.id,
        methodKey: 'starter',
        computedAt: clock.now(),
        checksum: 'of-a-published-run',
      },
    });
    const value = { cityId: 'oral', kpiCode: 'GOV-03', periodKey: '2026-08', value: '156' };
    expect(await effectOfValue(deps, value)).toBeNull();
  });
});
