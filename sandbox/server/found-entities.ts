import { sortEntities } from './html-entities.ts';
import type { MessageEntity } from './telegram-types.ts';

const patterns: readonly [type: string, pattern: RegExp][] = [
  ['url', /(?<![\p{L}\p{N}@/.])(?:https?:\/\/|(?:www\.|t\.me\/))[^\s<>"'«»]*[^\s<>"'«».,:;!?)\]]/giu],
  ['email', /(?<![\p{L}\p{N}.+-])[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/giu],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/])/giu],
  ['mention', /(?<![\p{L}\p{N}_/])@[a-z0-9_]{4,32}(?![\p{L}\p{N}_])/giu],
  ['hashtag', /(?<![\p{L}\p{N}_&/])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu],
];
const closedTypes = new Set([
  'code',
  'pre',
  'text_link',
  'url',
  'email',
  'bot_command',
  'mention',
  'hashtag',
]);

/** Adds the entities that Telegram finds by itself: links, addresses, commands, mentions, hashtags. */
export function addFoundEntities(text: string, given: readonly MessageEntity[]): MessageEntity[] {
  const entities = [...given];
  for (const [type, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const found = { type, offset: match.index, length: match[0].length };
      if (!entities.some((entity) => closedTypes.has(entity.type) && overlaps(entity, found)))
        entities.push(found);
    }
  }
  return sortEntities(entities);
}

function overlaps(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
