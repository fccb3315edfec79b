const SAFE = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** @typedef {(
 *   | { kind: 'start', payload: string | undefined }
 *   | { kind: 'group' }
 *   | { kind: 'page', href: string }
 *   | { kind: 'none' }
 * )} LinkTarget */

/**
 * What a link in a chat leads to: a start of this bot, the choice of a group for it, a page outside, or
 * nothing (an address that a browser must not follow, such as `javascript:`).
 *
 * @param {string} address
 * @param {string} botUsername
 * @returns {LinkTarget}
 */
export function readLink(address, botUsername) {
  let url;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
  } catch {
    return { kind: 'none' };
  }
  const name = nameOfTelegramLink(url);
  if (name?.toLowerCase() === botUsername.toLowerCase()) {
    if (url.searchParams.has('startgroup')) return { kind: 'group' };
    return { kind: 'start', payload: url.searchParams.get('start') || undefined };
  }
  return SAFE.has(url.protocol) ? { kind: 'page', href: url.href } : { kind: 'none' };
}

/** @param {URL} url */
function nameOfTelegramLink(url) {
  if (url.protocol === 'tg:') return url.searchParams.get('domain');
  if (!/^(www\.)?(t|telegram)\.me$/i.test(url.hostname)) return null;
  return url.pathname.split('/')[1] ?? null;
}
