/** @import { MessageEntity } from './types.js' */

/** @typedef {string | { entity: MessageEntity, children: TextNode[] }} TextNode */

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/**
 * Nests a text by its entities (offsets in UTF-16 units, as the Bot API counts and as JavaScript does).
 * Entities that overlap without nesting are split where the outer one ends; what lies outside the text is
 * cut off. One line break after a block is dropped, since the block ends its line itself.
 *
 * @param {string} text
 * @param {MessageEntity[]} [entities]
 * @returns {TextNode[]}
 */
export function nestEntities(text, entities = []) {
  const spans = entities
    .map((entity) => ({
      entity,
      start: Math.max(0, entity.offset),
      end: Math.min(text.length, entity.offset + entity.length),
    }))
    .filter((span) => span.end > span.start);
  return nest(text, 0, text.length, spans);
}

/** @typedef {{ entity: MessageEntity, start: number, end: number }} Span */

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Span[]} spans all of them within start and end
 * @returns {TextNode[]}
 */
function nest(text, start, end, spans) {
  const queue = [...spans].sort(outerFirst);
  /** @type {TextNode[]} */
  const nodes = [];
  let position = start;
  for (let outer = queue.shift(); outer; outer = queue.shift()) {
    if (outer.start > position) nodes.push(text.slice(position, outer.start));
    /** @type {Span[]} */
    const inside = [];
    /** @type {Span[]} */
    const later = [];
    for (const span of queue) {
      if (span.start >= outer.end) later.push(span);
      else {
        inside.push({ ...span, end: Math.min(span.end, outer.end) });
        if (span.end > outer.end) later.push({ ...span, start: outer.end });
      }
    }
    nodes.push({ entity: outer.entity, children: nest(text, outer.start, outer.end, inside) });
    position = outer.end;
    if (
      BLOCKS.has(outer.entity.type) &&
      text[position] === '\n' &&
      !later.some((span) => span.start === position)
    ) {
      position += 1;
    }
    queue.splice(0, queue.length, ...later.sort(outerFirst));
  }
  if (position < end) nodes.push(text.slice(position, end));
  return nodes;
}

/** @param {Span} a @param {Span} b */
function outerFirst(a, b) {
  return (
    a.start - b.start ||
    b.end - a.end ||
    Number(BLOCKS.has(b.entity.type)) - Number(BLOCKS.has(a.entity.type))
  );
}
