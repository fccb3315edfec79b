import { whereMay } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';
import { type PeriodValue, readPeriodValues } from './period-values.ts';
import { readNames } from './read-names.ts';
import { type Names, periodFields } from './value-slot.ts';

/** One expected value with all that is known of it. */
export interface ExportedValue extends PeriodValue {
  group: Names;
  city: Names;
  kato: string | null;
  sphere: Names;
  kpi: Names;
  unit: Names;
}

export type ExportOutcome =
  | { kind: 'values'; periodKey: string; values: readonly ExportedValue[] }
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/**
 * Every value expected for a period, with what came of it: for coordinators of their groups, for the authority of
 * the country. That somebody took the values out is an audit event.
 */
export async function exportValues(
  deps: Deps,
  input: { personId: number; periodId: number; format: 'xlsx' | 'csv' },
): Promise<ExportOutcome> {
  return transact(deps, async ({ tx, now, audit }): Promise<ExportOutcome> => {
    const actor = await loadActor(tx, input.personId, now);
    const where = whereMay('exportValues', actor, now);
    if (where.length === 0) return { kind: 'noRight' };
    const period = await tx.period.findUnique({ where: { id: input.periodId }, select: periodFields });
    if (period === null || period.opensAt > now) return { kind: 'notFound' };
    const values = await readPeriodValues(tx, period, where);
    const names = await readNames(tx, {
      cityIds: values.map(({ cityId }) => cityId),
      workingGroupIds: values.map(({ workingGroupId }) => workingGroupId),
    });
    const katos = await tx.city.findMany({
      where: { id: { in: [...new Set(values.map(({ cityId }) => cityId))] } },
      select: { id: true, kato: true },
    });
    const definitions = await tx.kpiDefinition.findMany({
      where: { version: { active: true } },
      select: { kpiCode: true, nameKk: true, nameRu: true, unit: { select: { kk: true, ru: true } } },
    });
    const katoOf = new Map(katos.map(({ id, kato }) => [id, kato]));
    const sphereOf = new Map(names.spheres.map(({ id, name }) => [id, name]));
    const kpiOf = new Map(definitions.map((definition) => [definition.kpiCode, definition]));
    audit({
      chain: where === 'country' ? 'country' : (where[0] ?? 'country'),
      kind: 'values.exported',
      actor: actor.ref,
      subject: `period:${period.key}`,
      payload: { period: period.key, rows: values.length, format: input.format },
    });
    return {
      kind: 'values',
      periodKey: period.key,
      values: values.map((value): ExportedValue => {
        const definition = kpiOf.get(value.kpiCode);
        const sphere = sphereOf.get(value.sphereId);
        if (definition === undefined || sphere === undefined) {
          throw new Error(`No definition of ${value.kpiCode} in the methodology in force`);
        }
        return {
          ...value,
          group: names.workingGroup(value.workingGroupId),
          city: names.city(value.cityId),
          kato: katoOf.get(value.cityId) ?? null,
          sphere,
          kpi: { kk: definition.nameKk, ru: definition.nameRu },
          unit: definition.unit,
        };
      }),
    };
  });
}
