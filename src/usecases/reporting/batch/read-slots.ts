import { reopenedUntil } from '../../../domain/kpi/reopening.ts';
import type { Tx } from '../../../storage/database.ts';
import type { ValueKind, ValueState } from '../../../storage/generated/enums.ts';
import { type Responsibilities, readResponsibilities } from '../responsible-people.ts';
import { periodFields, type SlotFacts, toCityFacts, toKpiFacts } from '../value-slot.ts';
import { readPreviousOfMany } from './previous-of-many.ts';

/** A slot named by the key of its period. */
export interface NamedSlot {
  cityId: string;
  kpiCode: string;
  periodKey: string;
}

export interface NewestVersion {
  kind: ValueKind;
  value: string | null;
  explanation: string | null;
  reason: string | null;
  state: ValueState;
}

/** What is known of many slots. */
export interface SlotBook {
  /** Null where there is no such slot, as with `readSlot`. */
  facts(slot: NamedSlot): SlotFacts | null;
  /** Null where nothing was ever submitted. */
  newest(slot: NamedSlot): NewestVersion | null;
  /** Effective values of the periods before, newest first. */
  previous(facts: SlotFacts): readonly string[];
  responsibilities: Responsibilities;
}

/** Reads what `readSlot` and `readPreviousValues` read, for many slots in a fixed number of queries. */
export async function readSlots(tx: Tx, now: Date, slots: readonly NamedSlot[]): Promise<SlotBook> {
  const cityIds = [...new Set(slots.map(({ cityId }) => cityId))];
  const kpiCodes = [...new Set(slots.map(({ kpiCode }) => kpiCode))];
  const periodKeys = [...new Set(slots.map(({ periodKey }) => periodKey))];
  const cities = new Map(
    (await tx.city.findMany({ where: { id: { in: cityIds }, isRated: true } })).map((row) => [
      row.id,
      toCityFacts(row),
    ]),
  );
  const kpis = new Map(
    (
      await tx.kpiDefinition.findMany({
        where: { kpiCode: { in: kpiCodes }, version: { active: true } },
        include: { unit: true },
      })
    ).map((row) => [row.kpiCode, toKpiFacts(row)]),
  );
  const periods = new Map(
    (
      await tx.period.findMany({
        where: { key: { in: periodKeys } },
        select: {
          ...periodFields,
          reopenings: { select: { workingGroupId: true, until: true, endedAt: true } },
        },
      })
    ).map((row) => [row.key, row]),
  );
  const submissions = await tx.submission.findMany({
    where: {
      cityId: { in: [...cities.keys()] },
      kpiCode: { in: [...kpis.keys()] },
      periodId: { in: [...periods.values()].map(({ id }) => id) },
    },
    select: {
      cityId: true,
      kpiCode: true,
      newest: true,
      period: { select: { key: true } },
      versions: {
        select: { kind: true, value: true, explanation: true, reason: true, state: true },
        orderBy: { number: 'desc' },
        take: 1,
      },
    },
  });
  const submitted = new Map(
    submissions.map((row) => [keyOf({ ...row, periodKey: row.period.key }), row] as const),
  );
  const groups = [...new Set([...cities.values()].map(({ workingGroupId }) => workingGroupId))];
  const previous = await readPreviousOfMany(tx, {
    cityIds: [...cities.keys()],
    kpiCodes: [...kpis.keys()],
    before: [...new Set([...periods.values()].map(({ startsOn }) => startsOn))],
  });
  return {
    responsibilities: await readResponsibilities(tx, now, groups),
    facts(slot) {
      const city = cities.get(slot.cityId);
      const kpi = kpis.get(slot.kpiCode);
      const found = periods.get(slot.periodKey);
      if (city === undefined || kpi === undefined || found === undefined) return null;
      if (!kpi.categories.includes(city.category) || kpi.periodKind !== found.kind) return null;
      const { reopenings, ...period } = found;
      return {
        city,
        kpi,
        period: { ...period, reopenedUntil: reopenedUntil(reopenings, city.workingGroupId) },
        target: kpi.targets[city.category] ?? null,
        newest: submitted.get(keyOf(slot))?.newest ?? 0,
      };
    },
    newest(slot) {
      const version = submitted.get(keyOf(slot))?.versions[0];
      return version === undefined ? null : { ...version, value: version.value?.toFixed() ?? null };
    },
    previous,
  };
}

function keyOf({ cityId, kpiCode, periodKey }: NamedSlot): string {
  return `${cityId}|${kpiCode}|${periodKey}`;
}
