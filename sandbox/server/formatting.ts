import { badRequest } from './api-error.ts';
import { addFoundEntities } from './found-entities.ts';
import { type ParsedText, parseHtml, sortEntities } from './html-entities.ts';
import type { MessageEntity } from './telegram-types.ts';

export interface FormattedInput {
  text: string;
  parseMode?: string | undefined;
  entities?: readonly MessageEntity[] | undefined;
  strict: boolean;
}

const codeTypes = new Set(['code', 'pre']);
const quoteTypes = new Set(['blockquote', 'expandable_blockquote']);
const givenTypes = new Set([
  ...['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'code', 'pre', 'text_link', 'blockquote'],
  ...[
    'expandable_blockquote',
    'custom_emoji',
    'url',
    'email',
    'mention',
    'hashtag',
    'cashtag',
    'bot_command',
  ],
  ...['phone_number', 'text_mention'],
]);

/**
 * The text as people see it and its entities: markup parsed or given entities checked, outer white space removed,
 * what Telegram finds by itself added. Throws the refusal of the Bot API.
 */
export function formatText({ text, parseMode, entities, strict }: FormattedInput): ParsedText {
  const parsed = readMarkup(text.replaceAll('\r', ''), parseMode, entities, strict);
  const trimmed = trim(parsed);
  const nested = trimmed.entities.filter((entity, index) => !isSwallowed(entity, index, trimmed.entities));
  return { text: trimmed.text, entities: addFoundEntities(trimmed.text, nested) };
}

function readMarkup(
  text: string,
  parseMode: string | undefined,
  entities: readonly MessageEntity[] | undefined,
  strict: boolean,
): ParsedText {
  const mode = parseMode?.toLowerCase();
  if (mode === 'html') return parseHtml(text, { strict });
  if (mode === 'markdown' || mode === 'markdownv2') {
    throw badRequest(`the sandbox does not serve parse_mode ${parseMode}`);
  }
  if (mode !== undefined && mode !== '') throw badRequest('unsupported parse_mode');
  return { text, entities: checkGiven(text, entities ?? []) };
}

function checkGiven(text: string, entities: readonly MessageEntity[]): MessageEntity[] {
  for (const { type, offset, length } of entities) {
    if (!givenTypes.has(type)) throw badRequest(`can't parse MessageEntity: unsupported type "${type}"`);
    if (offset < 0 || length <= 0 || offset + length > text.length) {
      throw badRequest('entity beginning or end is outside of the text');
    }
  }
  return sortEntities(entities);
}

function trim({ text, entities }: ParsedText): ParsedText {
  const start = text.length - text.trimStart().length;
  const kept = text.trim();
  const moved = entities.flatMap((entity) => {
    const from = Math.max(entity.offset - start, 0);
    const to = Math.min(entity.offset - start + entity.length, kept.length);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: kept, entities: moved };
}

/** Code shows no other marks inside it, and a quotation no other quotation. */
function isSwallowed(entity: MessageEntity, index: number, all: readonly MessageEntity[]): boolean {
  return all.some((outer, outerIndex) => {
    const bothCode = codeTypes.has(outer.type) && codeTypes.has(entity.type);
    const bothQuotes = quoteTypes.has(outer.type) && quoteTypes.has(entity.type);
    if (outer === entity || !(codeTypes.has(outer.type) || bothQuotes)) return false;
    const isInside =
      entity.offset >= outer.offset && entity.offset + entity.length <= outer.offset + outer.length;
    const isSame = entity.offset === outer.offset && entity.length === outer.length;
    return isInside && !(isSame && (bothCode || bothQuotes) && index < outerIndex);
  });
}
