import { bold, type Html } from '../../i18n/html.ts';
import {
  type DeadRecipient,
  listDeadMessages,
  readDeadMessage,
} from '../../usecases/delivery/list-dead-messages.ts';
import { settleDeadMessage } from '../../usecases/delivery/settle-dead-message.ts';
import { commandButton, menuButton } from '../go.ts';
import { pageButtons } from '../paging.ts';
import { actionButton, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { closeMessage, openDeadMessage, openDeadMessages, sendAgain } from './delivery-actions.ts';
import { dayAndTime } from './submit-words.ts';

/** The messages that cannot arrive. `opening` is the outcome of the last step. */
export async function showDeadMessages(turn: Turn, page: number, opening?: Html): Promise<void> {
  const { t } = turn;
  const outcome = await listDeadMessages(turn.deps, { personId: turn.person.id, page });
  if (outcome.kind === 'noRight') return showNoRight(turn);
  const { messages, total } = outcome;
  await turn.show({
    text: lines(
      opening ?? null,
      total === 0 ? t('delivery:dead.none') : t('delivery:dead.title', { count: total }),
    ),
    buttons: [
      ...messages.map(({ id, area, failedAt }) => {
        const name = t.plain(`delivery:area.${area}`);
        const at = dayAndTime(failedAt, turn.deps.settings.timeZone);
        return [
          actionButton(t.plain('delivery:dead.item', { name, ...at }), openDeadMessage, { message: id }),
        ];
      }),
      pageButtons(turn, outcome, (text, to) => actionButton(text, openDeadMessages, { page: to })),
      [commandButton(t.plain('common:button.back'), 'admin'), menuButton(turn)],
    ],
  });
}

/** One of them: what it is about, for whom, why it did not arrive, and what can be done. */
export async function showDeadMessage(turn: Turn, messageId: number): Promise<void> {
  const { t } = turn;
  const outcome = await readDeadMessage(turn.deps, { personId: turn.person.id, messageId });
  switch (outcome.kind) {
    case 'noRight':
      return showNoRight(turn);
    case 'settled':
      return showDeadMessages(turn, 0, t('delivery:dead.alreadySettled'));
    case 'message': {
      const { id, area, failedAt, reason, recipient } = outcome.message;
      return turn.show({
        text: lines(
          bold(t('delivery:dead.card', { name: t.plain(`delivery:area.${area}`) })),
          t('delivery:dead.at', dayAndTime(failedAt, turn.deps.settings.timeZone)),
          t('delivery:dead.to', { to: recipientWords(turn, recipient) }),
          t('delivery:dead.why', { reason: t.plain(`delivery:reason.${reason}`) }),
          t(`delivery:dead.todo.${reason}`, { id: String(id) }),
        ),
        buttons: [
          [
            actionButton(t.plain('delivery:button.again'), sendAgain, { message: id }),
            actionButton(t.plain('delivery:button.close'), closeMessage, { message: id }),
          ],
          [actionButton(t.plain('common:button.back'), openDeadMessages, { page: 0 }), menuButton(turn)],
        ],
      });
    }
  }
}

/** Sends it again or closes it, and shows what is left. */
export async function settle(turn: Turn, messageId: number, how: 'sendAgain' | 'close'): Promise<void> {
  const outcome = await settleDeadMessage(turn.deps, { personId: turn.person.id, messageId, how });
  if (outcome.kind === 'noRight') return showNoRight(turn);
  await showDeadMessages(turn, 0, turn.t(`delivery:dead.${outcome.kind}`));
}

function recipientWords({ t, language }: Turn, recipient: DeadRecipient): string {
  if (recipient.kind === 'chat') return t.plain('delivery:dead.chat', { group: recipient.group[language] });
  const role = t.plain(`states:role.${recipient.role}`);
  return recipient.group === null
    ? role
    : t.plain('delivery:dead.inGroup', { role, group: recipient.group[language] });
}

function showNoRight(turn: Turn): Promise<void> {
  return turn.show({ text: turn.t('common:noRight'), buttons: [[menuButton(turn)]] });
}
