import { badRequest } from './api-error.ts';
import type { MessageEntity } from './telegram-types.ts';

export interface ParsedText {
  text: string;
  /** Offsets and lengths in UTF-16 units. */
  entities: MessageEntity[];
}

interface OpenTag {
  name: string;
  entity: Omit<MessageEntity, 'offset' | 'length'> | null;
  offset: number;
}

const entityTypes: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
  pre: 'pre',
};
const knownTags = new Set([...Object.keys(entityTypes), 'a', 'span', 'blockquote', 'tg-emoji']);
const namedCharacters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/**
 * Parses the HTML of `parse_mode`. Refusals name a byte offset, as the real server's do. With `strict`, an ampersand
 * that starts no supported entity is refused too; the real server shows it as it stands, to the reader's surprise.
 */
export function parseHtml(source: string, { strict }: { strict: boolean }): ParsedText {
  let text = '';
  let at = 0;
  const open: OpenTag[] = [];
  const entities: MessageEntity[] = [];
  const byteOffset = (index: number) => Buffer.byteLength(source.slice(0, index));

  while (at < source.length) {
    const character = source[at];
    if (character === '&') {
      const decoded = decodeCharacter(source, at);
      if (decoded === undefined && strict) {
        throw refusal(`unsupported character reference at byte offset ${byteOffset(at)}`);
      }
      text += decoded?.text ?? '&';
      at = decoded?.end ?? at + 1;
    } else if (character !== '<') {
      text += character;
      at += 1;
    } else if (source[at + 1] === '/') {
      at = closeTag(at);
    } else {
      at = openTag(at);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw refusal(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  }
  return { text, entities: sortEntities(entities) };

  function openTag(start: number): number {
    const name = /^[^\s>/]*/.exec(source.slice(start + 1))?.[0].toLowerCase() ?? '';
    if (!knownTags.has(name)) {
      throw refusal(`Unsupported start tag "${name}" at byte offset ${byteOffset(start)}`);
    }
    const { attributes, end } = readAttributes(source, start, start + 1 + name.length, name, byteOffset);
    open.push({ name, entity: startEntity(name, attributes, byteOffset(start), open), offset: text.length });
    return end;
  }

  function closeTag(start: number): number {
    const end = source.indexOf('>', start);
    if (end === -1) throw refusal(`Unclosed end tag at byte offset ${byteOffset(start)}`);
    const name = source
      .slice(start + 2, end)
      .trim()
      .toLowerCase();
    const tag = open.pop();
    if (tag === undefined) throw refusal(`Unexpected end tag at byte offset ${byteOffset(start)}`);
    if (name !== '' && name !== tag.name) {
      throw refusal(
        `Unmatched end tag at byte offset ${byteOffset(start)}, expected "</${tag.name}>", found "</${name}>"`,
      );
    }
    const entity = endEntity(tag, text.slice(tag.offset));
    if (entity !== null && text.length > tag.offset) {
      entities.push({ ...entity, offset: tag.offset, length: text.length - tag.offset });
    }
    return end + 1;
  }
}

function startEntity(
  name: string,
  attributes: ReadonlyMap<string, string>,
  offset: number,
  open: readonly OpenTag[],
): OpenTag['entity'] {
  if (name === 'a') return { type: 'text_link', url: attributes.get('href') ?? '' };
  if (name === 'blockquote') {
    return { type: attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote' };
  }
  if (name === 'tg-emoji') {
    const id = attributes.get('emoji-id') ?? '';
    if (!/^\d+$/.test(id)) throw refusal('Invalid custom emoji identifier specified');
    return { type: 'custom_emoji', custom_emoji_id: id };
  }
  if (name === 'span') {
    if (attributes.get('class') !== 'tg-spoiler') {
      throw refusal(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`);
    }
    return { type: 'spoiler' };
  }
  if (name === 'code' && open.at(-1)?.name === 'pre') {
    const language = /^language-(.+)$/.exec(attributes.get('class') ?? '')?.[1];
    const pre = open.at(-1);
    if (pre?.entity != null && language !== undefined) pre.entity = { type: 'pre', language };
    return null;
  }
  return { type: entityTypes[name] ?? name };
}

function endEntity(tag: OpenTag, inner: string): OpenTag['entity'] {
  if (tag.entity?.type !== 'text_link') return tag.entity;
  const url = checkedUrl(tag.entity.url === '' ? inner : (tag.entity.url ?? ''));
  return url === undefined ? null : { type: 'text_link', url };
}

function checkedUrl(url: string): string | undefined {
  const complete = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`;
  if (!URL.canParse(complete)) return undefined;
  const parsed = new URL(complete);
  return ['http:', 'https:', 'tg:', 'ton:', 'mailto:', 'tel:'].includes(parsed.protocol)
    ? parsed.href
    : undefined;
}

function readAttributes(
  source: string,
  start: number,
  from: number,
  name: string,
  byteOffset: (index: number) => number,
): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  const pattern = /\s*(?:(>)|([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?)/y;
  pattern.lastIndex = from;
  for (;;) {
    const match = pattern.exec(source);
    if (match === null) throw refusal(`Unclosed start tag "${name}" at byte offset ${byteOffset(start)}`);
    if (match[1] !== undefined) return { attributes, end: pattern.lastIndex };
    attributes.set((match[2] ?? '').toLowerCase(), decodeAll(match[3] ?? match[4] ?? match[5] ?? ''));
  }
}

function decodeAll(value: string): string {
  return value.replace(/&[^;]*;/g, (reference) => decodeCharacter(reference, 0)?.text ?? reference);
}

function decodeCharacter(source: string, at: number): { text: string; end: number } | undefined {
  const match = /^&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));?/i.exec(source.slice(at, at + 12));
  if (match === null) return undefined;
  const code = match[1] !== undefined ? Number.parseInt(match[1], 16) : Number(match[2] ?? Number.NaN);
  const text = match[3] !== undefined ? namedCharacters[match[3]] : characterOf(code);
  return text === undefined ? undefined : { text, end: at + match[0].length };
}

function characterOf(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** Entities in Telegram's order: by start, the longer first. */
export function sortEntities(entities: readonly MessageEntity[]): MessageEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}

function refusal(reason: string) {
  return badRequest(`can't parse entities: ${reason}`);
}
