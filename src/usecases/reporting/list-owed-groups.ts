import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import { standingInAt } from '../absences/stand-ins.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { type Actor, loadActor } from '../people/actor.ts';
import { inForce } from '../people/in-force.ts';
import type { ExpectedValue } from './expected-values.ts';
import { isOwed } from './list-owed.ts';
import { type OwnValue, readOwnValues } from './own-values.ts';
import { type NameBook, readNames } from './read-names.ts';
import type { Names } from './value-slot.ts';

/** What a person answers for in one city and period. */
export interface OwedGroup {
  cityId: string;
  city: Names;
  periodId: number;
  periodKey: string;
  dueOn: string;
  dueAt: Date;
  isLate: boolean;
  /** Up to when the authority takes the values although the period locked; null without that. */
  reopenedUntil: Date | null;
  /** Working days after today up to the deadline; not positive once it has come. */
  workingDaysLeft: number;
  /** How many values there are, sent ones counted in. */
  total: number;
  /** Names of those for whom the person stands in here; null stands for somebody without a name. */
  standsInFor: readonly (string | null)[];
  /** In the order of the catalogue, hence sphere by sphere. */
  owed: readonly OwedValue[];
  /** The spheres that something is expected of, in their order. */
  spheres: readonly { id: string; name: Names; total: number; owed: number }[];
}

export interface OwedValue {
  kpiCode: string;
  sphereId: string;
  name: Names;
  reason: 'missing' | 'returned';
}

export type OwedGroupsOutcome =
  | {
      kind: 'groups';
      /** None where no period is open, or nothing was assigned. */
      groups: readonly OwedGroup[];
      /** Whether the person answers for anything, whatever is open now. */
      isAssigned: boolean;
    }
  /** Neither a member nor a coordinator anywhere. */
  | { kind: 'noRight' };

/**
 * What a person has to submit, by city and period, the earliest deadline first; with what is done already, so
 * that a group of which nothing is owed any more stays in the list.
 */
export async function listOwedGroups(deps: Deps, input: { personId: number }): Promise<OwedGroupsOutcome> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('submitValue', actor, now)) return { kind: 'noRight' };
  const own = await readOwnValues(db, now, actor);
  const names = await readNames(db, {
    cityIds: own.map(({ cityId }) => cityId),
    kpiCodes: own.map(({ kpiCode }) => kpiCode),
  });
  const awayNames = await readAwayNames(db, now, actor.id);
  const calendar = await readCalendar(db);
  const today = localDateTime(now, settings.timeZone).toPlainDate();
  const groups = new Map<string, OwnValue[]>();
  for (const value of own) {
    const key = `${value.period.id}|${value.cityId}`;
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return {
    kind: 'groups',
    isAssigned: own.length > 0 || (await answersForAnything(db, now, actor)),
    groups: [...groups.values()].flatMap((values): OwedGroup[] => {
      const [first] = values;
      if (first === undefined) return [];
      const { cityId, period } = first;
      return [
        {
          cityId,
          city: names.city(cityId),
          periodId: period.id,
          periodKey: period.key,
          dueOn: period.dueOn,
          dueAt: period.dueAt,
          isLate: period.state === 'closing',
          reopenedUntil: period.reopened?.until ?? null,
          workingDaysLeft: calendar.workingDaysBetween(today, Temporal.PlainDate.from(period.dueOn)),
          total: values.length,
          standsInFor: [...new Set(values.flatMap(({ standsInFor }) => standsInFor ?? []))].map(
            (id) => awayNames.get(id) ?? null,
          ),
          owed: values.filter(isOwed).map(({ kpiCode, sphereId, newest }) => ({
            kpiCode,
            sphereId,
            name: names.kpi(kpiCode),
            reason: newest === null ? 'missing' : 'returned',
          })),
          spheres: countBySphere(values, names),
        },
      ];
    }),
  };
}

/** Also between two periods: what is assigned to them, what falls to them as a coordinator, or whom they stand in for. */
async function answersForAnything(tx: Tx, now: Date, actor: Actor): Promise<boolean> {
  if (actor.grants.some(({ role }) => role === 'coordinator')) return true;
  const assigned = await tx.assignment.count({ where: { personId: actor.id, ...inForce(now) } });
  return (
    assigned > 0 || (await tx.absence.count({ where: { deputyId: actor.id, ...standingInAt(now) } })) > 0
  );
}

/** The names of those for whom a person stands in. */
async function readAwayNames(tx: Tx, now: Date, personId: number): Promise<Map<number, string | null>> {
  const away = await tx.absence.findMany({
    where: { deputyId: personId, ...standingInAt(now) },
    select: { personId: true, person: { select: { fullName: true } } },
  });
  return new Map(away.map((row) => [row.personId, row.person.fullName]));
}

function countBySphere(values: readonly ExpectedValue[], names: NameBook): OwedGroup['spheres'] {
  return names.spheres.flatMap(({ id, name }) => {
    const ofSphere = values.filter(({ sphereId }) => sphereId === id);
    if (ofSphere.length === 0) return [];
    return [{ id, name, total: ofSphere.length, owed: ofSphere.filter(isOwed).length }];
  });
}
