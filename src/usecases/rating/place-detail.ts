import type { CityPlace } from '../../domain/rating/rate-category.ts';
import type { Coverage, KpiResult } from '../../domain/rating/score-city.ts';
import type { CountedKpi } from '../../domain/rating/what-counts.ts';
import type { Prisma } from '../../storage/generated/client.ts';

/** What became of a KPI, and of which periods. */
export type KpiDetail = KpiResult & {
  /** Periods that were due and did not come. */
  readonly missing: readonly string[];
  /** The latest earlier period whose value stands in; null where none does. */
  readonly carriedFrom: string | null;
};

/** What is kept of a city's place besides place and score: enough to explain both. */
export interface PlaceDetail {
  readonly standing: CityPlace['standing'];
  readonly spheres: readonly { readonly sphereId: string; readonly score: number | null }[];
  readonly kpis: readonly KpiDetail[];
  readonly coverage: Coverage;
}

/** The detail of a computed place, as it is stored. `counted` is what counted of the city. */
export function describePlace(
  place: CityPlace,
  counted: ReadonlyMap<string, CountedKpi> | undefined,
): PlaceDetail {
  const { standing, spheres, coverage } = place;
  const kpis = place.kpis.map((kpi): KpiDetail => {
    const of = counted?.get(kpi.code);
    const parts = of === undefined || of.kind === 'leftOut' ? [] : of.parts;
    const origins = parts.flatMap((part) => (part.kind === 'value' ? (part.carriedFrom ?? []) : []));
    return {
      ...kpi,
      missing: parts.flatMap((part) => (part.kind === 'missing' ? part.period : [])),
      carriedFrom: origins.sort().at(-1) ?? null,
    };
  });
  return { standing, spheres, kpis, coverage };
}

/** Reads back what `describePlace` made. */
export function readPlaceDetail(detail: Prisma.JsonValue): PlaceDetail {
  return detail as unknown as PlaceDetail;
}
