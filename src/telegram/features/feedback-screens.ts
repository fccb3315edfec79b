import type { PersonalDataKind } from '../../domain/feedback/mask.ts';
import { clipText, escapeHtml, type Html, joinHtml, quote } from '../../i18n/html.ts';
import { textOf } from '../../i18n/text-of.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { listSpheres } from '../../usecases/feedback/list-spheres.ts';
import {
  type FeedbackTarget,
  type KnownTarget,
  readFeedbackTarget,
} from '../../usecases/feedback/read-feedback-target.ts';
import { readOwnFeedback } from '../../usecases/feedback/read-own-feedback.ts';
import { type FeedbackTopic, feedbackTopics } from '../../usecases/feedback/send-feedback.ts';
import { listInitiatives } from '../../usecases/initiatives/list-initiatives.ts';
import { listOblastCities } from '../../usecases/initiatives/list-oblast-cities.ts';
import { commandButton } from '../go.ts';
import { pageButtons } from '../paging.ts';
import { actionButton, type Button, type Screen, urlButton } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { changeCity } from './city-choice.ts';
import {
  chooseCity,
  chooseCityAtLarge,
  chooseInitiative,
  choosePage,
  chooseSphere,
  chooseTarget,
  fixWords,
  lookAgain,
  send,
  setMark,
  setTopic,
  startAnew,
} from './feedback-actions.ts';
import { saidLines, targetLine } from './feedback-lines.ts';
import { listSize } from './initiatives-screens.ts';

/** Where a formal appeal is made. */
export const eOtinish = 'https://eotinish.kz';

const citiesShown = 8;

/** What has been said so far; after sending only the number is left. */
export interface Draft {
  /** The city whose initiatives are offered, or that the feedback is about. */
  cityId: string | null;
  sphereId: string | null;
  initiativeId: number | null;
  mark: number | null;
  topic: FeedbackTopic | null;
  /** With personal data masked already: the draft is stored too. */
  text: string | null;
  hidden: PersonalDataKind[];
  place: { lat: number; lon: number } | null;
  page: number;
}

/** `town`, `initiative`, `sphere`: what it is about; `words`: mark or text; `preview`; `sent`. */
export type FeedbackState = DialogueState<Draft | { number: string }>;
export type DraftState = DialogueState<Draft>;

export const emptyDraft: Draft = {
  cityId: null,
  sphereId: null,
  initiativeId: null,
  mark: null,
  topic: null,
  text: null,
  hidden: [],
  place: null,
  page: 0,
};

export function isDraft(state: FeedbackState): state is DraftState {
  return !('number' in state.fields);
}

/** Whether there is something to send. */
export function isSaid({ mark, text }: Draft): boolean {
  return mark !== null || text !== null;
}

/** What the draft is about; null while that is not chosen. */
export function targetOf({ initiativeId, cityId, sphereId }: Draft): FeedbackTarget | null {
  if (initiativeId !== null) return { initiativeId };
  return cityId === null || sphereId === null ? null : { cityId, sphereId };
}

/** The screen of the step at which the dialogue stands. */
export async function drawFeedback(turn: Turn, state: FeedbackState): Promise<Screen> {
  if ('number' in state.fields) return receiptScreen(turn, state.fields.number);
  const draft = state as DraftState;
  const known = await readTarget(turn, draft.fields);
  if (known !== null && state.step === 'words') return wordsScreen(turn, draft, known);
  if (known !== null && state.step === 'preview') return previewScreen(turn, draft, known);
  const screen = await chooseScreen(turn, draft);
  if (draft.fields.text === null) return screen;
  return { ...screen, text: joinHtml([turn.t('feedback:chooseButton'), screen.text]) };
}

function chooseScreen(turn: Turn, state: DraftState): Promise<Screen> {
  switch (state.step) {
    case 'initiative':
      return initiativeScreen(turn, state);
    case 'sphere':
      return sphereScreen(turn, state);
    default:
      return townScreen(turn, state);
  }
}

async function readTarget(turn: Turn, draft: Draft): Promise<KnownTarget | null> {
  const target = targetOf(draft);
  const known = target === null ? null : await readFeedbackTarget(turn.deps.db, target);
  return known?.kind === 'target' ? known : null;
}

function cancelButton({ t }: Turn): Button {
  return commandButton(t.plain('common:button.cancel'), 'cancel');
}

async function townScreen(turn: Turn, { fields, version }: DraftState): Promise<Screen> {
  const { t, language } = turn;
  const { cities } = await listOblastCities(turn.deps, {
    personId: turn.person.id,
    withInitiativesOnly: false,
  });
  if (cities.length === 0) {
    const choose = actionButton(t.plain('menu:button.chooseCity'), changeCity, {});
    return { text: t('feedback:noCity'), buttons: [[choose], [cancelButton(turn)]] };
  }
  const pages = Math.ceil(cities.length / citiesShown);
  const page = Math.min(Math.max(fields.page, 0), pages - 1);
  const shown = cities.slice(page * citiesShown, (page + 1) * citiesShown);
  return {
    text: t('feedback:chooseCity'),
    buttons: [
      ...shown.map((city) => [
        actionButton(textOf(language, 'name', city), chooseCity, { city: city.id }, version),
      ]),
      pageButtons(turn, { page, pages }, (text, to) => actionButton(text, choosePage, { page: to }, version)),
      [cancelButton(turn)],
    ],
  };
}

