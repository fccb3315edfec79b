import { describeMember } from './methods/chats.ts';
import type { Group, MemberStatus } from './state/chats.ts';
import { type Bot, unixNow, type World } from './state/world.ts';
import type { ChatMemberUpdated, User } from './telegram-types.ts';

export interface Membership {
  /** Changes the bot's own standing in the group and tells the bot. */
  changeBot(group: Group, byUserId: number, status: MemberStatus): void;
  /** Changes a person's standing; the bot is told when it is an administrator there. */
  changePerson(group: Group, userId: number, byUserId: number, status: MemberStatus): void;
}

/** Changes of who is in a group, with the updates they cause for the bot. */
export function createMembership(world: World, bot: Bot): Membership {
  function change(group: Group, user: User, byUserId: number, status: MemberStatus): ChatMemberUpdated {
    const before = group.members.get(user.id)?.status ?? 'left';
    group.members.set(user.id, { user, status });
    return {
      chat: group.chat,
      from: world.users.obtain(byUserId),
      date: unixNow(world),
      old_chat_member: describeMember(user, before),
      new_chat_member: describeMember(user, status),
    };
  }

  return {
    changeBot(group, byUserId, status) {
      bot.updates.push({ my_chat_member: change(group, bot.user, byUserId, status) }, group.chat.id);
    },
    changePerson(group, userId, byUserId, status) {
      const changed = change(group, world.users.obtain(userId), byUserId, status);
      if (group.members.get(bot.user.id)?.status === 'administrator') {
        bot.updates.push({ chat_member: changed }, group.chat.id);
      }
    },
  };
}
