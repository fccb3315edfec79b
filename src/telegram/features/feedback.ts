import { maskPersonalData } from '../../domain/feedback/mask.ts';
import { stripInvisible } from '../../i18n/clean-text.ts';
import { joinHtml } from '../../i18n/html.ts';
import { listSpheres } from '../../usecases/feedback/list-spheres.ts';
import { readFeedbackTarget } from '../../usecases/feedback/read-feedback-target.ts';
import {
  checkFeedbackLimit,
  feedbackTopics,
  longestFeedback,
  sendFeedback,
} from '../../usecases/feedback/send-feedback.ts';
import { listInitiatives } from '../../usecases/initiatives/list-initiatives.ts';
import { hasConsent } from '../../usecases/privacy/consent.ts';
import { type Action, encodeAction, type ParamsOf } from '../callback-data.ts';
import {
  type BoundAction,
  type DialogueHandler,
  type Feature,
  on,
  onStep,
  type SentThing,
} from '../feature.ts';
import { commandButton, goTo } from '../go.ts';
import { stepOf, type Turn } from '../turn.ts';
import {
  chooseCity,
  chooseCityAtLarge,
  chooseInitiative,
  choosePage,
  chooseSphere,
  chooseTarget,
  feedbackOnCity,
  feedbackOnInitiative,
  fixWords,
  lookAgain,
  send,
  setMark,
  setTopic,
  startAnew,
} from './feedback-actions.ts';
import {
  type Draft,
  type DraftState,
  drawFeedback,
  emptyDraft,
  type FeedbackState,
  isDraft,
  isSaid,
  targetOf,
} from './feedback-screens.ts';
import { askConsent } from './privacy.ts';

const kind = 'feedback';

type Fields = Draft | { number: string };

/** Asks for the consent and minds the day's limit; false where the feedback cannot begin now. */
async function mayBegin(turn: Turn, next: string): Promise<boolean> {
  const { deps, person, now, t } = turn;
  if (!(await hasConsent(deps.db, person.id, 'feedback'))) {
    await askConsent(turn, 'feedback', { data: next });
    return false;
  }
  const limit = await checkFeedbackLimit(deps.db, deps, { personId: person.id, now });
  if (limit === null) return true;
  await turn.show({
    text: t('feedback:tooManyToday', { count: limit.perDay }),
    buttons: [
      [commandButton(t.plain('menu:button.my'), 'my'), commandButton(t.plain('common:button.menu'), 'menu')],
    ],
  });
  return false;
}

/** `/feedback`: goes on with what was begun and not sent, else begins with the person's city. */
async function begin(turn: Turn): Promise<void> {
  if (!(await mayBegin(turn, encodeAction(goTo, { command: 'feedback' })))) return;
  const left = await turn.read<Fields>(kind);
  const draft = left !== null && isDraft(left) && isSaid(left.fields) ? left.fields : emptyDraft;
  await beginAt(turn, { ...draft, cityId: draft.cityId ?? turn.person.cityId });
}

/** Begins at the first thing that the draft does not say yet. */
async function beginAt(turn: Turn, draft: Draft): Promise<void> {
  const state = await turn.begin<Draft>(kind, await nextStep(turn, draft), draft);
  await turn.show(await drawFeedback(turn, state));
}

/** A draft of the same target is gone on with, one of another target is begun anew. */
async function beginOn(turn: Turn, draft: Draft): Promise<void> {
  const left = await turn.read<Fields>(kind);
  const isSame =
    left !== null &&
    isDraft(left) &&
    left.fields.initiativeId === draft.initiativeId &&
    left.fields.cityId === draft.cityId;
  await beginAt(turn, isSame ? { ...left.fields, page: 0 } : draft);
}

async function nextStep(turn: Turn, draft: Draft): Promise<string> {
  if (targetOf(draft) !== null) return isSaid(draft) ? 'preview' : 'words';
  if (draft.cityId === null) return 'town';
  const { cityId } = draft;
  const list = await listInitiatives(turn.deps, { cityId, sphereId: null, page: 0, pageSize: 1 });
  if (list.kind === 'unknownCity') return 'town';
  return list.total > 0 ? 'initiative' : 'sphere';
}

/** Takes over what changed, goes to the next step that is open, and shows it (after a doubled tap, what is now). */
async function move(turn: Turn, state: DraftState, change: Partial<Draft>, step?: string): Promise<void> {
  const fields = { ...state.fields, ...change };
  await turn.advance(state, { step: step ?? (await nextStep(turn, fields)), fields });
  await showNow(turn, state);
}

async function showNow(turn: Turn, fallback: FeedbackState): Promise<void> {
  await turn.show(await drawFeedback(turn, (await turn.read<Fields>(kind)) ?? fallback));
}

/** What the person wrote: a mark where it is a digit from 1 to 5, else the text, masked before it is kept. */
async function takeText(turn: Turn, state: FeedbackState, words: string): Promise<void> {
  if (!isDraft(state)) return turn.go.command('menu');
  const text = stripInvisible(words).trim();
  if (text === '') return showNow(turn, state);
  const masked = maskPersonalData(text);
  const change: Partial<Draft> = /^[1-5]$/.test(text)
    ? { mark: Number(text) }
    : { text: masked.text, hidden: masked.masked };
  await move(turn, state, change, targetOf(state.fields) === null ? state.step : 'preview');
}

