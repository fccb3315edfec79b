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

/**
 * `owner` owes it; `coordinator` and `head` of the working group are told once it is late, so that somebody sees to
 * it. A head without another coordinator is told as both (`onlyCoordinator`).
 */
export type Audience = 'owner' | 'coordinator' | 'head' | 'onlyCoordinator';

/** Something that one person owes by a deadline. Lists of deadlines, reminders and lateness all derive from it. */
export interface Obligation {
  /** The same thing owed has the same key for ever, whoever owes it: `report:oral:UTL-04:2026-Q3`. */
  key: string;
  kind: ObligationKind;
  personId: number;
  /** Why this person hears of it: they owe it, or it is theirs to see to that it is done. */
  toldAs: Audience;
  /** The person is away, and somebody stands in: it stays theirs, and they are not reminded. */
  isCovered: boolean;
  /** How many things it joins, such as values that wait for review; 1 for what stands by itself. */
  count: number;
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
  periodId?: number;
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

/**
 * The key of what a group's coordinators, or the authority, have to decide on in a period. `window` tells values that
 * came late, and so are due later, from those that came in time.
 */
export function decisionKey(
  kind: 'review' | 'verification',
  workingGroupId: string,
  periodKey: string,
  window: string,
): string {
  return [kind, workingGroupId, periodKey, ...(window === '' ? [] : [window])].join(':');
}

/** The key of an initiative that is to be completed by a day: another day is another promise. */
export function milestoneKey(initiativeId: number, dueOn: string): string {
  return `milestone:${initiativeId}:${dueOn}`;
}

/** The key of a document to be published: approved anew, it is due anew. */
export function publicationKey(strategyId: number, approvedOn: string): string {
  return `publication:strategy:${strategyId}:${approvedOn}`;
}

/** The key of all that citizens of a group's cities are promised an answer to by a day. */
export function answerKey(workingGroupId: string, dueOn: string): string {
  return `answer:${workingGroupId}:${dueOn}`;
}

/** The key of the calendar of a year, which is to be in the data before the year begins. */
export function calendarDataKey(year: number): string {
  return `calendarData:${year}`;
}
