import type { Obligation, ObligationKind } from '../../domain/reminders/obligation.ts';
import type { Tx } from '../../storage/database.ts';
import type { RoleName } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { countGuests } from '../invitations/list-invitations.ts';
import { readObligations } from '../obligations/read-obligations.ts';
import { readShownRun } from '../rating/shown-run.ts';
import { type Actor, holds, loadActor } from './actor.ts';
import { readCountryProgress } from './read-country-progress.ts';

/** What a person needs to know the moment they come: nothing here is a feature, all of it is a fact. */
export interface MenuFacts {
  roles: readonly RoleName[];
  home: HomePlace;
  /** What they have to submit; null for whoever submits nothing. */
  owed: OwedCounts | null;
  /** What waits for their review or answer; null for whoever reviews nothing. */
  waiting: { values: number; feedback: number } | null;
  /** Values that wait for the authority's second level. */
  toVerify: number;
  /** What else is theirs to do by a day: milestones, publications, missing calendars. */
  others: OwedCounts | null;
  /** Guests to be confirmed or rejected. */
  guests: number;
  /** How far the cities of the country are with the newest quarter; null where there is none yet. */
  country: { periodKey: string; submitted: number; owing: number } | null;
}

export interface OwedCounts {
  /** Of the nearest deadline that is still ahead, and its local day, ISO; 0 and null where none is. */
  count: number;
  nearestDueOn: string | null;
  /** Of the deadlines after it. */
  later: number;
  overdue: number;
}

interface Name {
  kk: string;
  ru: string;
}

export type HomePlace =
  | { kind: 'none' }
  | { kind: 'region'; name: Name }
  | { kind: 'unratedCity'; name: Name }
  | { kind: 'city'; name: Name; place: number | null; isPreliminary: boolean };

/** The facts of a person's menu, for all of their roles together. */
export async function readMenu(deps: Deps, personId: number): Promise<MenuFacts> {
  const now = deps.clock.now();
  const { db } = deps;
  const actor = await loadActor(db, personId, now);
  const roles = [...new Set(actor.grants.map(({ role }) => role))];
  const groups = (role: RoleName) =>
    actor.grants.flatMap((grant) => (grant.role === role ? (grant.workingGroupId ?? []) : []));
  const coordinated = groups('coordinator');
  const submits = coordinated.length > 0 || groups('member').length > 0;
  const obligations = await readObligations(db, now, deps.settings.timeZone, { personId });
  const of = (...kinds: ObligationKind[]) => obligations.filter(({ kind }) => kinds.includes(kind));
  const others = of('milestone', 'publication', 'calendarData');
  const invites = coordinated.length > 0 || roles.includes('administrator');
  return {
    roles,
    home: await readHome(db, personId),
    owed: submits ? countOwed(of('report'), now) : null,
    waiting: waitingFor(actor, of('review'), of('answer')),
    toVerify: sumOf(of('verification')),
    others: others.length > 0 ? countOwed(others, now) : null,
    guests: invites ? await countGuests(db, personId, now) : 0,
    country: roles.includes('authority') ? await readCountryProgress(db, now) : null,
  };
}

async function readHome(tx: Tx, personId: number): Promise<HomePlace> {
  const { city, region } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      city: { select: { id: true, shortKk: true, shortRu: true, isRated: true, category: true } },
      region: { select: { nameKk: true, nameRu: true } },
    },
  });
  if (city === null) {
    return region === null
      ? { kind: 'none' }
      : { kind: 'region', name: { kk: region.nameKk, ru: region.nameRu } };
  }
  const name = { kk: city.shortKk, ru: city.shortRu };
  if (!city.isRated) return { kind: 'unratedCity', name };
  const run = await readShownRun(tx, city.category);
  const standing =
    run === null
      ? null
      : await tx.ratingPlace.findUnique({
          where: { runId_cityId: { runId: run.id, cityId: city.id } },
          select: { place: true },
        });
  return { kind: 'city', name, place: standing?.place ?? null, isPreliminary: run?.status !== 'published' };
}

function countOwed(owed: readonly Obligation[], now: Date): OwedCounts {
  const ahead = owed.filter(({ dueAt }) => dueAt > now);
  const nearest = ahead[0]?.dueOn ?? null;
  const count = ahead.filter(({ dueOn }) => nearest?.equals(dueOn) === true).length;
  return {
    count,
    nearestDueOn: nearest?.toString() ?? null,
    later: ahead.length - count,
    overdue: owed.length - ahead.length,
  };
}

/** What stands in the two queues; the authority's is told of only when something is in it. */
function waitingFor(
  actor: Actor,
  reviews: readonly Obligation[],
  answers: readonly Obligation[],
): MenuFacts['waiting'] {
  const isCoordinator = holds(actor, ['coordinator']);
  const values = sumOf(reviews);
  return isCoordinator || values > 0 ? { values, feedback: sumOf(answers) } : null;
}

function sumOf(owed: readonly Obligation[]): number {
  return owed.reduce((sum, { count }) => sum + count, 0);
}
