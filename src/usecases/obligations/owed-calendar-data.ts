import { calendarDataKey, type Obligation } from '../../domain/reminders/obligation.ts';
import { calendarYearsMissing } from '../methodology/calendar-years-missing.ts';
import { inForce } from '../people/in-force.ts';
import { dueAtOf, type ObligationScope } from './obligation-scope.ts';

/** The calendar of a year that is not in the data: owed by every administrator before that year begins. */
export async function readOwedCalendarData(scope: ObligationScope): Promise<Obligation[]> {
  const { tx, now, today } = scope;
  const missing = (await calendarYearsMissing(tx, today))
    .map(({ year, warnFrom, neededBy }) => ({
      year,
      days: { kind: 'calendarData' as const, dueOn: neededBy, opensOn: warnFrom },
    }))
    .filter(({ days }) => scope.matters(days));
  if (missing.length === 0) return [];
  const administrators = await tx.roleGrant.findMany({
    where: { role: 'administrator', ...inForce(now) },
    select: { personId: true },
    distinct: ['personId'],
    orderBy: { personId: 'asc' },
  });
  return missing.flatMap(({ year, days }) =>
    administrators.map(({ personId }) => ({
      ...days,
      key: calendarDataKey(year),
      personId,
      toldAs: 'owner' as const,
      isCovered: false,
      count: 1,
      dueAt: dueAtOf(scope, days.dueOn),
      doneAt: null,
      subject: { year },
    })),
  );
}
