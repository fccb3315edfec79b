import type { FaultSource } from '../faults.ts';
import type { Chat, MenuButton, User } from '../telegram-types.ts';
import type { Webhook } from '../webhook.ts';
import { type CallbackAnswer, createQueries, type Queries } from './callbacks.ts';
import { createChatState, type Group, type PrivateChat } from './chats.ts';
import { type CommandLists, createCommandLists } from './commands.ts';
import { type Broadcast, createBroadcast, type SandboxEvent } from './events.ts';
import { createFiles, type Files } from './files.ts';
import { createProfile, type Profile } from './profile.ts';
import { createUpdateQueue, type UpdateQueue } from './update-queue.ts';
import { createUsers, type Users } from './users.ts';

export interface BotIdentity {
  token: string;
  id: number;
  username: string;
  firstName: string;
  /** Inline queries are turned on for the bot; false if absent. */
  inlineQueries?: boolean;
}

/** Waits; ends early, without an error, when the signal aborts. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>;

/** One bot and all that belongs to it alone. */
export interface Bot {
  token: string;
  user: User;
  updates: UpdateQueue;
  callbackQueries: Queries;
  inlineQueries: Queries;
  commands: CommandLists;
  profile: Profile;
  /** By private chat; the key null holds the default. */
  menuButtons: Map<number | null, MenuButton>;
  privateChats: Map<number, PrivateChat>;
  /** Answers to callback queries, by person, in order. */
  callbackAnswers: Map<number, CallbackAnswer[]>;
  inlineQueriesOn: boolean;
  /** Results by the id of the inline query. */
  inlineAnswers: Map<string, readonly unknown[]>;
  webhook: Webhook | null;
  /** The present long poll, when there is one: it can be refused, or answered with what there is. */
  poll: { terminate(reason: string): void; finish(): void } | null;
}

/** Everything that the sandbox keeps. */
export interface World {
  now(): Date;
  random(): number;
  delay: Delay;
  strict: boolean;
  users: Users;
  files: Files;
  groups: Map<number, Group>;
  bots: readonly Bot[];
  events: Broadcast<SandboxEvent>;
  faults: FaultSource;
}

export interface WorldOptions {
  clock: { now(): Date };
  random: () => number;
  delay: Delay;
  strict: boolean;
  callbackMaxAgeMs: number;
  bots: readonly BotIdentity[];
  faults: FaultSource;
}

/** A world with these bots and nobody else. */
export function createWorld(options: WorldOptions): World {
  return {
    now: () => options.clock.now(),
    random: options.random,
    delay: options.delay,
    strict: options.strict,
    users: createUsers(),
    files: createFiles(options.random),
    groups: new Map(),
    bots: options.bots.map((identity) => createBot(identity, options)),
    events: createBroadcast(),
    faults: options.faults,
  };
}

function createBot(identity: BotIdentity, { callbackMaxAgeMs, faults }: WorldOptions): Bot {
  return {
    token: identity.token,
    user: { id: identity.id, is_bot: true, first_name: identity.firstName, username: identity.username },
    updates: createUpdateQueue(() => faults.duplicates()),
    callbackQueries: createQueries(callbackMaxAgeMs),
    inlineQueries: createQueries(callbackMaxAgeMs),
    commands: createCommandLists(),
    profile: createProfile(identity.firstName),
    menuButtons: new Map(),
    privateChats: new Map(),
    callbackAnswers: new Map(),
    inlineQueriesOn: identity.inlineQueries ?? false,
    inlineAnswers: new Map(),
    webhook: null,
    poll: null,
  };
}

/** The private chat of the person with the bot, opened empty when there is none yet. */
export function privateChatOf(bot: Bot, user: User): PrivateChat {
  const known = bot.privateChats.get(user.id);
  if (known !== undefined) return known;
  const { is_bot: _, language_code: __, id, ...names } = user;
  const chat: Chat = { id, type: 'private', ...names };
  const opened = { ...createChatState(chat), user, started: false, blocked: false, readUpTo: 0 };
  bot.privateChats.set(user.id, opened);
  return opened;
}

/** Seconds since 1970 by the sandbox's clock. */
export function unixNow(world: World): number {
  return Math.floor(world.now().getTime() / 1000);
}

/** A random number of the given length in decimal digits, as the ids of queries and albums are. */
export function randomDigits(world: World, count: number): string {
  const first = 1 + Math.floor(world.random() * 9);
  return `${first}${Array.from({ length: count - 1 }, () => Math.floor(world.random() * 10)).join('')}`;
}
