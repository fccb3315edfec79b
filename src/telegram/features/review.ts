import type { Html } from '../../i18n/html.ts';
import { approveValue } from '../../usecases/reporting/approve-value.ts';
import type { DecideInput, DecideOutcome } from '../../usecases/reporting/decide-value.ts';
import { levelOfWaiting } from '../../usecases/reporting/list-review-queue.ts';
import { readSubmission, type SubmissionCard } from '../../usecases/reporting/read-submission.ts';
import { readyReturnReasons, storedReady } from '../../usecases/reporting/reason.ts';
import { type ReturnOutcome, returnValue } from '../../usecases/reporting/return-value.ts';
import { type SecondLevelOutcome, verifyValue } from '../../usecases/reporting/verify-value.ts';
import { type DialogueHandler, type Feature, on, onStep } from '../feature.ts';
import { menuButton } from '../go.ts';
import { lines } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { agoIn } from './answers-ago.ts';
import { reviewManyActions } from './review-many.ts';
import {
  begin,
  cardsOf,
  move,
  neighbour,
  openReviewing,
  queueAt,
  readCard,
  render,
  type State,
} from './review-queue.ts';
import {
  approve,
  decidedText,
  everywhere,
  goBack,
  keepIt,
  openReview,
  type ReviewFields,
  returnBecause,
  reviewFields,
  reviewKind,
  skip,
  startReturn,
  verify,
} from './review-screens.ts';
import { badReasonText } from './submit-refusals.ts';

/** A value from a notification, its history, files or thread: its card while it waits, else what became of it. */
async function openOne(turn: Turn, versionId: number): Promise<void> {
  const outcome = await readSubmission(turn.deps, { personId: turn.person.id, which: { versionId } });
  if (outcome.kind === 'noRight') return refuse(turn, turn.t('common:noRight'));
  if (outcome.kind === 'notFound') return refuse(turn, turn.t('errors:notFound'));
  const { card } = outcome;
  const level = await levelOfWaiting(turn.deps.db, turn.now, turn.person.id, versionId);
  if (level === null) {
    await turn.show({ text: standingText(turn, card) });
    return turn.say(await openReviewing(turn));
  }
  const left = await turn.read<Partial<ReviewFields>>(reviewKind);
  // Still at its card: go on there, with the list that it was opened from.
  const isOpen = left?.step === 'card' && left.fields.versionId === versionId && left.fields.level === level;
  if (isOpen) return turn.go.resume(reviewKind);
  // The second level goes on city by city: the whole country would be too much to turn over.
  const { id: cityId, workingGroupId } = card.city;
  const place = level === 'review' ? everywhere : { groupId: workingGroupId, cityId, sphereId: null };
  await turn.show(await begin(turn, 'card', { level, place, versionId }));
}

/** Where a value stands that does not wait for this person. */
function standingText(turn: Turn, card: SubmissionCard): Html {
  const { t } = turn;
  const { version, history } = card;
  if (version.number !== history[0]?.number) return t('review:superseded');
  if (version.state !== 'submitted') return decidedText(turn, card);
  return version.submittedById === turn.person.id ? t('errors:ownValue') : t('review:coordinatorDecides');
}

async function refuse(turn: Turn, text: Html): Promise<void> {
  await turn.show({ text, buttons: [[menuButton(turn)]] });
}

/** The value before or after one, among those that one turns over now. */
async function nextTo(turn: Turn, state: State, versionId: number, step: 1 | -1): Promise<number | null> {
  const fields = reviewFields(state.fields);
  return neighbour(cardsOf(await queueAt(turn, fields.level), fields), versionId, step);
}

async function decide(
  turn: Turn,
  state: State,
  versionId: number,
  act: (input: DecideInput) => Promise<ReturnOutcome | SecondLevelOutcome>,
): Promise<void> {
  const fields = reviewFields({
    ...state.fields,
    versionId: await nextTo(turn, state, versionId, 1),
  });
  const outcome = await act({
    personId: turn.person.id,
    versionId,
    at: stepOf(state),
    next: { step: 'card', fields },
  });
  const { t } = turn;
  const goOn = async (said: string) => {
    await turn.note(said);
    await move(turn, state, { step: 'card', fields });
  };
  switch (outcome.kind) {
    case 'decided':
      return showDecided(turn, state, versionId);
    case 'stale':
      await turn.noteStale();
      return turn.show(await render(turn, (await turn.read<ReviewFields>(reviewKind)) ?? state));
    case 'badReason': {
      const { buttons = [] } = await render(turn, state);
      return turn.say({ text: badReasonText(turn, outcome.problem), buttons });
    }
    case 'noRight':
      return refuse(turn, t('common:noRight'));
    case 'notFound':
      return goOn(t.plain('errors:notFound'));
    case 'ownValue':
      return goOn(t.plain('errors:ownValue'));
    case 'coordinatorDecides':
      return goOn(t.plain('review:coordinatorDecides'));
    case 'notApproved':
      return goOn(t.plain('review:verify.notApproved'));
    case 'superseded':
      return goOn(t.plain('review:superseded'));
    case 'alreadyDecided':
      return goOn(alreadyDecidedText(turn, fields.level, outcome));
  }
}

