import { groupBy } from '../../domain/group-by.ts';
import { type PeriodState, periodState } from '../../domain/kpi/period.ts';
import type { ValueState } from '../../domain/kpi/submission-state.ts';
import { whereMay } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { type PeriodValue, readPeriodValues } from './period-values.ts';
import { readNames } from './read-names.ts';
import { type Names, periodFields } from './value-slot.ts';

/** How complete the reports of a period are. What was returned and not sent again counts as missing. */
export interface Completeness {
  total: number;
  onTime: number;
  late: number;
  missing: number;
  /** Of those that came: what was answered with «no data». */
  noData: number;
  /** Of those that came: where they stand. */
  waiting: number;
  approved: number;
  verified: number;
  /** Of those that are missing: what came and was returned. */
  returned: number;
}

export interface CompletePlace extends Completeness {
  id: string;
  name: Names;
}

/** A period that can be chosen. */
export interface ReportPeriod {
  id: number;
  key: string;
  state: PeriodState;
}

export type CompletenessOutcome =
  | {
      kind: 'completeness';
      scope: 'groups' | 'country';
      period: ReportPeriod;
      whole: Completeness;
      groups: readonly CompletePlace[];
      /** Of every group that is seen. */
      cities: readonly (CompletePlace & { workingGroupId: string })[];
      /** What is missing of each city, by sphere. */
      missing: readonly { cityId: string; sphere: Names; kpi: Names; isReturned: boolean }[];
    }
  /** No period has opened yet. */
  | { kind: 'noPeriod' }
  | { kind: 'noRight' };

/**
 * How complete the reports of a period are, on time, late and missing, by group and city: for members, observers
 * and coordinators of their groups, for the authority of the country. Without a period, the newest quarter that
 * has opened, else the newest period at all.
 */
export async function reportCompleteness(
  deps: Deps,
  input: { personId: number; periodId?: number },
): Promise<CompletenessOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  const where = whereMay('viewStatus', actor, now);
  if (where.length === 0) return { kind: 'noRight' };
  const opened = await db.period.findMany({
    where: { opensAt: { lte: now }, ...(input.periodId === undefined ? {} : { id: input.periodId }) },
    select: periodFields,
    orderBy: [{ opensAt: 'desc' }, { key: 'desc' }],
    take: 12,
  });
  const period = opened.find(({ kind }) => kind === 'quarter') ?? opened[0];
  if (period === undefined) return { kind: 'noPeriod' };
  const values = await readPeriodValues(db, period, where);
  const names = await readNames(db, {
    cityIds: values.map(({ cityId }) => cityId),
    workingGroupIds: values.map(({ workingGroupId }) => workingGroupId),
    kpiCodes: values.map(({ kpiCode }) => kpiCode),
  });
  const sphereNames = new Map(names.spheres.map(({ id, name }) => [id, name]));
  const byGroup = groupBy(values, ({ workingGroupId }) => workingGroupId);
  const byCity = groupBy(values, ({ cityId }) => cityId);
  return {
    kind: 'completeness',
    scope: where === 'country' ? 'country' : 'groups',
    period: { id: period.id, key: period.key, state: periodState(period, now) },
    whole: count(values),
    groups: [...byGroup].map(([id, ofGroup]) => ({ id, name: names.workingGroup(id), ...count(ofGroup) })),
    cities: [...byCity].map(([id, ofCity]) => ({
      id,
      name: names.city(id),
      workingGroupId: ofCity[0]?.workingGroupId ?? '',
      ...count(ofCity),
    })),
    missing: values
      .filter(({ standing }) => standing === null)
      .map(({ cityId, kpiCode, sphereId, isReturned }) => ({
        cityId,
        sphere: sphereNames.get(sphereId) ?? { kk: sphereId, ru: sphereId },
        kpi: names.kpi(kpiCode),
        isReturned,
      })),
  };
}

function count(values: readonly PeriodValue[]): Completeness {
  const standing = values.flatMap((value) => value.standing ?? []);
  const onTime = standing.filter(({ isOnTime }) => isOnTime).length;
  const inState = (wanted: ValueState) => standing.filter(({ state }) => state === wanted).length;
  return {
    total: values.length,
    onTime,
    late: standing.length - onTime,
    missing: values.length - standing.length,
    noData: standing.filter(({ kind }) => kind === 'no_data').length,
    waiting: inState('submitted'),
    approved: inState('approved'),
    verified: inState('verified'),
    returned: values.filter((value) => value.standing === null && value.isReturned).length,
  };
}
