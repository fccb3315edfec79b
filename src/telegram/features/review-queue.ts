import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import {
  listReviewQueue,
  listVerificationQueue,
  type WaitingValue,
} from '../../usecases/reporting/list-review-queue.ts';
import { readSubmission, type SubmissionCard } from '../../usecases/reporting/read-submission.ts';
import { menuButton } from '../go.ts';
import { actionButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { doneScreen, listScreen, stillWaiting, wholeScreen } from './review-list.ts';
import { choiceIn, openTop, placesScreen, within } from './review-places.ts';
import {
  everywhere,
  type ReviewFields,
  type ReviewLevel,
  type ReviewPlace,
  reasonScreen,
  reviewCard,
  reviewFields,
  reviewKind,
} from './review-screens.ts';

export type State = DialogueState<ReviewFields>;

/** What waits for this person at a level, the earliest deadline first. */
export function queueAt(turn: Turn, level: ReviewLevel): Promise<WaitingValue[]> {
  const { deps, now, person } = turn;
  return level === 'review'
    ? listReviewQueue(deps.db, now, person.id)
    : listVerificationQueue(deps.db, now, person.id);
}

/** The values between which one turns from card to card: the open list, else the city of the card, or all. */
export function cardsOf(queue: readonly WaitingValue[], fields: ReviewFields): number[] {
  const listed = fields.shown.length > 0 ? stillWaiting(queue, fields) : within(queue, fields.place);
  return listed.map(({ versionId }) => versionId);
}

/** The value before or after one; at either end, the one at the other. Null where there is no other. */
export function neighbour(cards: readonly number[], versionId: number, step: 1 | -1): number | null {
  const others = cards.filter((id) => id !== versionId);
  const at = Math.max(cards.indexOf(versionId), 0);
  return step === 1 ? (others[at] ?? others[0] ?? null) : (others[at - 1] ?? others.at(-1) ?? null);
}

/**
 * Steps: `places`, `list`, `whole`, `done`, `card` and `reason`. What is shown is always what waits now,
 * wherever the dialogue was left.
 */
export async function render(turn: Turn, left: State): Promise<Screen> {
  const state: State = { ...left, fields: reviewFields(left.fields) };
  const { step, fields } = state;
  const queue = await queueAt(turn, fields.level);
  if (step === 'done') return doneScreen(turn, queue, state);
  if (queue.length === 0) return emptyScreen(turn, fields.level);
  if (step === 'places') return drawPlaces(turn, queue, fields);
  const listed = stillWaiting(queue, fields);
  if (step === 'list' && listed.length > 0) return listScreen(turn, queue, state);
  if (step === 'whole' && listed.length > 0) return wholeScreen(turn, queue, state);
  const cards = cardsOf(queue, fields);
  const wanted = fields.versionId;
  const versionId = wanted !== null && cards.includes(wanted) ? wanted : cards[0];
  const card = versionId === undefined ? null : await readCard(turn, versionId);
  if (versionId === undefined || card === null || step === 'list' || step === 'whole') {
    return drawPlaces(turn, queue, reviewFields({ level: fields.level }));
  }
  if (step === 'reason' && versionId === wanted) return reasonScreen(turn, card, state.version);
  return reviewCard(turn, card, {
    level: fields.level,
    position: cards.indexOf(versionId) + 1,
    total: cards.length,
    dialogue: state.version,
    isListed: fields.shown.length > 0,
  });
}

/** A choice of places; a queue that offers none is shown as the choice of its only city. */
function drawPlaces(turn: Turn, queue: readonly WaitingValue[], fields: ReviewFields): Promise<Screen> {
  const { level, page } = fields;
  const here = within(queue, fields.place).length > 0 ? fields.place : everywhere;
  const { place, part } = choiceIn(queue, here);
  if (part !== null) return placesScreen(turn, queue, { level, place, part, page });
  return placesScreen(turn, queue, { level, place: { ...place, sphereId: null }, part: 'sphere', page: 0 });
}

export function emptyScreen(turn: Turn, level: ReviewLevel): Screen {
  const mayReview = turn.person.grants.some(({ role }) => role === 'coordinator' || role === 'authority');
  const empty = level === 'review' ? 'review:empty' : 'review:verify.empty';
  return { text: turn.t(mayReview ? empty : 'common:noRight'), buttons: [[menuButton(turn)]] };
}

export async function readCard(turn: Turn, versionId: number): Promise<SubmissionCard | null> {
  const outcome = await readSubmission(turn.deps, { personId: turn.person.id, which: { versionId } });
  return outcome.kind === 'card' ? outcome.card : null;
}

/** Shows a place: the next choice in it, or the list of its values. */
export async function openAt(turn: Turn, level: ReviewLevel, from: ReviewPlace, page = 0): Promise<Screen> {
  const queue = await queueAt(turn, level);
  const { place, part } = choiceIn(queue, from);
  const here = within(queue, place).map(({ versionId }) => versionId);
  if (part !== null || here.length === 0) {
    return begin(turn, 'places', { level, place: here.length === 0 ? everywhere : place, page });
  }
  return begin(turn, 'list', { level, place, shown: here.slice(0, mostShown) });
}

/** As many values stand in one list: more than one transaction should decide on at once. */
const mostShown = 200;

/** Moves the dialogue on, and shows what is true then: also where a doubled tap was quicker. */
export async function move(
  turn: Turn,
  state: State,
  next: { step: string; fields?: Partial<ReviewFields> },
): Promise<void> {
  const fields = reviewFields({ ...state.fields, ...next.fields });
  const moved = await turn.advance(state, { step: next.step, fields });
  await turn.show(await render(turn, moved ?? (await turn.read<ReviewFields>(reviewKind)) ?? state));
}

/** Begins a step anew and draws it. */
export async function begin(turn: Turn, step: string, fields: Partial<ReviewFields>): Promise<Screen> {
  return render(turn, await turn.begin<ReviewFields>(reviewKind, step, reviewFields(fields)));
}

/**
 * What the command shows: the only value as its card, several by city and sphere; where values wait at both
 * levels, the choice between the two.
 */
export async function openReviewing(turn: Turn): Promise<Screen> {
  const first = await queueAt(turn, 'review');
  const second = await queueAt(turn, 'verify');
  if (first.length > 0 && second.length > 0) return levelsScreen(turn, first.length, second.length);
  const level = second.length > 0 ? 'verify' : 'review';
  const queue = level === 'review' ? first : second;
  if (queue.length > 1) return openAt(turn, level, everywhere);
  return begin(turn, 'card', { level, versionId: queue[0]?.versionId ?? null });
}

function levelsScreen({ t, ...turn }: Turn, first: number, second: number): Screen {
  return {
    text: lines(t('review:places.review', { count: first }), t('review:places.verify', { count: second })),
    buttons: [
      [
        actionButton(t.plain('review:button.toReview', { total: first }), openTop, {
          level: 'review',
          page: 0,
        }),
      ],
      [
        actionButton(t.plain('review:button.toVerify', { total: second }), openTop, {
          level: 'verify',
          page: 0,
        }),
      ],
      [menuButton({ ...turn, t })],
    ],
  };
}
