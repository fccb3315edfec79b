import type { Temporal } from 'temporal-polyfill';

/**
 * What can be owed: a report of a value, a review by the coordinator, a verification by the authority, a
 * milestone of the roadmap, the publication of an approved document, an answer to a citizen, the calendar
 * of the next year.
 */
export type ObligationKind =
  | 'report'
  | 'review'
  | 'verification'
  | 'milestone'
  | 'publication'
  | 'answer'
  | 'calendarData';

/** Something that one person owes by a deadline. Lists of deadlines, reminders and lateness all derive from it. */
export interface Obligation {
  /** The same thing owed has the same key for ever, whoever owes it: `report:oral:UTL-04:2026-Q3`. */
  key: string;
  kind: ObligationKind;
  personId: number;
  /** The last instant at which it is done in time. */
  dueAt: Date;
  /** The local day of `dueAt`. */
  dueOn: Temporal.PlainDate;
  /** The first local day on which it can be done; nothing is told before. */
  opensOn: Temporal.PlainDate;
  doneAt: Date | null;
  /** What it is about, as ids of rows or of the methodology. */
  subject: ObligationSubject;
}

export interface ObligationSubject {
  cityId?: string;
  kpiCode?: string;
  periodKey?: string;
  workingGroupId?: string;
  submissionId?: number;
  initiativeId?: number;
  strategyId?: number;
  feedbackId?: number;
  year?: number;
}

/** The key of a report owed by a city for a KPI and a period. */
export function reportKey(cityId: string, kpiCode: string, periodKey: string): string {
  return `report:${cityId}:${kpiCode}:${periodKey}`;
}

/** The key of the same report where its period was reopened up to a day: told anew, whatever was told before. */
export function reopenedReportKey(key: string, lastDay: string): string {
  return `${key}:reopened:${lastDay}`;
}
