import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deps } from '../../../src/usecases/deps.ts';
import { computeRating } from '../../../src/usecases/rating/compute-rating.ts';
import { listRatedRegions } from '../../../src/usecases/rating/list-rated-regions.ts';
import { readCityCard } from '../../../src/usecases/rating/read-city-card.ts';
import { type RatingTable, readRatingTable } from '../../../src/usecases/rating/read-rating-table.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';
import { report } from './report.ts';
import { reportWorkedQuarter } from './worked-quarter.ts';

describe('the rating as it is read', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  afterAll(() => database.close());
  const clock = movableClock('2026-10-10T09:00+05:00');
  const deps: Deps = { db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
  const question = { category: 'oblast', page: 0, ownCityId: null } as const;

  async function tableOf(input: Partial<Parameters<typeof readRatingTable>[1]> = {}): Promise<RatingTable> {
    const outcome = await readRatingTable(deps, { ...question, ...input });
    if (outcome.kind === 'none') throw new Error('nothing was computed');
    return outcome.table;
  }

  async function cardOf(cityId: string) {
    const outcome = await readCityCard(deps, { cityId });
    if (outcome.kind !== 'card') throw new Error(outcome.kind);
    return outcome.card;
  }

  beforeAll(() => reportWorkedQuarter(db));

  describe('before anything was computed', () => {
    it('has no table and no card', async () => {
      expect(await readRatingTable(deps, question)).toEqual({ kind: 'none' });
      expect(await readCityCard(deps, { cityId: 'oral' })).toEqual({
        kind: 'notComputed',
        city: { id: 'oral', name: { kk: 'Орал', ru: 'Уральск' } },
        category: 'oblast',
      });
    });
  });

  describe('the table', () => {
    beforeAll(async () => {
      await computeRating(deps, { category: 'oblast', quarter: '2026-Q3' });
    });

    it('goes by place; equal places by name; then cities without a place, by name', async () => {
      const table = await tableOf();
      expect(table).toMatchObject({
        quarter: '2026-Q3',
        status: 'preliminary',
        page: 0,
        pages: 5,
        ranked: 4,
      });
      expect(table.rows.map(({ cityId, place, score }) => [cityId, place, score])).toEqual([
        ['semey', 1, 7030],
        ['taraz', 1, 7030],
        ['oral', 3, 7029],
        ['kurchatov', 4, 0],
        ...table.rows.slice(4).map(({ cityId }) => [cityId, null, null]),
      ]);
      expect(new Set(table.rows.slice(4).map(({ standing }) => standing))).toEqual(new Set(['notConnected']));
      const unplaced = [];
      for (let page = 0; page < table.pages; page += 1) {
        const { rows } = await tableOf({ page });
        unplaced.push(...rows.filter(({ place }) => place === null).map(({ name }) => name.kk));
      }
      expect(unplaced).toEqual(unplaced.toSorted(new Intl.Collator('kk').compare));
      expect(new Set(unplaced).size).toBe(38 - 4);
    });

    it('brings a page that does not exist into range, and finds the page of a city', async () => {
      const last = await tableOf({ page: 99 });
      expect(last.page).toBe(4);
      expect(last.rows).toHaveLength(38 - 4 * 8);
      expect((await tableOf({ page: -3 })).page).toBe(0);
      const city = last.rows[0]?.cityId;
      expect((await tableOf({ around: city })).page).toBe(4);
      expect((await tableOf({ around: 'almaty_city' })).page).toBe(0);
    });

    it('marks the own city, also from another page', async () => {
      const table = await tableOf({ ownCityId: 'oral', page: 2 });
      expect(table.rows.some(({ isOwn }) => isOwn)).toBe(false);
      expect(table.own).toMatchObject({ cityId: 'oral', place: 3, isOwn: true });
      expect((await tableOf({ ownCityId: 'oral' })).rows.map(({ isOwn }) => isOwn)).toEqual([
        false,
        false,
        true,
        ...Array.from({ length: 5 }, () => false),
      ]);
    });

    it('shows one oblast with the places of the country', async () => {
      const table = await tableOf({ regionId: 'abai' });
      expect(table.rows.map(({ cityId, place }) => [cityId, place])).toEqual([
        ['semey', 1],
        ['kurchatov', 4],
      ]);
      expect(table).toMatchObject({ pages: 1, ranked: 4, region: { id: 'abai' } });
      expect((await tableOf({ regionId: 'nowhere' })).rows).toHaveLength(8);
      const regions = await listRatedRegions(deps, 'oblast');
      expect(regions.find(({ id }) => id === 'abai')).toEqual({
        id: 'abai',
        name: { kk: 'Абай облысы', ru: 'область Абай' },
        cities: 2,
      });
      expect(regions.reduce((sum, { cities }) => sum + cities, 0)).toBe(38);
      expect(await listRatedRegions(deps, 'republican')).toEqual([]);
    });
  });

  describe('the card', () => {
    it('tells place, score, the way to the next place, spheres, losses and reports', async () => {
      await report(db, {
        cityId: 'oral',
        kpiCode: 'ECO-03',
        periodKey: '2026-Q2',
        value: '1',
        isOnTime: false,
      });
      await computeRating(deps, { category: 'oblast', quarter: '2026-Q3' });
      const card = await cardOf('oral');
      expect(card).toMatchObject({
        place: 3,
        ranked: 4,
        score: 7029,
        coverage: 100,
        movement: null,
        next: { place: 1, distance: 1 },
        missingKpis: 0,
        // The late value is of an earlier quarter.
        lateValues: 0,
      });
      expect(card.spheres.map(({ id, score }) => [id, score])).toEqual([
        ['city_management', 85_714_286],
        ['safety', 81_363_636],
        ['utilities', 74_375_000],
        ['transport', 70_000_000],
        ['ecology', 40_000_000],
      ]);
      expect(card.losses.map(({ code, pointsLost, reason }) => [code, pointsLost, reason])).toEqual([
        ['ECO-03', 12_000_000, 'belowTarget'],
        ['TRN-01', 6_000_000, 'belowTarget'],
        ['UTL-01', 4_500_000, 'belowTarget'],
        ['SAF-05', 3_727_273, 'belowTarget'],
        ['GOV-03', 2_857_143, 'belowTarget'],
        ['UTL-04', 625_000, 'belowTarget'],
      ]);
      expect(card.losses[0]?.name).toEqual({ kk: 'Қалдықтарды қайта өңдеу', ru: 'Переработка отходов' });
    });

    it('tells missing from carried, and has no way up from the first place', async () => {
      const card = await cardOf('taraz');
      expect(card.next).toBeNull();
      expect(card.missingKpis).toBe(1);
      expect(card.losses.map(({ code, reason }) => [code, reason])).toEqual([
        ['GOV-03', 'missing'],
        ['SAF-05', 'belowTarget'],
        ['UTL-04', 'carried'],
        ['TRN-01', 'belowTarget'],
      ]);
    });

    it('counts values of the quarter and its months that came late', async () => {
      await report(db, {
        cityId: 'taraz',
        kpiCode: 'GOV-03',
        periodKey: '2026-08',
        value: '240',
        isOnTime: false,
      });
      expect((await cardOf('taraz')).lateValues).toBe(1);
    });

    it('compares with the quarter before, city by city', async () => {
      const { versionId } = await db.ratingRun.findFirstOrThrow();
      const placed = (cityId: string, place: number | null) => ({
        cityId,
        place,
        score: place === null ? null : 5000,
        coverage: 100,
        detail: { standing: place === null ? 'notConnected' : 'ranked', spheres: [], kpis: [] },
      });
      await db.ratingRun.create({
        data: {
          quarter: '2026-Q2',
          category: 'oblast',
          status: 'published',
          versionId,
          methodKey: 'starter',
          computedAt: new Date('2026-07-20T09:00+05:00'),
          checksum: 'of-an-earlier-quarter',
          places: { create: [placed('oral', 5), placed('semey', 1), placed('taraz', null)] },
        },
      });
      expect((await cardOf('oral')).movement).toBe(2);
      expect((await cardOf('semey')).movement).toBe(0);
      expect((await cardOf('taraz')).movement).toBeNull();
      const { rows } = await tableOf();
      expect(rows.slice(0, 4).map(({ cityId, movement }) => [cityId, movement])).toEqual([
        ['semey', 0],
        ['taraz', null],
        ['oral', 2],
        ['kurchatov', null],
      ]);
    });

    it('says why a city has no place; where it is not rated, names the rated ones of its oblast', async () => {
      expect(await readCityCard(deps, { cityId: 'aktau' })).toMatchObject({
        kind: 'noPlace',
        because: 'notConnected',
      });
      const leased = await readCityCard(deps, { cityId: 'baikonyr' });
      expect(leased).toMatchObject({ kind: 'notRated', because: 'leased' });
      if (leased.kind !== 'notRated') throw new Error(leased.kind);
      expect(leased.nearby[0]).toEqual({ id: 'kyzylorda_city', name: { kk: 'Қызылорда', ru: 'Кызылорда' } });
      const village = await db.city.findFirstOrThrow({ where: { notRatedBecause: 'village' } });
      expect(await readCityCard(deps, { cityId: village.id })).toMatchObject({
        kind: 'notRated',
        because: 'village',
      });
      expect(await readCityCard(deps, { cityId: 'nowhere' })).toEqual({ kind: 'unknownCity' });
    });

    it('says so where nothing of a connected city counts yet', async () => {
      expect((await readCityCard(deps, { cityId: 'ayagoz' })).kind).toBe('notComputed');
      // Nothing is due yet, and nothing earlier could be carried.
      await db.period.updateMany({ data: { dueAt: new Date('2026-12-01T18:00+05:00') } });
      await computeRating(deps, { category: 'raion', quarter: '2026-Q3' });
      expect(await readCityCard(deps, { cityId: 'ayagoz' })).toMatchObject({
        kind: 'noPlace',
        because: 'nothingCounts',
      });
    });
  });
});