async function takeOther(turn: Turn, state: FeedbackState, thing: SentThing): Promise<void> {
  if (!isDraft(state)) return turn.go.command('menu');
  switch (thing.kind) {
    case 'location':
      return move(turn, state, { place: { lat: thing.lat, lon: thing.lon } }, state.step);
    case 'photo':
      return turn.say({ text: turn.t('feedback:photoNotTaken') });
    case 'document':
      return turn.say({ text: turn.t('feedback:fileNotTaken') });
  }
}

const feedbackDialogue: DialogueHandler<Fields> = {
  kind,
  render: drawFeedback,
  onText: takeText,
  longestText: longestFeedback,
  onOther: takeOther,
  hasUnsent: (state) => isDraft(state) && isSaid(state.fields),
};

async function sendDraft(turn: Turn, state: DraftState): Promise<void> {
  const { deps, person, t } = turn;
  const { mark, topic, text, place } = state.fields;
  const target = targetOf(state.fields);
  if (target === null) return move(turn, state, {});
  const outcome = await sendFeedback(deps, {
    personId: person.id,
    at: stepOf(state),
    target,
    content: { mark, topic, text, place },
    language: turn.language,
  });
  switch (outcome.kind) {
    case 'accepted':
    case 'stale':
      return showNow(turn, state);
    case 'consentNeeded':
      return askConsent(turn, 'feedback', { data: encodeAction(send, {}, state.version) });
    case 'tooManyToday':
      return turn.say({
        text: joinHtml([t('feedback:tooManyToday', { count: outcome.perDay }), t('feedback:textKept')]),
      });
    case 'tooLong':
      return turn.say({ text: t('common:tooLong', { length: outcome.length, max: outcome.max }) });
    case 'empty':
      await turn.note(t.plain('feedback:nothingToSend'));
      return move(turn, state, {});
    case 'targetGone':
      await turn.note(t.plain('feedback:targetGone'));
      return move(turn, state, { initiativeId: null, sphereId: null });
  }
}

/** A button of a draft: once it is sent, only the receipt is shown. */
function onDraft<S extends Readonly<Record<string, 'int' | 'id'>>>(
  action: Action<S>,
  handle: (turn: Turn, params: ParamsOf<S>, state: DraftState) => Promise<void>,
): BoundAction {
  return onStep<S, Fields>(action, (turn, params, state) =>
    isDraft(state) ? handle(turn, params, state) : showNow(turn, state),
  );
}

/** A citizen's feedback: on an initiative, or on a city and a sphere; shown before it is sent. */
export const feedbackFeature: Feature = {
  commands: { feedback: begin },
  dialogues: [feedbackDialogue],
  actions: [
    on(feedbackOnInitiative, async (turn, { id }) => {
      if (!(await mayBegin(turn, encodeAction(feedbackOnInitiative, { id })))) return;
      const known = await readFeedbackTarget(turn.deps.db, { initiativeId: id });
      if (known.kind === 'targetGone') return turn.note(turn.t.plain('feedback:targetGone'));
      await beginOn(turn, { ...emptyDraft, initiativeId: id, cityId: known.city.id });
    }),
    on(feedbackOnCity, async (turn, { city }) => {
      if (!(await mayBegin(turn, encodeAction(feedbackOnCity, { city })))) return;
      await beginOn(turn, { ...emptyDraft, cityId: city });
    }),
    onDraft(choosePage, (turn, { page }, state) => move(turn, state, { page }, state.step)),
    onDraft(chooseCity, (turn, { city }, state) =>
      move(turn, state, { cityId: city, initiativeId: null, sphereId: null, page: 0 }),
    ),
    onDraft(chooseInitiative, async (turn, { id }, state) => {
      const known = await readFeedbackTarget(turn.deps.db, { initiativeId: id });
      if (known.kind === 'target') {
        return move(turn, state, { initiativeId: id, cityId: known.city.id, sphereId: null });
      }
      await turn.note(turn.t.plain('feedback:targetGone'));
      await showNow(turn, state);
    }),
    onDraft(chooseCityAtLarge, (turn, _, state) =>
      move(turn, state, { initiativeId: null, sphereId: null }, 'sphere'),
    ),
    onDraft(chooseSphere, async (turn, { sphere }, state) => {
      const isKnown = (await listSpheres(turn.deps)).some(({ id }) => id === sphere);
      if (isKnown) await move(turn, state, { initiativeId: null, sphereId: sphere });
      else await showNow(turn, state);
    }),
    onDraft(chooseTarget, (turn, _, state) =>
      move(turn, state, { initiativeId: null, sphereId: null, page: 0 }),
    ),
    onDraft(setMark, async (turn, { mark }, state) => {
      if (mark >= 1 && mark <= 5) await move(turn, state, { mark });
      else await showNow(turn, state);
    }),
    onDraft(setTopic, async (turn, { topic }, state) => {
      const chosen = feedbackTopics.find((name) => name === topic);
      if (chosen === undefined) return showNow(turn, state);
      await move(turn, state, { topic: state.fields.topic === chosen ? null : chosen });
    }),
    onDraft(fixWords, (turn, _, state) => move(turn, state, {}, 'words')),
    onDraft(lookAgain, (turn, _, state) => move(turn, state, {})),
    onDraft(startAnew, (turn, _, state) => move(turn, state, { ...emptyDraft, cityId: state.fields.cityId })),
    onDraft(send, (turn, _, state) => sendDraft(turn, state)),
  ],
};
