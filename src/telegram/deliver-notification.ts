import type { Language } from '../i18n/language.ts';
import type { Translations } from '../i18n/translate.ts';
import type { ClaimedMessage, DeliveryOutcome } from '../usecases/delivery/delivery-outcome.ts';
import { bindMessages, gatherMessages } from '../usecases/delivery/gather-messages.ts';
import {
  readAddresseeOfChat,
  readAddresseeOfPerson,
  readLastAttempt,
} from '../usecases/delivery/read-addressee.ts';
import type { Deps } from '../usecases/deps.ts';
import { loadActor } from '../usecases/people/actor.ts';
import { registerPersonCommands } from './commands.ts';
import { editInPlace } from './edit-in-place.ts';
import type { Messenger } from './messenger.ts';
import type { ChatNotification, Drawing, DrawingContext, Edit, Hold, Notification } from './notification.ts';
import { newMessageMarkup, type Screen } from './screen.ts';
import { type SendFailure, sendFailureOf } from './send-outcome.ts';

/** Telegram takes 20 messages a minute for a group: so many milliseconds lie between two. */
const betweenTwoInGroup = 3_000;

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
  chatNotifications: readonly ChatNotification[];
}): (message: ClaimedMessage) => Promise<DeliveryOutcome> {
  const { deps, messenger, translations, botName } = parts;
  const forPeople = new Map<string, Notification>(parts.notifications.map((one) => [one.kind, one]));
  const forChats = new Map<string, ChatNotification>(parts.chatNotifications.map((one) => [one.kind, one]));

  const contextIn = (language: Language, { attempts }: ClaimedMessage): DrawingContext => ({
    deps,
    now: deps.clock.now(),
    t: translations.for(language),
    language,
    botName,
    wasTried: attempts > 0,
  });

  /** Throws a failure as it comes. */
  async function send(chatId: string, topicId: string | null, screen: Screen): Promise<DeliveryOutcome> {
    const markup = newMessageMarkup(screen);
    const sent = await messenger.api.sendMessage(chatId, screen.text, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(topicId === null ? {} : { message_thread_id: Number(topicId) }),
      ...(markup === undefined ? {} : { reply_markup: markup }),
    });
    return { kind: 'sent', messageRef: String(sent.message_id) };
  }

  async function toPerson(personId: number, message: ClaimedMessage): Promise<DeliveryOutcome> {
    const definition = definitionOf(forPeople, message);
    const addressee = await readAddresseeOfPerson(deps, personId);
    if (typeof addressee === 'string') return { kind: 'dropped', reason: addressee };
    if (addressee.channel !== 'telegram') return { kind: 'dropped', reason: 'unreachable' };
    const recipient = await loadActor(deps.db, personId, deps.clock.now());
    const context = { ...contextIn(recipient.language ?? 'kk', message), recipient };
    const drawn = await draw(context, definition, message);
    const chatId = addressee.externalId;
    if ('inPlaceOf' in drawn) return editInPlace(messenger, chatId, drawn, context.now);
    if (!isScreen(drawn)) return drawn;
    try {
      // Commands first: setting them again is harmless, sending the message again is not.
      if (definition.changesCommands === true) {
        await registerPersonCommands(messenger, translations, chatId, recipient);
      }
      return await send(chatId, null, drawn);
    } catch (error) {
      return outcomeForPerson(sendFailureOf(error));
    }
  }

  async function toChat(linkId: number, message: ClaimedMessage): Promise<DeliveryOutcome> {
    const definition = definitionOf(forChats, message);
    const addressee = await readAddresseeOfChat(deps, linkId);
    if (typeof addressee === 'string') return { kind: 'dropped', reason: addressee };
    const { chat, channel, externalId, topicId } = addressee;
    if (channel !== 'telegram') return { kind: 'dropped', reason: 'unreachable' };
    const last = await readLastAttempt(deps, { channel, externalId });
    const until = new Date((last?.getTime() ?? 0) + betweenTwoInGroup);
    if (until > deps.clock.now()) return { kind: 'postponed', until, forAll: true };
    const drawn = await draw({ ...contextIn(chat.language, message), chat }, definition, message);
    if ('inPlaceOf' in drawn) return editInPlace(messenger, externalId, drawn, deps.clock.now());
    if (!isScreen(drawn)) return drawn;
    try {
      return await send(externalId, topicId, drawn);
    } catch (error) {
      return outcomeForChat(sendFailureOf(error), { externalId, topicId });
    }
  }

  return (message) => {
    const { recipientId, chatId } = message;
    if (chatId !== null) return toChat(chatId, message);
    if (recipientId !== null) return toPerson(recipientId, message);
    throw new Error(`Message ${message.id} is for nobody`);
  };
}

function definitionOf<One>(definitions: ReadonlyMap<string, One>, { kind }: ClaimedMessage): One {
  const definition = definitions.get(kind);
  if (definition === undefined) throw new Error(`Nothing draws messages of the kind ${kind}`);
  return definition;
}

function isScreen(drawn: Screen | Edit | DeliveryOutcome): drawn is Screen {
  return 'text' in drawn;
}

/**
 * Draws a message, together with those that are told in it; or says why there is nothing to send now. Which
 * ones are told is written down before it is sent, so that an attempt whose outcome is not known is repeated as
 * it was.
 */
async function draw<Context extends DrawingContext>(
  context: Context,
  definition: Drawing<Context>,
  message: ClaimedMessage,
): Promise<Screen | Edit | DeliveryOutcome> {
  const drawn = await drawJoined(context, definition, message);
  if (drawn === null) return { kind: 'dropped', reason: 'untrue' };
  if (drawn === 'lostClaim') return { kind: 'retry', reason: 'error' };
  if ('holdUntil' in drawn) return { kind: 'postponed', until: drawn.holdUntil };
  return drawn;
}

async function drawJoined<Context extends DrawingContext>(
  context: Context,
  { render, join }: Drawing<Context>,
  message: ClaimedMessage,
): Promise<Screen | Hold | Edit | 'lostClaim' | null> {
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

function outcomeForPerson(failure: SendFailure): DeliveryOutcome {
  switch (failure.kind) {
    case 'blocked':
    case 'deactivated':
    case 'chatNotFound':
    case 'badRequest':
      return { kind: 'failed', reason: failure.kind };
    case 'tooMany':
      return failure.retryAfter === null
        ? { kind: 'retry', reason: 'tooMany' }
        : { kind: 'retry', reason: 'tooMany', afterSeconds: failure.retryAfter };
    case 'server':
    case 'network':
    case 'unauthorized':
      return { kind: 'retry', reason: failure.kind };
    case 'unknown':
      return { kind: 'unknown', reason: 'lostAnswer' };
    // None can happen to a new message in a private chat; if it does, repeating it would not help.
    case 'migrated':
    case 'topicGone':
    case 'notModified':
      return { kind: 'failed', reason: 'badRequest' };
  }
}

/** What else can come of it in a group: it goes on under another id, or without the topic. */
function outcomeForChat(
  failure: SendFailure,
  { externalId, topicId }: { externalId: string; topicId: string | null },
): DeliveryOutcome {
  if (failure.kind === 'migrated') {
    return { kind: 'moved', reason: 'chatMoved', externalId: String(failure.chatId), topicId };
  }
  if (failure.kind === 'topicGone' && topicId !== null) {
    return { kind: 'moved', reason: 'chatMoved', externalId, topicId: null };
  }
  return outcomeForPerson(failure);
}
