import type { Html } from '../../i18n/html.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { approveValue } from '../../usecases/reporting/approve-value.ts';
import type { DecideInput, DecideOutcome } from '../../usecases/reporting/decide-value.ts';
import { listReviewQueue } from '../../usecases/reporting/list-review-queue.ts';
import { readSubmission, type SubmissionCard } from '../../usecases/reporting/read-submission.ts';
import { readyReturnReasons, storedReady } from '../../usecases/reporting/reason.ts';
import { type ReturnOutcome, returnValue } from '../../usecases/reporting/return-value.ts';
import { type DialogueHandler, type Feature, on, onStep } from '../feature.ts';
import { menuButton } from '../go.ts';
import type { Screen } from '../screen.ts';
import { lines } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { agoIn } from './answers-ago.ts';
import {
  approve,
  decidedText,
  keepIt,
  openReview,
  type ReviewFields,
  reasonScreen,
  returnBecause,
  reviewCard,
  reviewKind,
  skip,
  startReturn,
} from './review-screens.ts';
import { badReasonText } from './submit-refusals.ts';

type State = DialogueState<ReviewFields>;

async function queueOf(turn: Turn): Promise<number[]> {
  const queue = await listReviewQueue(turn.deps.db, turn.now, turn.person.id);
  return queue.map(({ versionId }) => versionId);
}

/** Steps: `card` and `reason`. What is shown is always what waits now, wherever the dialogue was left. */
async function render(turn: Turn, state: State): Promise<Screen> {
  const queue = await queueOf(turn);
  const wanted = state.fields.versionId;
  const versionId = wanted !== null && queue.includes(wanted) ? wanted : queue[0];
  const card = versionId === undefined ? null : await readCard(turn, versionId);
  if (versionId === undefined || card === null) return emptyScreen(turn);
  if (state.step === 'reason' && versionId === wanted) return reasonScreen(turn, card, state.version);
  return reviewCard(turn, card, {
    position: queue.indexOf(versionId) + 1,
    total: queue.length,
    dialogue: state.version,
  });
}

function emptyScreen(turn: Turn): Screen {
  const mayReview = turn.person.grants.some(({ role }) => role === 'coordinator' || role === 'authority');
  const text = turn.t(mayReview ? 'review:empty' : 'common:noRight');
  return { text, buttons: [[menuButton(turn)]] };
}

async function readCard(turn: Turn, versionId: number): Promise<SubmissionCard | null> {
  const outcome = await readSubmission(turn.deps, { personId: turn.person.id, which: { versionId } });
  return outcome.kind === 'card' ? outcome.card : null;
}

/** Shows the queue, from that value on where it waits for this person, else from the first. */
async function open(turn: Turn, wanted: number | null): Promise<Screen> {
  const queue = await queueOf(turn);
  const versionId = wanted !== null && queue.includes(wanted) ? wanted : (queue[0] ?? null);
  return render(turn, await turn.begin<ReviewFields>(reviewKind, 'card', { versionId }));
}

/** A value from a notification: its card while it waits, else what became of it. */
async function openOne(turn: Turn, versionId: number): Promise<void> {
  const outcome = await readSubmission(turn.deps, { personId: turn.person.id, which: { versionId } });
  if (outcome.kind === 'noRight') return refuse(turn, turn.t('common:noRight'));
  if (outcome.kind === 'notFound') return refuse(turn, turn.t('errors:notFound'));
  const { card } = outcome;
  if ((await queueOf(turn)).includes(versionId)) return turn.show(await open(turn, versionId));
  await turn.show({ text: standingText(turn, card) });
  await turn.say(await open(turn, null));
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

/** The value after this one in the queue; the first where it is the last. */
async function nextAfter(turn: Turn, versionId: number): Promise<number | null> {
  const queue = await queueOf(turn);
  const others = queue.filter((id) => id !== versionId);
  return others[queue.indexOf(versionId)] ?? others[0] ?? null;
}

async function move(turn: Turn, state: State, next: { step: string; fields?: ReviewFields }): Promise<void> {
  const moved = await turn.advance(state, next);
  const now = moved ?? (await turn.read<ReviewFields>(reviewKind)) ?? state;
  await turn.show(await render(turn, now));
}

async function decide(
  turn: Turn,
  state: State,
  versionId: number,
  act: (input: DecideInput) => Promise<ReturnOutcome>,
): Promise<void> {
  const fields: ReviewFields = { versionId: await nextAfter(turn, versionId) };
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
      await turn.note(t.plain('common:staleButton'));
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
    case 'superseded':
      return goOn(t.plain('review:superseded'));
    case 'alreadyDecided':
      return goOn(alreadyDecidedText(turn, outcome));
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
  { state, byOther, at }: Extract<DecideOutcome, { kind: 'alreadyDecided' }>,
): string {
  const ago = agoIn(turn, at, turn.now);
  const what = state === 'returned' ? 'returned' : 'approved';
  return turn.t.plain(byOther ? `errors:decided.${what}` : `review:youDecided.${what}`, { ago });
}

function giveBack(turn: Turn, state: State, versionId: number, reason: string): Promise<void> {
  return decide(turn, state, versionId, (input) => returnValue(turn.deps, { ...input, reason }));
}

const reviewDialogue: DialogueHandler<ReviewFields> = {
  kind: reviewKind,
  render,
  async onText(turn, state, text) {
    const { versionId } = state.fields;
    if (state.step === 'reason' && versionId !== null) return giveBack(turn, state, versionId, text);
    const screen = await render(turn, state);
    const hint = versionId === null ? [] : [turn.t('review:pressOrReturn')];
    await turn.say({ ...screen, text: lines(...hint, screen.text) });
  },
};

/** Reviewing: the queue of values, approving, returning with a reason. */
export const reviewFeature: Feature = {
  commands: { review: async (turn) => turn.show(await open(turn, null)) },
  actions: [
    on(openReview, (turn, { version }) => openOne(turn, version)),
    onStep<{ version: 'int' }, ReviewFields>(approve, (turn, { version }, state) =>
      decide(turn, state, version, (input) => approveValue(turn.deps, input)),
    ),
    onStep<{ version: 'int' }, ReviewFields>(startReturn, async (turn, { version }, state) => {
      // One that does not wait for this person: what became of it, or a refusal.
      if (!(await queueOf(turn)).includes(version)) return openOne(turn, version);
      return move(turn, state, { step: 'reason', fields: { versionId: version } });
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
      move(turn, state, { step: 'card', fields: { versionId: await nextAfter(turn, version) } }),
    ),
  ],
  dialogues: [reviewDialogue],
};
