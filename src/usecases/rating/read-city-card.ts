import { monthsOfQuarter } from '../../domain/kpi/period.ts';
import type { Tx } from '../../storage/database.ts';
import type { CityCategory, RatingStatus } from '../../storage/generated/enums.ts';
import type { RatingRunModel } from '../../storage/generated/models/RatingRun.ts';
import type { Deps } from '../deps.ts';
import { type KpiDetail, type PlaceDetail, readPlaceDetail } from './place-detail.ts';
import { movementOf, readRunBefore, readShownRun } from './shown-run.ts';

interface Name {
  kk: string;
  ru: string;
}

/** A rated city of the same oblast, offered where this one is not rated. */
export interface NearbyCity {
  id: string;
  name: Name;
}

/** Why a KPI keeps the score down: nothing came, an earlier value stands in, or the target is not reached. */
export type LossReason = 'missing' | 'carried' | 'belowTarget';

export interface CityCard {
  city: { id: string; name: Name };
  category: CityCategory;
  quarter: string;
  status: RatingStatus;
  place: number;
  /** How many cities of the category have a place. */
  ranked: number;
  /** Hundredths of a point. */
  score: number;
  /** Share of the KPIs that are due and have a value, whole percent. */
  coverage: number;
  /** Places gained since the quarter before; negative: lost; null: nothing to compare with. */
  movement: number | null;
  /** The place above and what is missing to it, in hundredths of a point; null at the first place. */
  next: { place: number; distance: number } | null;
  /** Spheres with a score, the strongest first; scores in millionths of a point. */
  spheres: { id: string; name: Name; score: number }[];
  /** KPIs that lose points, the most first; in millionths of a point. */
  losses: { code: string; name: Name; pointsLost: number; reason: LossReason }[];
  /** KPIs of which something was due and did not come. */
  missingKpis: number;
  /** Values of the quarter and its months that first came after their deadline. */
  lateValues: number;
}

export type CardOutcome =
  | { kind: 'card'; card: CityCard }
  /** It is not rated at all; the rated ones of its oblast, the centre first. */
  | {
      kind: 'notRated';
      city: { id: string; name: Name };
      because: 'village' | 'leased' | 'other';
      nearby: NearbyCity[];
    }
  /** It is rated, but has no place in this quarter. */
  | {
      kind: 'noPlace';
      city: { id: string; name: Name };
      category: CityCategory;
      quarter: string;
      status: RatingStatus;
      because: 'notConnected' | 'nothingCounts';
    }
  /** No rating of its category was computed yet. */
  | { kind: 'notComputed'; city: { id: string; name: Name }; category: CityCategory }
  | { kind: 'unknownCity' };

/** What the rating says about a city, or why it has no place. Open to all. */
export async function readCityCard(deps: Pick<Deps, 'db'>, input: { cityId: string }): Promise<CardOutcome> {
  const { db } = deps;
  const row = await db.city.findUnique({ where: { id: input.cityId } });
  if (row === null) return { kind: 'unknownCity' };
  const city = { id: row.id, name: { kk: row.shortKk, ru: row.shortRu } };
  if (!row.isRated) {
    const { notRatedBecause: because } = row;
    return {
      kind: 'notRated',
      city,
      because: because === 'village' || because === 'leased' ? because : 'other',
      nearby: await readNearby(db, row),
    };
  }
  const { category } = row;
  const run = await readShownRun(db, category);
  const own =
    run === null
      ? null
      : await db.ratingPlace.findUnique({ where: { runId_cityId: { runId: run.id, cityId: city.id } } });
  if (run === null || own === null) return { kind: 'notComputed', city, category };
  const { quarter, status } = run;
  const detail = readPlaceDetail(own.detail);
  const { place, score } = own;
  if (place === null || score === null) {
    const because = detail.standing === 'notConnected' ? 'notConnected' : 'nothingCounts';
    return { kind: 'noPlace', city, category, quarter, status, because };
  }
  const before = await readRunBefore(db, run);
  const earlier =
    before === null
      ? null
      : await db.ratingPlace.findUnique({ where: { runId_cityId: { runId: before.id, cityId: city.id } } });
  return {
    kind: 'card',
    card: {
      city,
      category,
      quarter,
      status,
      place,
      ranked: await db.ratingPlace.count({ where: { runId: run.id, place: { not: null } } }),
      score,
      coverage: own.coverage,
      movement: movementOf(earlier?.place, place),
      next: await readNext(db, run, place, score),
      spheres: await nameSpheres(db, detail),
      losses: await nameLosses(db, run, detail),
      missingKpis: detail.kpis.filter(({ missing }) => missing.length > 0).length,
      lateValues: await countLate(db, city.id, quarter),
    },
  };
}

