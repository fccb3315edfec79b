import { bold, clipText, escapeHtml, type Html, joinHtml, quote } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import { textOf } from '../../i18n/text-of.ts';
import {
  listOwnFeedback,
  type OwnFeedback,
  readOwnFeedback,
} from '../../usecases/feedback/read-own-feedback.ts';
import { listFollows } from '../../usecases/follows/list-follows.ts';
import { defineAction } from '../callback-data.ts';
import { type Feature, on } from '../feature.ts';
import { commandButton } from '../go.ts';
import { pageButtons } from '../paging.ts';
import { actionButton, inPairs, type Screen, urlButton } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { answerLines, saidLines, targetLine } from './feedback-lines.ts';
import { eOtinish } from './feedback-screens.ts';
import { fromMy, openInitiative } from './initiatives-actions.ts';

const pageSize = 6;

export const openMyPage = defineAction('my.page', { page: 'int' });
export const openMyFeedback = defineAction('my.open', { id: 'int', page: 'int' });
export const openFollows = defineAction('my.foll', { page: 'int' });

async function showList(turn: Turn, page: number): Promise<void> {
  const { t, deps, person } = turn;
  const list = await listOwnFeedback(deps, { personId: person.id, page, pageSize });
  const follows = await listFollows(deps, { personId: person.id, page: 0, pageSize: 1 });
  const lines = list.items.map((item) =>
    t('my:line', { number: item.number, day: dayOf(turn, item.createdAt), state: stateOf(turn, item) }),
  );
  const buttons = list.items.map((item) =>
    actionButton(t.plain('my:feedbackButton', { number: item.number }), openMyFeedback, {
      id: item.id,
      page: list.page,
    }),
  );
  await turn.show({
    text: list.total === 0 ? t('my:none') : joinHtml([bold(t('my:list', { count: list.total })), ...lines]),
    buttons: [
      ...inPairs(buttons),
      pageButtons(turn, list, (text, to) => actionButton(text, openMyPage, { page: to })),
      follows.total === 0 ? [] : [actionButton(t.plain('my:button.follows'), openFollows, { page: 0 })],
      [commandButton(t.plain('menu:button.feedback'), 'feedback')],
      [commandButton(t.plain('common:button.menu'), 'menu')],
    ],
  });
}

function dayOf(turn: Turn, instant: Date) {
  return toLocalMoment(instant, turn.deps.settings.timeZone).date;
}

function stateOf({ t }: Turn, { state }: OwnFeedback): string {
  return t.plain(`states:feedback.${state}`);
}

async function showOne(turn: Turn, id: number, page: number): Promise<void> {
  const found = await readOwnFeedback(turn.deps, { personId: turn.person.id, id });
  if (found.kind === 'feedback') return turn.show(oneScreen(turn, found, page));
  await turn.note(turn.t.plain('errors:notFound'));
  await showList(turn, page);
}

function oneScreen(turn: Turn, own: OwnFeedback, page: number): Screen {
  const { t } = turn;
  // Text and answer may be long; together they must fit into one message.
  const text = own.text === null || own.answeredAt === null ? own.text : clipText(own.text, 1_000);
  const lines: Html[] = [
    bold(t('my:title', { number: own.number, state: stateOf(turn, own) })),
    targetLine(turn, own),
    t('my:sent', { day: dayOf(turn, own.createdAt) }),
    ...saidLines(turn, own),
    ...(text === null ? [] : [quote(escapeHtml(text))]),
    ...(own.answeredAt === null
      ? [t('my:promise', { day: own.dueOn })]
      : [t('my:answer', { day: dayOf(turn, own.answeredAt) }), ...answerLines(turn, own)]),
  ];
  return {
    text: joinHtml(lines),
    buttons: [
      [
        actionButton(t.plain('common:button.back'), openMyPage, { page }),
        urlButton(t.plain('feedback:button.eotinish'), eOtinish),
      ],
    ],
  };
}

async function showFollows(turn: Turn, page: number): Promise<void> {
  const { t, language, deps, person } = turn;
  const list = await listFollows(deps, { personId: person.id, page, pageSize });
  const first = list.page * pageSize + 1;
  const lines = list.items.map((item, index) =>
    t('my:followLine', {
      number: first + index,
      title: clipText(textOf(language, 'title', item), 120),
      city: textOf(language, 'city', item),
      state: t.plain(`states:initiative.${item.state}`),
      progress: item.progress,
    }),
  );
  const buttons = list.items.map(({ id }, index) =>
    actionButton(String(first + index), openInitiative, { id, from: fromMy, page: list.page }),
  );
  await turn.show({
    text:
      list.total === 0
        ? t('my:noFollows')
        : joinHtml([bold(t('my:follows', { count: list.total })), ...lines]),
    buttons: [
      buttons,
      pageButtons(turn, list, (text, to) => actionButton(text, openFollows, { page: to })),
      [actionButton(t.plain('common:button.back'), openMyPage, { page: 0 })],
    ],
  });
}

/** What a person wrote and what came of it; what they follow. */
export const myFeature: Feature = {
  commands: { my: (turn) => showList(turn, 0) },
  actions: [
    on(openMyPage, (turn, { page }) => showList(turn, page)),
    on(openMyFeedback, (turn, { id, page }) => showOne(turn, id, page)),
    on(openFollows, (turn, { page }) => showFollows(turn, page)),
  ],
};
