import { bold, clipText, escapeHtml, type Html, joinHtml, quote } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import type { FeedbackQueue } from '../../usecases/feedback/list-feedback-to-answer.ts';
import type { FeedbackCard } from '../../usecases/feedback/read-feedback-to-answer.ts';
import { defineAction } from '../callback-data.ts';
import { commandButton } from '../go.ts';
import { pageButtons } from '../paging.ts';
import { actionButton, inPairs, type Screen, urlButton } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { saidLines, targetLine, targetName } from './feedback-lines.ts';

export const openQueue = defineAction('ans.list', { page: 'int' });
export const openFeedback = defineAction('ans.open', { id: 'int' });
export const take = defineAction('ans.take', { id: 'int' });
export const beginAnswer = defineAction('ans.new', { id: 'int' });

/** The longest citizen's text shown where the answers stand below it, so that all fits into one message. */
const clippedText = 300;

/** What waits for an answer, the oldest first. */
export function queueScreen(turn: Turn, queue: Extract<FeedbackQueue, { kind: 'queue' }>): Screen {
  const { t } = turn;
  const menu = commandButton(t.plain('common:button.menu'), 'menu');
  if (queue.total === 0) return { text: t('answers:none'), buttons: [[menu]] };
  const lines = queue.items.map((item) =>
    t('answers:line', {
      number: item.number,
      target: targetName(turn, item),
      state: t.plain(`states:feedback.${item.state}`),
      left: leftIn(turn, item.workingDaysLeft),
    }),
  );
  const buttons = queue.items.map(({ id, number }) =>
    actionButton(t.plain('answers:feedbackButton', { number }), openFeedback, { id }),
  );
  return {
    text: joinHtml([bold(t('answers:list', { count: queue.total })), ...lines]),
    buttons: [
      ...inPairs(buttons),
      pageButtons(turn, queue, (text, page) => actionButton(text, openQueue, { page })),
      [menu],
    ],
  };
}

/** How long is left until the promised date, in words. */
export function leftIn({ t }: Pick<Turn, 't'>, workingDays: number): string {
  return workingDays < 0
    ? t.plain('common:workingDaysLate', { count: -workingDays })
    : t.plain('common:workingDaysLeft', { count: workingDays });
}

/** One feedback: what was said, when, about what; never by whom. */
export function cardScreen(turn: Turn, card: FeedbackCard): Screen {
  const { t } = turn;
  const { id } = card;
  const zone = turn.deps.settings.timeZone;
  const isOpen = card.state === 'received' || card.state === 'in_work';
  const text = card.text === null || isOpen ? card.text : clipText(card.text, clippedText);
  const lines: Html[] = [
    bold(t('answers:title', { number: card.number, state: t.plain(`states:feedback.${card.state}`) })),
    targetLine(turn, card),
    ...saidLines(turn, card),
    text === null ? t('answers:noWords') : quote(escapeHtml(text)),
    ...(text === null ? [] : [t(`answers:writtenIn.${card.language}`)]),
    t('answers:came', { day: toLocalMoment(card.createdAt, zone).date }),
    ...(isOpen ? [t('answers:due', { day: card.dueOn, left: leftIn(turn, card.workingDaysLeft) })] : []),
    ...(card.answeredAt === null
      ? []
      : [t('answers:answerGiven', { day: toLocalMoment(card.answeredAt, zone).date })]),
    ...[card.answerKk, card.answerRu].flatMap((answer) =>
      answer === null ? [] : [quote(escapeHtml(answer))],
    ),
  ];
  return {
    text: joinHtml(lines),
    buttons: [
      isOpen ? [actionButton(t.plain('answers:button.answer'), beginAnswer, { id })] : [],
      card.state === 'received' ? [actionButton(t.plain('answers:button.take'), take, { id })] : [],
      card.place === null ? [] : [urlButton(t.plain('answers:button.place'), mapOf(card.place))],
      [actionButton(t.plain('common:button.back'), openQueue, { page: 0 })],
    ],
  };
}

function mapOf({ lat, lon }: { lat: number; lon: number }): string {
  const place = `${lat.toFixed(6)}/${lon.toFixed(6)}`;
  return `https://www.openstreetmap.org/?mlat=${lat.toFixed(6)}&mlon=${lon.toFixed(6)}#map=17/${place}`;
}