async function readNearby(tx: Tx, city: { id: string; regionId: string | null }): Promise<NearbyCity[]> {
  if (city.regionId === null) return [];
  const rows = await tx.city.findMany({
    where: { regionId: city.regionId, isRated: true, id: { not: city.id } },
    select: { id: true, shortKk: true, shortRu: true },
    orderBy: [
      { isOblastCentre: 'desc' },
      { category: 'asc' },
      { population: { sort: 'desc', nulls: 'last' } },
      { id: 'asc' },
    ],
  });
  return rows.map(({ id, shortKk, shortRu }) => ({ id, name: { kk: shortKk, ru: shortRu } }));
}

async function readNext(
  tx: Tx,
  run: RatingRunModel,
  place: number,
  score: number,
): Promise<CityCard['next']> {
  const above = await tx.ratingPlace.findFirst({
    where: { runId: run.id, place: { lt: place } },
    orderBy: { place: 'desc' },
  });
  if (above?.place == null || above.score === null) return null;
  return { place: above.place, distance: above.score - score };
}

async function nameSpheres(tx: Tx, detail: PlaceDetail): Promise<CityCard['spheres']> {
  const names = await tx.sphere.findMany({ select: { id: true, nameKk: true, nameRu: true } });
  const byId = new Map(names.map(({ id, nameKk, nameRu }) => [id, { kk: nameKk, ru: nameRu }]));
  return detail.spheres
    .flatMap(({ sphereId, score }) => {
      const name = byId.get(sphereId);
      return score === null || name === undefined ? [] : [{ id: sphereId, name, score }];
    })
    .sort((a, b) => b.score - a.score);
}

async function nameLosses(tx: Tx, run: RatingRunModel, detail: PlaceDetail): Promise<CityCard['losses']> {
  const lost = detail.kpis.filter((kpi) => (kpi.pointsLost ?? 0) > 0);
  const names = await tx.kpiDefinition.findMany({
    where: { versionId: run.versionId, kpiCode: { in: lost.map(({ code }) => code) } },
    select: { kpiCode: true, shortKk: true, shortRu: true },
  });
  const byCode = new Map(
    names.map(({ kpiCode, shortKk, shortRu }) => [kpiCode, { kk: shortKk, ru: shortRu }]),
  );
  return lost
    .map((kpi) => ({
      code: kpi.code,
      name: byCode.get(kpi.code) ?? { kk: kpi.code, ru: kpi.code },
      pointsLost: kpi.pointsLost ?? 0,
      reason: reasonOf(kpi),
    }))
    .sort((a, b) => b.pointsLost - a.pointsLost || (a.code < b.code ? -1 : 1));
}

function reasonOf(kpi: KpiDetail): LossReason {
  if (kpi.missing.length > 0) return 'missing';
  return kpi.carried ? 'carried' : 'belowTarget';
}

async function countLate(tx: Tx, cityId: string, quarter: string): Promise<number> {
  return tx.submissionVersion.count({
    where: {
      number: 1,
      isOnTime: false,
      submission: { cityId, period: { key: { in: [quarter, ...monthsOfQuarter(quarter)] } } },
    },
  });
}
