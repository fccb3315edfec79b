import { whereMay } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
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
 * Every value expected for a period, with what came of it: for coordinators of their groups, for the authority and
 * the operator of the country or of one group. That somebody took the values out, and how many, is an audit event of
 * each group whose they are, of the country where they are all.
 */
export async function exportValues(
  deps: Deps,
  input: {
    by: number | 'cli';
    periodId: number;
    format: 'xlsx' | 'csv';
    workingGroupId?: string | undefined;
  },
): Promise<ExportOutcome> {
  return transact(deps, async ({ tx, now, audit }): Promise<ExportOutcome> => {
    const { where, ref } = await readExporter(tx, input.by, now);
    const groups = narrow(where, input.workingGroupId);
    if (groups.length === 0) return { kind: 'noRight' };
    const period = await tx.period.findUnique({ where: { id: input.periodId }, select: periodFields });
    if (period === null || period.opensAt > now) return { kind: 'notFound' };
    const values = await readPeriodValues(tx, period, groups);
    if (values.length === 0) return { kind: 'notFound' };
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
    for (const chain of groups === 'country' ? ['country'] : groups) {
      const rows = values.filter(
        ({ workingGroupId }) => chain === 'country' || workingGroupId === chain,
      ).length;
      audit({
        chain,
        kind: 'values.exported',
        actor: ref,
        subject: `period:${period.key}`,
        payload: { period: period.key, rows, format: input.format },
      });
    }
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

/** Where somebody may export, and how the audit names them. */
async function readExporter(tx: Tx, by: number | 'cli', now: Date) {
  if (by === 'cli') return { where: 'country' as const, ref: by };
  const actor = await loadActor(tx, by, now);
  return { where: whereMay('exportValues', actor, now), ref: actor.ref };
}

function narrow(where: 'country' | string[], workingGroupId: string | undefined): 'country' | string[] {
  if (workingGroupId === undefined) return where;
  return where === 'country' || where.includes(workingGroupId) ? [workingGroupId] : [];
}
