import { type DecideManyInput, decideValues } from '../../usecases/reporting/decide-values.ts';
import { type BoundAction, on, onStep } from '../feature.ts';
import { menuButton } from '../go.ts';
import { stepOf, type Turn } from '../turn.ts';
import {
  approvePlain,
  askWhole,
  decideTicked,
  decideWhole,
  openCard,
  stillWaiting,
  tick,
  turnPage,
} from './review-list.ts';
import { openCity, openGroup, openPlace, openTop } from './review-places.ts';
import { move, openAt, queueAt, render, type State } from './review-queue.ts';
import {
  everywhere,
  type ReviewFields,
  type ReviewLevel,
  reviewFields,
  reviewKind,
  toList,
} from './review-screens.ts';

type Empty = Record<string, never>;

function levelOf(name: string): ReviewLevel {
  return name === 'verify' ? 'verify' : 'review';
}

/** Decides on what the list showed, or on a part of that, and tells what came of it. */
async function decideMany(
  turn: Turn,
  state: State,
  what: Pick<DecideManyInput, 'versionIds' | 'onlyUnremarkable'>,
): Promise<void> {
  const { t, deps, person } = turn;
  const fields = reviewFields(state.fields);
  const outcome = await decideValues(deps, {
    ...what,
    personId: person.id,
    action: fields.level === 'review' ? 'approve' : 'verify',
    at: stepOf(state),
    next: (done) => ({ step: 'done', fields: { ...fields, ticked: [], page: 0, done } }),
  });
  const showNow = async () =>
    turn.show(await render(turn, (await turn.read<ReviewFields>(reviewKind)) ?? state));
  switch (outcome.kind) {
    case 'decided':
      return showNow();
    case 'noneDecided':
      await turn.note(t.plain('review:many.none'));
      return showNow();
    case 'stale':
      await turn.noteStale();
      return showNow();
    case 'noRight':
      return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
}

/** Without those that a check found odd it is the whole list, as it was shown; refused ones are told. */
async function decidePlain(turn: Turn, state: State): Promise<void> {
  const { shown } = reviewFields(state.fields);
  await decideMany(turn, state, { versionIds: shown, onlyUnremarkable: true });
}

/** The buttons of places and lists: looking around, choosing, deciding on many at once. */
export const reviewManyActions: readonly BoundAction[] = [
  on(openTop, async (turn, { level, page }) =>
    turn.show(await openAt(turn, levelOf(level), everywhere, page)),
  ),
  on(openGroup, async (turn, { level, group, page }) =>
    turn.show(await openAt(turn, levelOf(level), { ...everywhere, groupId: group }, page)),
  ),
  on(openCity, async (turn, { level, city }) => {
    const groupId = await groupOf(turn, levelOf(level), city);
    await turn.show(await openAt(turn, levelOf(level), { groupId, cityId: city, sphereId: null }));
  }),
  on(openPlace, async (turn, { level, city, sphere }) => {
    const groupId = await groupOf(turn, levelOf(level), city);
    await turn.show(await openAt(turn, levelOf(level), { groupId, cityId: city, sphereId: sphere }));
  }),
  onStep<{ version: 'int' }, ReviewFields>(tick, (turn, { version }, state) => {
    const { shown, ticked } = reviewFields(state.fields);
    if (!shown.includes(version)) return move(turn, state, { step: 'list' });
    const others = ticked.filter((id) => id !== version);
    const next = others.length < ticked.length ? others : [...ticked, version];
    return move(turn, state, { step: 'list', fields: { ticked: next } });
  }),
  onStep<{ page: 'int' }, ReviewFields>(turnPage, (turn, { page }, state) =>
    move(turn, state, { step: 'list', fields: { page } }),
  ),
  onStep<{ version: 'int' }, ReviewFields>(openCard, (turn, { version }, state) =>
    move(turn, state, { step: 'card', fields: { versionId: version } }),
  ),
  onStep<Empty, ReviewFields>(toList, (turn, _, state) => move(turn, state, { step: 'list' })),
  onStep<Empty, ReviewFields>(decideTicked, async (turn, _, state) => {
    const { shown, ticked } = reviewFields(state.fields);
    await decideMany(turn, state, {
      versionIds: ticked.filter((id) => shown.includes(id)),
      onlyUnremarkable: false,
    });
  }),
  onStep<Empty, ReviewFields>(approvePlain, (turn, _, state) => decidePlain(turn, state)),
  onStep<Empty, ReviewFields>(askWhole, (turn, _, state) => move(turn, state, { step: 'whole' })),
  onStep<Empty, ReviewFields>(decideWhole, async (turn, _, state) => {
    const fields = reviewFields(state.fields);
    const listed = stillWaiting(await queueAt(turn, fields.level), fields);
    await decideMany(turn, state, {
      versionIds: listed.map(({ versionId }) => versionId),
      onlyUnremarkable: false,
    });
  }),
];

/** The group whose city it is, as far as anything of it waits. */
async function groupOf(turn: Turn, level: ReviewLevel, cityId: string): Promise<string | null> {
  const queue = await queueAt(turn, level);
  return queue.find((value) => value.cityId === cityId)?.workingGroupId ?? null;
}
