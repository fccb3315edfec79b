import type { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../../domain/calendar/time-zone.ts';
import { decideFeedbackLimit } from '../../domain/feedback/limits.ts';
import { maskPersonalData } from '../../domain/feedback/mask.ts';
import { makeFeedbackNumber } from '../../domain/feedback/number.ts';
import type { Reporting } from '../../domain/methodology/methodology.ts';
import type { Random } from '../../domain/random.ts';
import type { Tx } from '../../storage/database.ts';
import type { Language } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { loadActor } from '../people/actor.ts';
import { requireConsent } from '../privacy/consent.ts';
import { transact } from '../transaction.ts';
import { listCoordinators } from './answering-groups.ts';
import { type FeedbackTarget, readFeedbackTarget } from './read-feedback-target.ts';

/** The longest text of a feedback, in UTF-16 units. */
export const longestFeedback = 2_000;

export const feedbackTopics = ['idea', 'problem', 'thanks'] as const;
export type FeedbackTopic = (typeof feedbackTopics)[number];

export interface FeedbackContent {
  /** 1 to 5. */
  mark: number | null;
  topic: FeedbackTopic | null;
  text: string | null;
  place: { lat: number; lon: number } | null;
}

export type SendFeedbackOutcome =
  /** Stored, now or by the same action before; the answer is promised for the end of `dueOn` (ISO). */
  | { kind: 'accepted'; feedbackId: number; number: string; dueOn: string }
  | { kind: 'consentNeeded' }
  /** The day's number is used up; `againAt` is the first instant of tomorrow. */
  | { kind: 'tooManyToday'; perDay: number; againAt: Date }
  | { kind: 'tooLong'; length: number; max: number }
  /** Neither a mark nor a word. */
  | { kind: 'empty' }
  /** The initiative, city or sphere is not there (any more). */
  | { kind: 'targetGone' }
  | { kind: 'stale' };

/**
 * Takes a citizen's feedback: masks personal data, gives it a number and a promised date, tells the
 * coordinators of the city's group. Once per step of the dialogue, whatever is repeated.
 * Throws RangeError on a mark outside 1 to 5.
 */
export async function sendFeedback(
  deps: Deps,
  input: {
    personId: number;
    at: DialogueStep;
    target: FeedbackTarget;
    content: FeedbackContent;
    language: Language;
  },
): Promise<SendFeedbackOutcome> {
  const { personId, at, content } = input;
  const { mark } = content;
  if (mark !== null && !(Number.isInteger(mark) && mark >= 1 && mark <= 5)) {
    throw new RangeError(`A mark is 1 to 5, not ${mark}`);
  }
  const text = content.text?.trim() ? maskPersonalData(content.text.trim()).text : null;
  const actionKey = `sent-feedback:${personId}:${at.version}`;
  return transact(deps, async ({ tx, now, audit, owe }) => {
    const before = await findAccepted(tx, actionKey);
    if (before) return before;
    if (await requireConsent(tx, personId, 'feedback')) return { kind: 'consentNeeded' };
    if (mark === null && text === null) return { kind: 'empty' };
    if (text !== null && text.length > longestFeedback) {
      return { kind: 'tooLong', length: text.length, max: longestFeedback };
    }
    const limit = await checkFeedbackLimit(tx, deps, { personId, now });
    if (limit) return limit;
    const target = await readFeedbackTarget(tx, input.target);
    if (target.kind === 'targetGone') return target;

    const number = await chooseNumber(tx, deps.random);
    const moved = await advanceDialogue(tx, at, { step: 'sent', fields: { number }, isActive: false, now });
    if (moved === null) return (await findAccepted(tx, actionKey)) ?? { kind: 'stale' };
    const due = await promiseOf(tx, now, deps.settings.timeZone);
    const author = await loadActor(tx, personId, now);
    const feedback = await tx.feedback.create({
      data: {
        number,
        authorId: personId,
        cityId: target.city.id,
        sphereId: target.sphere.id,
        initiativeId: target.initiative?.id ?? null,
        topic: content.topic,
        mark,
        text,
        lat: content.place?.lat ?? null,
        lon: content.place?.lon ?? null,
        actionKey,
        language: input.language,
        createdAt: now,
        ...due,
      },
      select: { id: true },
    });
    audit({
      chain: target.workingGroupId,
      kind: 'feedback.received',
      actor: author.ref,
      subject: `feedback:${feedback.id}`,
      payload: {
        feedbackId: feedback.id,
        cityId: target.city.id,
        initiativeId: target.initiative?.id ?? null,
      },
    });
    for (const coordinatorId of await listCoordinators(tx, target.workingGroupId, now)) {
      owe({
        kind: 'feedback.received',
        params: { feedbackId: feedback.id },
        recipientId: coordinatorId,
        uniqueKey: `feedback.received:${feedback.id}:${coordinatorId}`,
      });
    }
    return { kind: 'accepted', feedbackId: feedback.id, number, dueOn: due.dueOn };
  });
}

/** A refusal where the person may send no more feedback today; null where they may. */
export async function checkFeedbackLimit(
  tx: Tx,
  deps: Pick<Deps, 'settings'>,
  question: { personId: number; now: Date },
): Promise<Extract<SendFeedbackOutcome, { kind: 'tooManyToday' }> | null> {
  const { personId, now } = question;
  const twoDaysAgo = new Date(now.getTime() - 2 * 86_400_000);
  const sent = await tx.feedback.findMany({
    where: { authorId: personId, createdAt: { gt: twoDaysAgo } },
    select: { createdAt: true },
  });
  const decision = decideFeedbackLimit({
    sentAt: sent.map(({ createdAt }) => createdAt),
    now,
    zone: deps.settings.timeZone,
    perDay: deps.settings.feedbackPerDay,
  });
  if (decision.kind === 'ok') return null;
  return { kind: 'tooManyToday', perDay: decision.perDay, againAt: decision.againAt };
}

async function findAccepted(
  tx: Tx,
  actionKey: string,
): Promise<Extract<SendFeedbackOutcome, { kind: 'accepted' }> | null> {
  const found = await tx.feedback.findUnique({
    where: { actionKey },
    select: { id: true, number: true, dueOn: true },
  });
  return found && { kind: 'accepted', feedbackId: found.id, number: found.number, dueOn: found.dueOn };
}

/** A number that nobody has; two writers that choose the same at once collide, and the unit is repeated. */
async function chooseNumber(tx: Tx, random: Random): Promise<string> {
  for (let attempt = 1; attempt <= 100; attempt += 1) {
    const number = makeFeedbackNumber(random);
    if ((await tx.feedback.findUnique({ where: { number }, select: { id: true } })) === null) return number;
  }
  throw new Error('The numbers of feedback are nearly used up');
}

/** The promise of the service: so many working days after today, by the methodology in force. */
export async function promiseOf(tx: Tx, now: Date, zone: string): Promise<{ dueOn: string; dueAt: Date }> {
  const version = await tx.methodologyVersion.findFirstOrThrow({
    where: { active: true },
    orderBy: { id: 'desc' },
    select: { reporting: true },
  });
  const { feedbackWorkingDays, dueTime } = version.reporting as unknown as Reporting;
  const today = localDateTime(now, zone).toPlainDate();
  const dueOn: Temporal.PlainDate = (await readCalendar(tx)).addWorkingDays(today, feedbackWorkingDays);
  return { dueOn: dueOn.toString(), dueAt: instantAt(dueOn, dueTime, zone) };
}
