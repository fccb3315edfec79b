import type { Clock } from '../../domain/clock.ts';
import type { Tx } from '../../storage/database.ts';
import type { Language, RoleName } from '../../storage/generated/enums.ts';
import { inForce } from './in-force.ts';

/** A role that is in force at the moment. */
export interface ActiveGrant {
  id: number;
  role: RoleName;
  workingGroupId: string | null;
  isHead: boolean;
  startsAt: Date;
  endsAt: Date | null;
}

/** The person on whose behalf a use case runs, as the database knows them now. */
export interface Actor {
  id: number;
  /** Stands for the person in audit events. */
  ref: string;
  language: Language | null;
  cityId: string | null;
  fullName: string | null;
  grants: ActiveGrant[];
}

/** Loads a person with the roles in force at `now`. Throws where there is no such person: that is a bug. */
export async function loadActor(tx: Tx, personId: number, now: Date): Promise<Actor> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      id: true,
      ref: true,
      language: true,
      cityId: true,
      fullName: true,
      grants: {
        where: { ...inForce(now) },
        select: { id: true, role: true, workingGroupId: true, isHead: true, startsAt: true, endsAt: true },
        orderBy: { id: 'asc' },
      },
    },
  });
  return person;
}

/**
 * The same for a use case that decides or changes something: the person's roles are held fast until the
 * transaction ends. Ending one of them waits for that, or has come first: then it is read here as ended. Call
 * it before any other row is locked. The time is read after the lock, because what ended the role while this
 * one waited is later than the beginning of the transaction.
 */
export async function loadActingActor(tx: Tx, personId: number, clock: Clock): Promise<Actor> {
  await tx.$queryRaw`
    SELECT "id" FROM "RoleGrant"
    WHERE "personId" = ${personId} AND ("endsAt" IS NULL OR "endsAt" > ${clock.now()})
    ORDER BY "id" FOR SHARE`;
  return loadActor(tx, personId, clock.now());
}

/** Whether the person holds one of the roles, in that working group where one is named. */
export function holds(actor: Actor, roles: readonly RoleName[], workingGroupId?: string): boolean {
  return actor.grants.some(
    (grant) =>
      roles.includes(grant.role) && (workingGroupId === undefined || grant.workingGroupId === workingGroupId),
  );
}
