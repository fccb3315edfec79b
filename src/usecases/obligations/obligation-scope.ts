import type { Temporal } from 'temporal-polyfill';
import { instantAt } from '../../domain/calendar/time-zone.ts';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import type { Reporting } from '../../domain/methodology/methodology.ts';
import type { Obligation, ObligationKind } from '../../domain/reminders/obligation.ts';
import type { Tx } from '../../storage/database.ts';
import type { Responsibilities } from '../reporting/responsible-people.ts';

/** What is asked of all that is owed; nothing named: everything that anybody owes. */
export interface ObligationFilter {
  personId?: number;
  /** Groups of the people asked about; what the authority and the administrators owe is not of a group. */
  workingGroupIds?: readonly string[];
  kinds?: readonly ObligationKind[];
  /** Only what is due by days for which this is true: the rest need not be looked at. */
  matters?: (days: ObligationDays) => boolean;
  /** Also what others owe and are late with, for the coordinators and heads who are told of it. */
  withLateOfOthers?: boolean;
}

/** From when to when people are reminded of something. */
export type ObligationDays = Pick<Obligation, 'kind' | 'dueOn' | 'opensOn'>;

/** What every kind of obligation is read with. */
export interface ObligationScope {
  tx: Tx;
  now: Date;
  zone: string;
  today: Temporal.PlainDate;
  calendar: WorkingCalendar;
  terms: Terms;
  groups: readonly string[] | 'country';
  /** Who answers for what in these groups. */
  responsibilities: Responsibilities;
  matters(days: ObligationDays): boolean;
}

/** The methodology's terms that obligations are due by. */
export type Terms = Pick<
  Reporting,
  'dueTime' | 'reviewWorkingDays' | 'verificationWorkingDays' | 'publicationWorkingDays'
>;

/** Terms of versions that were imported before these two were part of the data. */
const beforeTheyWereData = { reviewWorkingDays: 3, verificationWorkingDays: 2 };

/** The terms of the methodology in force. */
export async function readTerms(tx: Tx): Promise<Terms> {
  const { reporting } = await tx.methodologyVersion.findFirstOrThrow({
    where: { active: true },
    orderBy: { id: 'desc' },
    select: { reporting: true },
  });
  return { ...beforeTheyWereData, ...(reporting as unknown as Terms) };
}

/** The last instant at which something is in time that is due on a day. */
export function dueAtOf({ terms, zone }: ObligationScope, dueOn: Temporal.PlainDate): Date {
  return instantAt(dueOn, terms.dueTime, zone);
}

/**
 * What one coordinator of a group, or who is named and may act for the group, owes; whoever stands in for them owes
 * it too. Empty where the group has no coordinator.
 */
export function ownersInGroup(
  { responsibilities }: ObligationScope,
  workingGroupId: string,
  namedId: number | null,
): { personId: number; isCovered: boolean }[] {
  const isOfGroup = namedId !== null && responsibilities.isOfGroup(workingGroupId, namedId);
  const [ownerId] = isOfGroup ? [namedId] : responsibilities.coordinatorsOf(workingGroupId);
  if (ownerId === undefined) return [];
  const deputies = responsibilities.deputiesOf(workingGroupId, ownerId);
  return [
    { personId: ownerId, isCovered: deputies.length > 0 },
    ...deputies.map((personId) => ({ personId, isCovered: false })),
  ];
}