async function initiativeScreen(turn: Turn, state: DraftState): Promise<Screen> {
  const { t, language } = turn;
  const { fields, version } = state;
  const list = await listInitiatives(turn.deps, {
    cityId: fields.cityId ?? '',
    sphereId: null,
    page: fields.page,
    pageSize: listSize,
  });
  if (list.kind === 'unknownCity') return townScreen(turn, state);
  if (list.total === 0) return sphereScreen(turn, state);
  return {
    text: joinHtml([
      t('feedback:askTarget', { city: textOf(language, 'name', list.city) }),
      ...list.lines.map((line) =>
        t('feedback:initiativeLine', {
          number: line.number,
          title: clipText(textOf(language, 'title', line), 120),
        }),
      ),
      t('feedback:askTargetHint'),
    ]),
    buttons: [
      list.lines.map(({ number, id }) => actionButton(String(number), chooseInitiative, { id }, version)),
      pageButtons(turn, list, (text, page) => actionButton(text, choosePage, { page }, version)),
      [actionButton(t.plain('feedback:button.aboutCity'), chooseCityAtLarge, {}, version)],
      [cancelButton(turn)],
    ],
  };
}

async function sphereScreen(turn: Turn, { fields, version }: DraftState): Promise<Screen> {
  const { t, language } = turn;
  const list = await listInitiatives(turn.deps, {
    cityId: fields.cityId ?? '',
    sphereId: null,
    page: 0,
    pageSize: listSize,
  });
  if (list.kind === 'unknownCity') return { text: t('feedback:noCity'), buttons: [[cancelButton(turn)]] };
  const spheres = await listSpheres(turn.deps);
  const back = actionButton(t.plain('common:button.back'), chooseTarget, {}, version);
  return {
    text: t('feedback:askSphere', { city: textOf(language, 'name', list.city) }),
    buttons: [
      ...spheres.map((sphere) => [
        actionButton(textOf(language, 'name', sphere), chooseSphere, { sphere: sphere.id }, version),
      ]),
      list.total > 0 ? [back, cancelButton(turn)] : [cancelButton(turn)],
    ],
  };
}

function markButtons(version: number): Button[] {
  return [1, 2, 3, 4, 5].map((mark) => actionButton(String(mark), setMark, { mark }, version));
}

function wordsScreen(turn: Turn, { fields, version }: DraftState, known: KnownTarget): Screen {
  const { t } = turn;
  const other = actionButton(t.plain('feedback:button.otherTarget'), chooseTarget, {}, version);
  const back = actionButton(t.plain('common:button.back'), lookAgain, {}, version);
  const anew = actionButton(t.plain('feedback:button.anew'), startAnew, {}, version);
  const isBegun = isSaid(fields) || fields.place !== null;
  return {
    text: joinHtml([
      targetLine(turn, known),
      t(known.initiative === null ? 'feedback:askWords.city' : 'feedback:askWords.initiative'),
      ...(fields.place === null ? [] : [t('feedback:placeAttached')]),
    ]),
    buttons: [
      markButtons(version),
      isBegun ? [other, anew] : [other],
      isSaid(fields) ? [back, cancelButton(turn)] : [cancelButton(turn)],
    ],
  };
}

function previewScreen(turn: Turn, { fields, version }: DraftState, known: KnownTarget): Screen {
  const { t } = turn;
  const { mark, topic, text, hidden, place } = fields;
  const lines: Html[] = [
    t('feedback:preview'),
    targetLine(turn, known),
    ...saidLines(turn, { mark, topic }),
    ...(text === null ? [] : [quote(escapeHtml(text))]),
    ...hiddenLine(turn, hidden),
    ...(place === null ? [] : [t('feedback:placeAttached')]),
    ...(text === null ? [t('feedback:canWrite')] : []),
    ...(mark === null ? [t('feedback:canMark')] : []),
    t('feedback:notAppeal'),
  ];
  const topicButtons = feedbackTopics.map((name) =>
    actionButton(
      `${name === topic ? '• ' : ''}${t.plain(`feedback:topic.${name}`)}`,
      setTopic,
      { topic: name },
      version,
    ),
  );
  return {
    text: joinHtml(lines),
    buttons: [
      [actionButton(t.plain('common:button.send'), send, {}, version)],
      mark === null ? markButtons(version) : [],
      topicButtons,
      [
        actionButton(t.plain('common:button.fix'), fixWords, {}, version),
        urlButton(t.plain('feedback:button.eotinish'), eOtinish),
      ],
      [cancelButton(turn)],
    ],
  };
}

function hiddenLine({ t }: Turn, hidden: readonly PersonalDataKind[]): Html[] {
  if (hidden.length === 0) return [];
  const what = hidden.map((kind) => t.plain(`feedback:hidden.${kind}`)).join(', ');
  return [t(hidden.length === 1 ? 'feedback:hiddenOne' : 'feedback:hiddenMany', { what })];
}

async function receiptScreen(turn: Turn, number: string): Promise<Screen> {
  const { t } = turn;
  const sent = await readOwnFeedback(turn.deps, { personId: turn.person.id, number });
  const buttons = [
    [
      commandButton(t.plain('menu:button.my'), 'my'),
      urlButton(t.plain('feedback:button.eotinish'), eOtinish),
    ],
    [commandButton(t.plain('common:button.menu'), 'menu')],
  ];
  if (sent.kind === 'notFound') return { text: t('errors:notFound'), buttons };
  return {
    text: joinHtml([
      t('feedback:received', { number }),
      t('feedback:promise', { day: sent.dueOn }),
      t('feedback:notAppeal'),
    ]),
    buttons,
  };
}
