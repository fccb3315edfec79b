import type { Relation } from '../../domain/kpi/check-value.ts';
import type { CrossRule } from '../../domain/methodology/methodology.ts';
import type { Tx } from '../../storage/database.ts';
import type { ValueSlot } from './value-slot.ts';

/** What the rules of the methodology in force tie a value to. */
export interface Relations {
  of(slot: ValueSlot): readonly Relation[];
}

/**
 * The values that rules between KPIs compare those of the slots with: of the same city and period, the newest
 * one that was not returned. What only wants a look is not waited for: without such a value there is no
 * relation. `given`: values that are about to be submitted together; they come before those that are there. Three
 * queries at most, whatever the number of slots.
 */
export async function readRelations(
  tx: Tx,
  slots: readonly ValueSlot[],
  given: readonly (ValueSlot & { value: string })[] = [],
): Promise<Relations> {
  const version = await tx.methodologyVersion.findFirst({
    where: { active: true },
    select: { crossRules: true },
  });
  const codes = new Set(slots.map(({ kpiCode }) => kpiCode));
  const rules = ((version?.crossRules ?? []) as unknown as CrossRule[]).filter(
    ({ part, whole }) => codes.has(part) || codes.has(whole),
  );
  if (rules.length === 0) return { of: () => [] };

  const tied = [...new Set(rules.flatMap(({ part, whole }) => [part, whole]))];
  const submissions = await tx.submission.findMany({
    where: {
      kpiCode: { in: tied },
      cityId: { in: [...new Set(slots.map(({ cityId }) => cityId))] },
      periodId: { in: [...new Set(slots.map(({ periodId }) => periodId))] },
    },
    select: {
      cityId: true,
      kpiCode: true,
      periodId: true,
      versions: {
        where: { state: { not: 'returned' } },
        select: { value: true },
        orderBy: { number: 'desc' },
        take: 1,
      },
    },
  });
  const names = await tx.kpiDefinition.findMany({
    where: { kpiCode: { in: tied }, version: { active: true } },
    select: { kpiCode: true, shortKk: true, shortRu: true },
  });
  const nameOf = new Map(
    names.map(({ kpiCode, shortKk, shortRu }) => [kpiCode, { kk: shortKk, ru: shortRu }]),
  );
  const values = new Map([
    ...submissions.map((row) => [keyOf(row), row.versions[0]?.value?.toFixed()] as const),
    ...given.map((one) => [keyOf(one), one.value] as const),
  ]);

  return {
    of: (slot) =>
      rules.flatMap(({ part, whole }): Relation[] => {
        if (slot.kpiCode !== part && slot.kpiCode !== whole) return [];
        const role = slot.kpiCode === part ? 'part' : 'whole';
        const kpiCode = role === 'part' ? whole : part;
        const value = values.get(keyOf({ ...slot, kpiCode }));
        const name = nameOf.get(kpiCode);
        return value === undefined || name === undefined ? [] : [{ role, other: { kpiCode, name, value } }];
      }),
  };
}

function keyOf({ cityId, kpiCode, periodId }: ValueSlot): string {
  return `${cityId}|${kpiCode}|${periodId}`;
}
