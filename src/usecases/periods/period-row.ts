import type { WorkingCalendar } from '../../domain/calendar/working-calendar.ts';
import { periodBounds, type ReportingRules, reportingSchedule } from '../../domain/kpi/period.ts';

/** A period as it is stored when it is created: its bounds and deadlines, and the terms that these were made by. */
export function periodRow(
  key: string,
  by: { calendar: WorkingCalendar; rules: ReportingRules; zone: string },
) {
  const { kind, firstDay, lastDay } = periodBounds(key);
  const { opensAt, dueOn, dueAt, locksAt } = reportingSchedule({ key, ...by });
  return {
    kind,
    key,
    startsOn: firstDay.toString(),
    endsOn: lastDay.toString(),
    opensAt,
    dueOn: dueOn.toString(),
    dueAt,
    locksAt,
    dueWorkingDays: by.rules.dueWorkingDays[kind],
    graceWorkingDays: by.rules.graceWorkingDays,
  };
}
