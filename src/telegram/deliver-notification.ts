import type { Translations } from '../i18n/translate.ts';
import type { ClaimedMessage, DeliveryOutcome } from '../usecases/delivery/delivery-outcome.ts';
import { bindMessages, gatherMessages } from '../usecases/delivery/gather-messages.ts';
import type { Deps } from '../usecases/deps.ts';
import { loadActor } from '../usecases/people/actor.ts';
import { registerPersonCommands } from './commands.ts';
import type { Messenger } from './messenger.ts';
import type { Edit, Hold, Notification, NotificationContext } from './notification.ts';
import { inlineKeyboard, newMessageMarkup, type Screen } from './screen.ts';
import { type SendFailure, sendFailureOf } from './send-outcome.ts';

/**
 * Sends owed messages to Telegram, each drawn at this moment in its recipient's language. Throws where a
 * message cannot be drawn (a bug, or the database is away); then nothing was sent.
 */
export function createDeliverer(parts: {
  deps: Deps;
  messenger: Messenger;
  translations: Translations;
  botName: string;
  notifications: readonly Notification[];
}): (message: ClaimedMessage) => Promise<DeliveryOutcome> {
  const { deps, messenger, translations, botName } = parts;
  const byKind = new Map<string, Notification>(parts.notifications.map((one) => [one.kind, one]));

  async function send(chatId: string, screen: Screen, before: () => Promise<void>): Promise<DeliveryOutcome> {
    const markup = newMessageMarkup(screen);
    try {
      await before();
      const sent = await messenger.api.sendMessage(chatId, screen.text, {
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        ...(markup === undefined ? {} : { reply_markup: markup }),
      });
      return { kind: 'sent', messageRef: String(sent.message_id) };
    } catch (error) {
      return outcomeOf(sendFailureOf(error));
    }
  }

  /** Repeating it does no harm: the message then says the same. */
  async function edit(chatId: string, { messageRef, screen }: Edit): Promise<DeliveryOutcome> {
    try {
      await messenger.api.editMessageText(chatId, Number(messageRef), screen.text, {
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        reply_markup: inlineKeyboard(screen),
      });
      return { kind: 'sent', messageRef };
    } catch (error) {
      const failure = sendFailureOf(error);
      if (failure.kind === 'notModified') return { kind: 'sent', messageRef };
      // The person deleted the message: there is nothing to mend, and nothing new to tell.
      if (failure.kind === 'badRequest') return { kind: 'dropped', reason: 'untrue' };
      return outcomeOf(failure);
    }
  }

  return async (message) => {
    const definition = byKind.get(message.kind);
    if (definition === undefined) throw new Error(`Nothing draws messages of the kind ${message.kind}`);
    const person = await deps.db.person.findUnique({
      where: { id: message.recipientId },
      select: { deletedAt: true, blockedAt: true, identity: { select: { channel: true, externalId: true } } },
    });
    if (person === null || person.deletedAt !== null) return { kind: 'dropped', reason: 'deleted' };
    if (person.blockedAt !== null) return { kind: 'dropped', reason: 'blocked' };
    if (person.identity?.channel !== 'telegram') return { kind: 'dropped', reason: 'unreachable' };

    const now = deps.clock.now();
    const recipient = await loadActor(deps.db, message.recipientId, now);
    const language = recipient.language ?? 'kk';
    const t = translations.for(language);
    const context = { deps, now, recipient, t, language, botName };
    const drawn = await draw(context, definition, message);
    if (drawn === null) return { kind: 'dropped', reason: 'untrue' };
    if (drawn === 'lostClaim') return { kind: 'retry', reason: 'error' };
    if ('holdUntil' in drawn) return { kind: 'postponed', until: drawn.holdUntil };
    const chatId = person.identity.externalId;
    if ('messageRef' in drawn) return edit(chatId, drawn);
    // Commands first: setting them again is harmless, sending the message again is not.
    return send(chatId, drawn, async () => {
      if (definition.changesCommands === true) {
        await registerPersonCommands(messenger, translations, chatId, recipient);
      }
    });
  };
}

/**
 * Draws a message, together with those that are told in it. Null: it is not true any more. Which ones are told
 * is written down before it is sent, so that an attempt whose outcome is not known is repeated as it was.
 */
async function draw(
  context: NotificationContext,
  { render, join }: Notification,
  message: ClaimedMessage,
): Promise<Screen | Edit | Hold | 'lostClaim' | null> {
  const { deps } = context;
  const params = message.params as never;
  if (join === undefined) return render(context, params);
  const gathered = await gatherMessages(deps, message);
  if (gathered.kind === 'hold') return { holdUntil: gathered.until };
  const { others } = gathered;
  if (others.length === 0) return render(context, params);
  const all = others.map((other) => other.params as never);
  const [head = null, ...parts] = await join.read(context, [params, ...all]);
  if (head === null) return null;
  const isTrue = (_: unknown, index: number) => (parts[index] ?? null) !== null;
  const joined = others.filter(isTrue).map(({ id }) => id);
  const untrue = others.map(({ id }) => id).filter((id) => !joined.includes(id));
  if (!(await bindMessages(deps, { message, joined, untrue }))) return 'lostClaim';
  if (joined.length === 0) return render(context, params);
  return join.draw(context, [head, ...parts.filter((part) => part !== null)]);
}

function outcomeOf(failure: SendFailure): DeliveryOutcome {
  switch (failure.kind) {
    case 'blocked':
    case 'deactivated':
    case 'chatNotFound':
    case 'badRequest':
      return { kind: 'failed', reason: failure.kind };
    case 'tooMany':
      return { kind: 'retry', reason: 'tooMany', afterSeconds: failure.retryAfter };
    case 'server':
    case 'network':
      return { kind: 'retry', reason: failure.kind };
    case 'unknown':
      return { kind: 'unknown', reason: 'lostAnswer' };
    // Neither can happen to a new message in a private chat; if it does, repeating it would not help.
    case 'migrated':
    case 'notModified':
      return { kind: 'failed', reason: 'badRequest' };
  }
}
