import { el } from './dom.js';

const COLOURS = 7;

/**
 * A round picture with the initials of a name, in one of Telegram's seven colours chosen by the id.
 *
 * @param {string} name
 * @param {number} id
 */
export function renderAvatar(name, id) {
  const words = name.split(/[\s,·(]+/).filter((word) => /^\p{L}/u.test(word));
  const initials = words.slice(0, 2).map((word) => [...word][0]?.toUpperCase() ?? '');
  return el(
    'span',
    { class: `avatar colour-${Math.abs(id) % COLOURS}`, 'aria-hidden': 'true' },
    initials.join(''),
  );
}
