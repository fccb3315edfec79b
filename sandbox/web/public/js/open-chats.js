const CHAT_MIN_WIDTH_PX = 320;
const PEOPLE_WIDTH_PX = 290;
const PHONE_WIDTH_PX = 720;
const MOST_CHATS = 4;
const CHATS_AT_FIRST = 3;

/** The address of a page on which every chat was closed; an empty address leaves the choice to the page. */
const NO_CHATS = '#none';

/**
 * How many chats fit beside the list; a phone shows either one chat or the list.
 *
 * @param {number} width of the window, in CSS pixels
 * @returns {{ phone: boolean, most: number }}
 */
export function readLayout(width) {
  if (width < PHONE_WIDTH_PX) return { phone: true, most: 1 };
  const fitting = Math.floor((width - PEOPLE_WIDTH_PX) / CHAT_MIN_WIDTH_PX);
  return { phone: false, most: Math.min(Math.max(fitting, 1), MOST_CHATS) };
}

/**
 * Which chats the address asks for: `#101,102`. People that the sandbox does not have are left out; a wide
 * window opens the first few when nobody is left, a phone the list.
 *
 * @param {string} hash
 * @param {number[]} known ids of the people, in their order
 * @param {{ phone: boolean, most: number }} layout
 * @returns {number[]}
 */
export function readOpenChats(hash, known, { phone, most }) {
  const wanted = hash.replace(/^#/, '').split(',').map(Number);
  const open = [...new Set(wanted)].filter((id) => known.includes(id));
  if (open.length > 0) return open.slice(-most);
  return phone || hash === NO_CHATS ? [] : known.slice(0, Math.min(most, CHATS_AT_FIRST));
}

/**
 * The open chats after one more was picked; the oldest give way when there is no room.
 *
 * @param {number[]} open
 * @param {number} userId
 * @param {number} most
 */
export function withChat(open, userId, most) {
  if (open.includes(userId)) return open;
  return [...open, userId].slice(-most);
}

/** @param {number[]} open */
export function writeHash(open) {
  return open.length === 0 ? NO_CHATS : `#${open.join(',')}`;
}