/** The outcome takes the place of the card and stays in the chat; the next card follows. */
async function showDecided(turn: Turn, state: State, versionId: number): Promise<void> {
  const card = await readCard(turn, versionId);
  if (card !== null) await turn.show({ text: decidedText(turn, card) });
  await turn.show(await render(turn, (await turn.read<ReviewFields>(reviewKind)) ?? state));
}

function alreadyDecidedText(
  turn: Turn,
  level: ReviewFields['level'],
  { state, byOther, at }: Extract<DecideOutcome, { kind: 'alreadyDecided' }>,
): string {
  const { t } = turn;
  const ago = agoIn(turn, at, turn.now);
  if (state === 'verified') {
    return byOther
      ? t.plain('review:verify.byOther.verified', { ago })
      : t.plain('review:verify.byYou', { ago });
  }
  if (state === 'returned' && level === 'verify' && byOther)
    return t.plain('review:verify.byOther.returned', { ago });
  const what = state === 'returned' ? 'returned' : 'approved';
  return t.plain(byOther ? `errors:decided.${what}` : `review:youDecided.${what}`, { ago });
}

function giveBack(turn: Turn, state: State, versionId: number, reason: string): Promise<void> {
  return decide(turn, state, versionId, (input) => returnValue(turn.deps, { ...input, reason }));
}

const reviewDialogue: DialogueHandler<ReviewFields> = {
  kind: reviewKind,
  render,
  async onText(turn, state, text) {
    const { versionId, level } = reviewFields(state.fields);
    if (state.step === 'reason' && versionId !== null) return giveBack(turn, state, versionId, text);
    const screen = await render(turn, state);
    const isCard = state.step === 'card' && versionId !== null;
    const hint = turn.t(level === 'review' ? 'review:pressOrReturn' : 'review:verify.pressOrReturn');
    await turn.say({ ...screen, text: lines(isCard ? hint : null, screen.text) });
  },
};

/** Reviewing: what waits at either level, approving, verifying, returning with a reason. */
export const reviewFeature: Feature = {
  commands: { review: async (turn) => turn.show(await openReviewing(turn)) },
  actions: [
    ...reviewManyActions,
    on(openReview, (turn, { version }) => openOne(turn, version)),
    onStep<{ version: 'int' }, ReviewFields>(approve, (turn, { version }, state) =>
      decide(turn, state, version, (input) => approveValue(turn.deps, input)),
    ),
    onStep<{ version: 'int' }, ReviewFields>(verify, (turn, { version }, state) =>
      decide(turn, state, version, (input) => verifyValue(turn.deps, input)),
    ),
    onStep<{ version: 'int' }, ReviewFields>(startReturn, async (turn, { version }, state) => {
      // One that does not wait for this person: what became of it, or a refusal.
      const level = await levelOfWaiting(turn.deps.db, turn.now, turn.person.id, version);
      if (level === null) return openOne(turn, version);
      return move(turn, state, { step: 'reason', fields: { level, versionId: version } });
    }),
    onStep<{ version: 'int'; name: 'id' }, ReviewFields>(
      returnBecause,
      async (turn, { version, name }, state) => {
        const ready = readyReturnReasons.find((known) => known === name);
        if (ready === undefined) return turn.show(await render(turn, state));
        return giveBack(turn, state, version, storedReady(ready));
      },
    ),
    onStep<Record<string, never>, ReviewFields>(keepIt, (turn, _, state) =>
      move(turn, state, { step: 'card' }),
    ),
    onStep<{ version: 'int' }, ReviewFields>(skip, async (turn, { version }, state) =>
      move(turn, state, { step: 'card', fields: { versionId: await nextTo(turn, state, version, 1) } }),
    ),
    onStep<{ version: 'int' }, ReviewFields>(goBack, async (turn, { version }, state) =>
      move(turn, state, { step: 'card', fields: { versionId: await nextTo(turn, state, version, -1) } }),
    ),
  ],
  dialogues: [reviewDialogue],
};
