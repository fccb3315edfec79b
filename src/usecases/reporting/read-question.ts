import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { ValueWarning } from '../../domain/kpi/check-value.ts';
import { countsAsOnTime, periodState } from '../../domain/kpi/period.ts';
import type { ValueState } from '../../domain/kpi/submission-state.ts';
import { isEffective } from '../../domain/rating/what-counts.ts';
import type { ValueKind } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { loadActor } from '../people/actor.ts';
import { type EvidenceInput, evidenceFields, toEvidenceInput } from './evidence.ts';
import { judgeValue, type Unreadable } from './judge-value.ts';
import { refuseSubmission, type SlotRefusal } from './may-submit.ts';
import { type PreviousValue, readPreviousReports } from './previous-values.ts';
import { readRelations } from './related-values.ts';
import { readSlot, type SlotFacts, type ValueSlot } from './value-slot.ts';

/** A question for a value, with all that helps to answer it. */
export interface Question extends SlotFacts {
  /** Effective values of the periods before, newest first. */
  previous: readonly string[];
  /** The same with their periods. */
  history: readonly PreviousValue[];
  /** Whether its deadline has passed. */
  isPastDue: boolean;
  /** Whether a number would count as late: not where one had come by the deadline. */
  isLate: boolean;
  /** Working days after today up to the deadline; 0 on its day. */
  workingDaysLeft: number;
  /** The newest version, where there is one. */
  current: CurrentVersion | null;
  /** What was written about it; null before anything was submitted. */
  thread: { submissionId: number; discussed: number } | null;
  /** The approved or verified version that counts meanwhile, where the newest one does not. */
  effective: Pick<CurrentVersion, 'kind' | 'value' | 'state'> | null;
}

export interface CurrentVersion {
  number: number;
  state: ValueState;
  kind: ValueKind;
  /** Plain decimal text; null where there is no number. */
  value: string | null;
  /** Why it was returned. */
  reason: string | null;
  /** What it rests on: a correction begins with the same. */
  evidence: EvidenceInput;
}

export type QuestionOutcome = { kind: 'question'; question: Question } | SlotRefusal;

/** The question for a value, for whoever may submit it now; else why not. */
export async function readQuestion(
  deps: Deps,
  input: { personId: number; slot: ValueSlot },
): Promise<QuestionOutcome> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  const facts = await readSlot(db, input.slot);
  const refusal = await refuseSubmission(db, now, actor, facts, settings.timeZone);
  if (refusal !== null || facts === null) return refusal ?? { kind: 'notFound' };
  const { period, city, kpi } = facts;
  const history = await readPreviousReports(db, {
    cityId: city.id,
    kpiCode: kpi.code,
    periodKind: period.kind,
    before: period.startsOn,
  });
  const calendar = await readCalendar(db);
  const today = localDateTime(now, settings.timeZone).toPlainDate();
  const submission = await db.submission.findUnique({
    where: { cityId_kpiCode_periodId: input.slot },
    select: {
      id: true,
      _count: { select: { discussion: true } },
      versions: {
        select: {
          number: true,
          state: true,
          kind: true,
          value: true,
          isOnTime: true,
          decisionReason: true,
          verifyReason: true,
          ...evidenceFields,
        },
        orderBy: { number: 'desc' },
      },
    },
  });
  const versions = submission?.versions ?? [];
  const [newest, ...earlier] = versions.map(
    ({ value, decisionReason, verifyReason, isOnTime: _, number, state, kind, ...given }) => ({
      number,
      state,
      kind,
      evidence: toEvidenceInput(given),
      value: value?.toFixed() ?? null,
      reason: decisionReason ?? verifyReason,
    }),
  );
  const isPastDue = periodState(period, now) === 'closing';
  return {
    kind: 'question',
    question: {
      ...facts,
      previous: history.map(({ value }) => value),
      history,
      isPastDue,
      isLate: isPastDue && !countsAsOnTime({ kind: 'value', submittedAt: now }, period.dueAt, versions),
      workingDaysLeft: calendar.workingDaysBetween(today, Temporal.PlainDate.from(period.dueOn)),
      current: newest ?? null,
      thread:
        submission === null || newest === undefined
          ? null
          : { submissionId: submission.id, discussed: submission._count.discussion },
      effective: newest === undefined || isEffective(newest) ? null : (earlier.find(isEffective) ?? null),
    },
  };
}

export type PreviewOutcome =
  | { kind: 'value'; question: Question; value: string; warnings: ValueWarning[] }
  | { kind: 'ambiguous'; question: Question; readings: [string, string] }
  | { kind: 'unreadable'; question: Question; problem: Unreadable }
  | SlotRefusal;

/** How a value would be taken, without taking it. */
export async function previewValue(
  deps: Deps,
  input: { personId: number; slot: ValueSlot; text: string; reading?: string | undefined },
): Promise<PreviewOutcome> {
  const asked = await readQuestion(deps, input);
  if (asked.kind !== 'question') return asked;
  const { question } = asked;
  const { kpi, previous } = question;
  const relations = (await readRelations(deps.db, [input.slot])).of(input.slot);
  return { question, ...judgeValue({ text: input.text, reading: input.reading, kpi, previous, relations }) };
}
