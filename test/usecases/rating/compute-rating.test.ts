import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deps } from '../../../src/usecases/deps.ts';
import { computeRating } from '../../../src/usecases/rating/compute-rating.ts';
import { readPlaceDetail } from '../../../src/usecases/rating/place-detail.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';
import { report } from './report.ts';
import { reportWorkedQuarter } from './worked-quarter.ts';

describe('the rating of a category, through the database', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  afterAll(() => database.close());
  const clock = movableClock('2026-10-10T09:00+05:00');
  const deps: Deps = { db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
  const question = { category: 'oblast', quarter: '2026-Q3' } as const;

  /** Cities that are connected: place and score, by place. */
  async function table(): Promise<[city: string, place: number | null, score: number | null][]> {
    const rows = await db.ratingPlace.findMany({
      where: { run: { ...question, status: 'preliminary' }, place: { not: null } },
      orderBy: [{ place: 'asc' }, { cityId: 'asc' }],
    });
    return rows.map(({ cityId, place, score }) => [cityId, place, score]);
  }

  async function detailOf(cityId: string) {
    const row = await db.ratingPlace.findFirstOrThrow({ where: { cityId, run: question } });
    return readPlaceDetail(row.detail);
  }

  beforeAll(() => reportWorkedQuarter(db));

  it('gives the scores and places of the worked example, written out in docs/rating.md', async () => {
    expect((await computeRating(deps, question)).kind).toBe('computed');
    expect(await table()).toEqual([
      // (50 + 75 + 50 + 100 + 76.5) / 5, both
      ['semey', 1, 7030],
      ['taraz', 1, 7030],
      // (85.714286 + 74.375 + 81.363636 + 40 + 70) / 5; two share the first place, so this is the third
      ['oral', 3, 7029],
      // The months and the year were due and are missing: (0 + 0) / 2; the quarter's KPIs are not due yet.
      ['kurchatov', 4, 0],
    ]);
    const run = await db.ratingRun.findFirstOrThrow({ where: question });
    expect(run).toMatchObject({ status: 'preliminary', methodKey: 'starter', computedAt: clock.now() });
  });

  it('lists every other city without place and score', async () => {
    const rows = await db.ratingPlace.findMany({ where: { run: question, place: null } });
    const cities = await db.city.count({ where: { category: 'oblast', isRated: true } });
    expect(rows).toHaveLength(cities - 4);
    expect(new Set(rows.map(({ score }) => score))).toEqual(new Set([null]));
    const standings = rows.map(({ detail }) => readPlaceDetail(detail).standing);
    expect(new Set(standings)).toEqual(new Set(['notConnected']));
  });

  it('keeps why: what is carried and from when, what is missing, what is left out', async () => {
    const taraz = await detailOf('taraz');
    expect(
      taraz.kpis.map(({ code, kind, carriedFrom, missing, score }) => [
        code,
        kind,
        carriedFrom,
        missing,
        score,
      ]),
    ).toEqual([
      ['ECO-03', 'value', null, [], 100_000_000],
      ['GOV-03', 'value', null, ['2026-08'], 50_000_000],
      ['SAF-05', 'value', null, [], 50_000_000],
      ['TRN-01', 'value', null, [], 76_500_000],
      ['UTL-01', 'leftOut', null, [], null],
      ['UTL-04', 'value', '2026-Q2', [], 75_000_000],
    ]);
    expect(taraz.standing).toBe('ranked');
  });

  it('writes no new rows while nothing changed, and says until when it is up to date', async () => {
    const before = await db.ratingRun.findFirstOrThrow({ where: question });
    const rows = await db.ratingPlace.findMany({ where: { runId: before.id }, orderBy: { id: 'asc' } });
    clock.moveTo('2026-10-10T12:00+05:00');
    const outcome = await computeRating(deps, question);
    expect(outcome).toEqual({ kind: 'unchanged', runId: before.id, checksum: before.checksum });
    expect(await db.ratingRun.findMany({ where: question })).toEqual([
      { ...before, computedAt: clock.now() },
    ]);
    expect(await db.ratingPlace.findMany({ where: { runId: before.id }, orderBy: { id: 'asc' } })).toEqual(
      rows,
    );
  });

  it('lets a pending or returned correction displace nothing, and a newer approved one do so', async () => {
    const correction = { cityId: 'oral', kpiCode: 'UTL-04', periodKey: '2026-Q3', value: '20' };
    await report(db, { ...correction, state: 'submitted' });
    await report(db, { ...correction, state: 'returned' });
    expect((await computeRating(deps, question)).kind).toBe('unchanged');
    await report(db, { ...correction, state: 'approved' });
    expect((await computeRating(deps, question)).kind).toBe('computed');
    // Utilities (55 + 100) / 2 = 77.5: 354.577922 / 5 → 70.92
    expect((await table())[0]).toEqual(['oral', 1, 7092]);
    expect(await db.ratingRun.count({ where: question })).toBe(1);
  });

  it('leaves a KPI out only once the authority verified that it is not applicable', async () => {
    const what = { cityId: 'semey', kpiCode: 'UTL-01', periodKey: '2026-Q3', value: null } as const;
    await report(db, { ...what, kind: 'not_applicable', state: 'approved' });
    expect((await computeRating(deps, question)).kind).toBe('unchanged');
    const id = await report(db, { ...what, kind: 'not_applicable', state: 'verified' });
    await computeRating(deps, question);
    // Utilities 100 instead of (50 + 100) / 2: (50 + 100 + 50 + 100 + 76.5) / 5
    expect(await table()).toContainEqual(['semey', 1, 7530]);
    await db.submissionVersion.update({ where: { id }, data: { state: 'returned' } });
    await computeRating(deps, question);
    expect(await table()).toContainEqual(['semey', 2, 7030]);
  });

  it('counts what is not in as 0 once its deadline has passed', async () => {
    clock.moveTo('2026-10-14T18:00:00+05:00');
    expect((await computeRating(deps, question)).kind).toBe('unchanged');
    clock.moveTo('2026-10-14T18:00:01+05:00');
    await computeRating(deps, question);
    // taraz: UTL-01 not applicable, UTL-04 missing: utilities 0: (50 + 0 + 50 + 100 + 76.5) / 5
    expect(await table()).toContainEqual(['taraz', 3, 5530]);
    expect((await detailOf('taraz')).kpis.find(({ code }) => code === 'UTL-04')).toMatchObject({
      kind: 'missing',
      missing: ['2026-Q3'],
      carriedFrom: null,
    });
  });

  it('ranks a city whose group got a coordinator by the deadline, not one that came later', async () => {
    const connected = async () => (await table()).map(([city]) => city);
    await createPerson(db, {
      roles: [{ role: 'coordinator', workingGroupId: 'wg_pavlodar' }],
      since: new Date('2026-10-14T18:00:01+05:00'),
    });
    clock.moveTo('2026-10-20T09:00+05:00');
    await computeRating(deps, question);
    expect(await connected()).not.toContain('ekibastuz');
    await createPerson(db, {
      roles: [
        {
          role: 'coordinator',
          workingGroupId: 'wg_pavlodar',
          startsAt: new Date('2026-10-14T18:00:00+05:00'),
          endsAt: new Date('2026-10-15T09:00:00+05:00'),
        },
      ],
    });
    await computeRating(deps, question);
    expect(await connected()).toContain('ekibastuz');
  });

  it('carries across quarters the last value, passing over «no data», and «not applicable» as left out', async () => {
    // The fourth quarter has only begun to be reported: everything in it is carried.
    await report(db, {
      cityId: 'oral',
      kpiCode: 'ECO-03',
      periodKey: '2026-Q3',
      value: null,
      kind: 'no_data',
    });
    await createPeriods(db, { from: '2026-09-30', to: '2026-12-31' });
    await report(db, { cityId: 'oral', kpiCode: 'ECO-03', periodKey: '2026-Q2', value: '15' });
    clock.moveTo('2027-01-01T00:00+05:00');
    const next = { category: 'oblast', quarter: '2026-Q4' } as const;
    expect((await computeRating(deps, next)).kind).toBe('computed');
    const detail = async (cityId: string) => {
      const row = await db.ratingPlace.findFirstOrThrow({ where: { cityId, run: next } });
      return readPlaceDetail(row.detail).kpis;
    };
    const oral = await detail('oral');
    // October and November were due and are missing; December is carried from September: 71.428571 / 3.
    expect(oral.find(({ code }) => code === 'GOV-03')).toMatchObject({
      missing: ['2026-10', '2026-11'],
      carriedFrom: '2026-09',
      score: 23_809_524,
    });
    expect(oral.find(({ code }) => code === 'ECO-03')).toMatchObject({
      carriedFrom: '2026-Q2',
      score: 50_000_000,
    });
    expect((await detail('taraz')).find(({ code }) => code === 'UTL-01')).toMatchObject({
      kind: 'leftOut',
      reason: 'notApplicable',
    });
  });

  it('leaves a published quarter as it is', async () => {
    const { versionId } = await db.ratingRun.findFirstOrThrow({ where: question });
    const published = await db.ratingRun.create({
      data: {
        ...question,
        status: 'published',
        versionId,
        methodKey: 'starter',
        computedAt: clock.now(),
        checksum: 'of-a-published-run',
      },
    });
    expect(await computeRating(deps, question)).toEqual({ kind: 'published', runId: published.id });
  });

  it('says so where no methodology rates the category', async () => {
    await db.methodologyVersion.updateMany({ data: { active: false } });
    expect(await computeRating(deps, { category: 'raion', quarter: '2026-Q3' })).toEqual({
      kind: 'noMethod',
    });
  });
});
