import type { Tx } from '../../storage/database.ts';
import type { City, KpiDefinition, Unit } from '../../storage/generated/client.ts';
import type { CityCategory, PeriodKind } from '../../storage/generated/enums.ts';
import { readReopenedUntil } from '../periods/read-reopenings.ts';

/** What one value is asked for: a KPI of a city in a period. */
export interface ValueSlot {
  cityId: string;
  kpiCode: string;
  periodId: number;
}

/** A name in both languages. */
export interface Names {
  kk: string;
  ru: string;
}

/** A KPI as the methodology defines it. Numbers are plain decimal text. */
export interface KpiFacts {
  code: string;
  sphereId: string;
  name: Names;
  shortName: Names;
  unit: { id: string; label: Names };
  decimals: number;
  direction: 'higher' | 'lower';
  min: string;
  max: string;
  /** Target per category of cities. */
  targets: Readonly<Record<string, string>>;
  periodKind: PeriodKind;
  categories: readonly CityCategory[];
}

export interface CityFacts {
  id: string;
  workingGroupId: string;
  category: CityCategory;
  name: Names;
  shortName: Names;
}

export interface PeriodFacts {
  id: number;
  kind: PeriodKind;
  key: string;
  startsOn: string;
  opensAt: Date;
  dueOn: string;
  dueAt: Date;
  locksAt: Date;
  /** Up to when the authority takes the group's values although the period locked; null without that. */
  reopenedUntil: Date | null;
}

export interface SlotFacts {
  city: CityFacts;
  kpi: KpiFacts;
  period: PeriodFacts;
  /** Target of the city's category; null where there is none. */
  target: string | null;
  /** Number of the newest version; 0 where nothing was ever submitted. */
  newest: number;
}

/**
 * What a slot is about, by the methodology in force. Null where it does not exist: an unknown id, a city that
 * is not rated, a KPI that does not apply to it or is not asked for in such periods.
 */
export async function readSlot(tx: Tx, slot: ValueSlot): Promise<SlotFacts | null> {
  const city = await readCity(tx, slot.cityId);
  const kpi = await readKpi(tx, slot.kpiCode, { inForce: true });
  const period = await tx.period.findUnique({ where: { id: slot.periodId }, select: periodFields });
  if (city === null || !city.isRated || kpi === null || period === null) return null;
  if (!kpi.categories.includes(city.category) || kpi.periodKind !== period.kind) return null;
  const submission = await tx.submission.findUnique({
    where: { cityId_kpiCode_periodId: slot },
    select: { newest: true },
  });
  const { workingGroupId, category } = city;
  const reopenedUntil = await readReopenedUntil(tx, { periodId: period.id, workingGroupId });
  return {
    city,
    kpi,
    period: { ...period, reopenedUntil },
    target: kpi.targets[category] ?? null,
    newest: submission?.newest ?? 0,
  };
}

export const periodFields = {
  id: true,
  kind: true,
  key: true,
  startsOn: true,
  opensAt: true,
  dueOn: true,
  dueAt: true,
  locksAt: true,
} as const;

async function readCity(tx: Tx, cityId: string): Promise<(CityFacts & { isRated: boolean }) | null> {
  const row = await tx.city.findUnique({ where: { id: cityId } });
  return row === null ? null : toCityFacts(row);
}

export function toCityFacts(row: City): CityFacts & { isRated: boolean } {
  const { id, workingGroupId, category, isRated } = row;
  return {
    id,
    workingGroupId,
    category,
    isRated,
    name: { kk: row.nameKk, ru: row.nameRu },
    shortName: { kk: row.shortKk, ru: row.shortRu },
  };
}

/** A KPI by the methodology in force, or else by the newest version that ever defined it. */
export async function readKpi(
  tx: Tx,
  kpiCode: string,
  options: { inForce: boolean },
): Promise<KpiFacts | null> {
  const row = await tx.kpiDefinition.findFirst({
    where: { kpiCode, ...(options.inForce ? { version: { active: true } } : {}) },
    include: { unit: true },
    orderBy: [{ version: { active: 'desc' } }, { versionId: 'desc' }],
  });
  return row === null ? null : toKpiFacts(row);
}

export function toKpiFacts(row: KpiDefinition & { unit: Unit }): KpiFacts {
  return {
    code: row.kpiCode,
    sphereId: row.sphereId,
    name: { kk: row.nameKk, ru: row.nameRu },
    shortName: { kk: row.shortKk, ru: row.shortRu },
    unit: { id: row.unitId, label: { kk: row.unit.kk, ru: row.unit.ru } },
    decimals: row.decimals,
    direction: row.direction === 'lower' ? 'lower' : 'higher',
    min: row.min.toFixed(),
    max: row.max.toFixed(),
    targets: row.targets as Record<string, string>,
    periodKind: row.period,
    categories: row.categories,
  };
}
