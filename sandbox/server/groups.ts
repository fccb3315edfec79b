import { createMembership } from './membership.ts';
import { textContent } from './people.ts';
import { createChatState, type Group, storeMessage } from './state/chats.ts';
import { type Bot, randomDigits, unixNow, type World } from './state/world.ts';
import type { CallbackQuery, Chat, Message } from './telegram-types.ts';

export interface NewGroup {
  title: string;
  /** The first of them is the creator. */
  memberIds: readonly number[];
  type?: 'group' | 'supergroup';
  username?: string;
}

/** Groups of people to which the bot may be added. */
export interface Groups {
  create(group: NewGroup): Chat;
  /** A member adds the bot; with a payload as by a `startgroup` link, which also starts it there. */
  addBot(groupId: number, byUserId: number, options?: { payload?: string; asAdministrator?: boolean }): void;
  removeBot(groupId: number, byUserId: number): void;
  promoteBot(groupId: number, byUserId: number): void;
  addMember(groupId: number, userId: number, byUserId: number): void;
  removeMember(groupId: number, userId: number, byUserId: number): void;
  /** A member writes; the bot gets what its privacy mode lets through: commands and replies to it. */
  send(groupId: number, userId: number, text: string, options?: { replyTo?: number }): Message;
  /** A tap on an inline button; returns the id of the callback query. */
  tap(groupId: number, userId: number, messageId: number, data: string): string;
  /** The group becomes a supergroup with another id, under which the bot must write from now on. */
  upgrade(groupId: number): Chat;
  messages(groupId: number): Message[];
}

/** Groups of the world, seen by the given bot. */
export function createGroups(world: World, bot: Bot): Groups {
  let nextNumber = 1001;
  const membership = createMembership(world, bot);

  function find(groupId: number): Group {
    const group = world.groups.get(groupId);
    if (group === undefined) throw new Error(`No group ${groupId}`);
    return group;
  }

  function newId(type: 'group' | 'supergroup'): number {
    nextNumber += 1;
    return type === 'group' ? -nextNumber : -1_000_000_000_000 - nextNumber;
  }

  function open(chat: Chat, members: Group['members']): Group {
    const group = { ...createChatState(chat), members, migratedTo: null };
    world.groups.set(chat.id, group);
    return group;
  }

  function write(group: Group, userId: number, content: Partial<Message>): Message {
    const from = group.members.get(userId)?.user ?? world.users.obtain(userId);
    return storeMessage(group, userId, { from, date: unixNow(world), ...content }).message;
  }

  function send(groupId: number, userId: number, text: string, options?: { replyTo?: number }): Message {
    const group = find(groupId);
    const replied = group.messages.get(options?.replyTo ?? 0);
    const { reply_to_message: _, ...flat } = replied?.message ?? {};
    const reply = replied === undefined ? {} : { reply_to_message: flat as Message };
    const message = write(group, userId, { ...textContent(text.trim()), ...reply });
    const status = group.members.get(bot.user.id)?.status;
    const isForBot = isAddressed(text, bot.user.username ?? '') || replied?.senderId === bot.user.id;
    if (status === 'administrator' || (status === 'member' && isForBot)) {
      bot.updates.push({ message }, group.chat.id);
    }
    return message;
  }

  return {
    create({ title, memberIds, type = 'group', username }) {
      const chat: Chat = { id: newId(type), type, title, ...(username === undefined ? {} : { username }) };
      const members: Group['members'] = new Map();
      for (const [index, id] of memberIds.entries()) {
        members.set(id, { user: world.users.obtain(id), status: index === 0 ? 'creator' : 'member' });
      }
      return open(chat, members).chat;
    },
    addBot(groupId, byUserId, options = {}) {
      const group = find(groupId);
      membership.changeBot(group, byUserId, options.asAdministrator === true ? 'administrator' : 'member');
      const message = write(group, byUserId, { new_chat_members: [bot.user] });
      bot.updates.push({ message }, group.chat.id);
      if (options.payload !== undefined) {
        send(groupId, byUserId, `/start@${bot.user.username} ${options.payload}`);
      }
    },
    removeBot(groupId, byUserId) {
      const group = find(groupId);
      const message = write(group, byUserId, { left_chat_member: bot.user });
      bot.updates.push({ message }, group.chat.id);
      membership.changeBot(group, byUserId, 'kicked');
    },
    promoteBot: (groupId, byUserId) => membership.changeBot(find(groupId), byUserId, 'administrator'),
    addMember: (groupId, userId, byUserId) =>
      membership.changePerson(find(groupId), userId, byUserId, 'member'),
    removeMember: (groupId, userId, byUserId) =>
      membership.changePerson(find(groupId), userId, byUserId, 'kicked'),
    send,
    tap(groupId, userId, messageId, data) {
      const group = find(groupId);
      const message = group.messages.get(messageId)?.message;
      const query: CallbackQuery = {
        id: randomDigits(world, 18),
        from: world.users.obtain(userId),
        message: message ?? { chat: group.chat, message_id: messageId, date: 0 },
        chat_instance: String(groupId * 7919),
        data,
      };
      bot.callbackQueries.open(query, world.now());
      bot.updates.push({ callback_query: query }, groupId);
      return query.id;
    },
    upgrade(groupId) {
      const group = find(groupId);
      const creator = [...group.members.values()].find(({ status }) => status === 'creator');
      const chat: Chat = { ...group.chat, id: newId('supergroup'), type: 'supergroup' };
      const upgraded = open(chat, new Map(group.members));
      const creatorId = creator?.user.id ?? bot.user.id;
      const leaving = write(group, creatorId, { migrate_to_chat_id: chat.id });
      const arriving = write(upgraded, creatorId, { migrate_from_chat_id: groupId });
      group.migratedTo = chat.id;
      bot.updates.push({ message: leaving }, groupId);
      bot.updates.push({ message: arriving }, chat.id);
      return chat;
    },
    messages: (groupId) =>
      [...find(groupId).messages.values()].map(({ message }) => structuredClone(message)),
  };
}

/** A command without a name, or with this bot's. */
function isAddressed(text: string, username: string): boolean {
  const match = /^\/[a-z0-9_]+(?:@([a-z0-9_]+))?/i.exec(text.trim());
  return match !== null && (match[1] === undefined || match[1].toLowerCase() === username.toLowerCase());
}
