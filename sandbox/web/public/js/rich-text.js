/** @import { MessageEntity } from './types.js' */
/** @import { TextNode } from './entity-tree.js' */
import { el } from './dom.js';
import { nestEntities } from './entity-tree.js';
import { icon } from './icons.js';
import { readLink } from './links.js';

/**
 * @typedef {object} TextActions
 * @property {string} botUsername
 * @property {import('./strings.js').Strings} strings
 * @property {(text: string) => void} sendText
 * @property {(text: string) => void} copy
 * @property {(target: import('./links.js').LinkTarget) => void} openLink
 */

const TAGS = /** @type {const} */ ({
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
});

/**
 * A message's text with its entities as elements, made of text nodes only.
 *
 * @param {string} text
 * @param {MessageEntity[] | undefined} entities
 * @param {TextActions} actions
 * @returns {DocumentFragment}
 */
export function renderRichText(text, entities, actions) {
  const fragment = document.createDocumentFragment();
  fragment.append(...nestEntities(text, entities).map((node) => renderNode(node, actions)));
  return fragment;
}

/** @param {TextNode} node @param {TextActions} actions @returns {Node} */
function renderNode(node, actions) {
  if (typeof node === 'string') return document.createTextNode(node);
  const children = node.children.map((child) => renderNode(child, actions));
  const content = plainText(node);
  const { entity } = node;
  switch (entity.type) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strikethrough':
      return el(TAGS[entity.type], {}, ...children);
    case 'code':
      return pressable('code', 'code', () => actions.copy(content), children);
    case 'pre':
      return codeBlock(content, entity.language, actions);
    case 'spoiler':
      return spoiler(children, actions);
    case 'blockquote':
      return el('blockquote', { class: 'quote' }, ...children);
    case 'expandable_blockquote':
      return expandableQuote(children, actions);
    case 'bot_command':
      return pressable('span', 'link', () => actions.sendText(content), children);
    case 'text_link':
    case 'url':
    case 'email':
    case 'phone_number':
      return link(addressOf(entity, content), children, actions);
    case 'mention':
      return link(`https://t.me/${content.slice(1)}`, children, actions);
    case 'hashtag':
    case 'cashtag':
    case 'text_mention':
      return el('span', { class: 'link plain' }, ...children);
    default:
      return el('span', {}, ...children);
  }
}

/** @param {TextNode} node @returns {string} */
function plainText(node) {
  return typeof node === 'string' ? node : node.children.map(plainText).join('');
}

/** @param {MessageEntity} entity @param {string} content */
function addressOf(entity, content) {
  if (entity.type === 'text_link') return entity.url ?? '';
  if (entity.type === 'email') return `mailto:${content}`;
  if (entity.type === 'phone_number') return `tel:${content.replace(/[^+\d]/g, '')}`;
  return content;
}

/** @param {string} address @param {Node[]} children @param {TextActions} actions */
function link(address, children, actions) {
  const target = readLink(address, actions.botUsername);
  if (target.kind === 'page') {
    return el(
      'a',
      { class: 'link', href: target.href, target: '_blank', rel: 'noopener noreferrer' },
      ...children,
    );
  }
  if (target.kind === 'none') return el('span', {}, ...children);
  return pressable('span', 'link', () => actions.openLink(target), children);
}

/**
 * An inline element that works as a button and, unlike a button, breaks across lines.
 *
 * @param {'span' | 'code'} tag
 * @param {string} name
 * @param {() => void} press
 * @param {Node[]} children
 */
function pressable(tag, name, press, children) {
  const node = el(tag, { class: name, role: 'button', tabindex: '0', onclick: press }, ...children);
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  });
  return node;
}

/** @param {Node[]} children @param {TextActions} actions */
function spoiler(children, actions) {
  const hidden = el('span', { class: 'spoiler-text', 'aria-hidden': 'true' }, ...children);
  const node = pressable('span', 'spoiler', reveal, [hidden]);
  node.setAttribute('aria-label', actions.strings.spoiler);
  // The first press only shows the text; a link inside must not be followed unseen.
  const firstPress = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation();
    reveal();
  };
  node.addEventListener('click', firstPress, { capture: true, once: true });
  function reveal() {
    node.classList.add('shown');
    hidden.removeAttribute('aria-hidden');
    node.removeAttribute('aria-label');
    node.removeAttribute('role');
    node.removeAttribute('tabindex');
    node.removeEventListener('click', firstPress, true);
  }
  return node;
}

/** @param {string} content @param {string | undefined} language @param {TextActions} actions */
function codeBlock(content, language, actions) {
  const copy = el(
    'button',
    {
      type: 'button',
      class: 'copy-code',
      'aria-label': actions.strings.copyCode,
      onclick: () => actions.copy(content),
    },
    icon('copy'),
  );
  return el(
    'div',
    { class: 'code-block' },
    el('div', { class: 'code-head' }, language ?? '', copy),
    el('pre', {}, el('code', {}, content)),
  );
}

/** @param {Node[]} children @param {TextActions} actions */
function expandableQuote(children, actions) {
  const { strings } = actions;
  const content = el('div', { class: 'quote-text' }, ...children);
  const toggle = el(
    'button',
    {
      type: 'button',
      class: 'quote-toggle',
      'aria-expanded': 'false',
      'aria-label': strings.expandQuote,
      onclick: () => {
        const open = quote.classList.toggle('open');
        toggle.setAttribute('aria-expanded', String(open));
        toggle.setAttribute('aria-label', open ? strings.collapseQuote : strings.expandQuote);
      },
    },
    icon('down'),
  );
  const quote = el('blockquote', { class: 'quote expandable' }, content, toggle);
  const observer = new ResizeObserver(() => {
    if (quote.classList.contains('open')) return;
    quote.classList.toggle('short', content.scrollHeight <= content.clientHeight + 1);
  });
  observer.observe(content);
  return quote;
}
