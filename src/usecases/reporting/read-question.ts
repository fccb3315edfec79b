import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { ValueWarning } from '../../domain/kpi/check-value.ts';
import { periodState } from '../../domain/kpi/period.ts';
import type { ValueState } from '../../domain/kpi/submission-state.ts';
import type { Deps } from '../deps.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { loadActor } from '../people/actor.ts';
import type { EvidenceInput } from './evidence.ts';
import { judgeValue, type Unreadable } from './judge-value.ts';
import { refuseSubmission, type SlotRefusal } from './may-submit.ts';
import { readPreviousValues } from './previous-values.ts';
import { readSlot, type SlotFacts, type ValueSlot } from './value-slot.ts';

/** A question for a value, with all that helps to answer it. */
export interface Question extends SlotFacts {
  /** Effective values of the periods before, newest first. */
  previous: readonly string[];
  /** Whether it would come late. */
  isLate: boolean;
  /** Working days after today up to the deadline; 0 on its day. */
  workingDaysLeft: number;
  /** The newest version, where there is one. */
  current: {
    number: number;
    state: ValueState;
    value: string | null;
    reason: string | null;
    /** What it rests on: a correction begins with the same. */
    evidence: EvidenceInput;
  } | null;
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
  const previous = await readPreviousValues(db, {
    cityId: city.id,
    kpiCode: kpi.code,
    periodKind: period.kind,
    before: period.startsOn,
  });
  const calendar = await readCalendar(db);
  const today = localDateTime(now, settings.timeZone).toPlainDate();
  const newest = await db.submissionVersion.findFirst({
    where: { number: facts.newest, submission: input.slot },
    select: {
      number: true,
      state: true,
      value: true,
      decisionReason: true,
      verifyReason: true,
      grade: true,
      comment: true,
      link: true,
      evidence: { select: { fileId: true }, orderBy: { fileId: 'asc' } },
    },
  });
  return {
    kind: 'question',
    question: {
      ...facts,
      previous,
      isLate: periodState(period, now) === 'closing',
      workingDaysLeft: calendar.workingDaysBetween(today, Temporal.PlainDate.from(period.dueOn)),
      current:
        newest === null
          ? null
          : {
              number: newest.number,
              state: newest.state,
              value: newest.value?.toFixed() ?? null,
              reason: newest.decisionReason ?? newest.verifyReason,
              evidence: {
                fileIds: newest.evidence.map(({ fileId }) => fileId),
                link: newest.link,
                comment: newest.comment,
                grade: newest.grade,
              },
            },
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
  return { question, ...judgeValue({ text: input.text, reading: input.reading, kpi, previous }) };
}
