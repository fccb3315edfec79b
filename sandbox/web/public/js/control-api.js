/** @import { ChatState, SandboxState } from './types.js' */

/** A request that the sandbox refused, or that never reached it (`status` 0). */
export class ControlApiError extends Error {
  /**
   * @param {string} message
   * @param {number} status
   * @param {unknown} [cause]
   */
  constructor(message, status, cause) {
    super(message, { cause });
    this.name = 'ControlApiError';
    this.status = status;
  }
}

/**
 * The sandbox's control API, one function per route. Each throws a ControlApiError when it fails.
 *
 * @param {string} [base]
 */
export function createControlApi(base = '/sandbox/api') {
  /**
   * @param {string} path
   * @param {RequestInit} [init]
   * @returns {Promise<any>}
   */
  async function request(path, init) {
    let response;
    try {
      response = await fetch(`${base}/${path}`, init);
    } catch (cause) {
      throw new ControlApiError('The sandbox cannot be reached', 0, cause);
    }
    const body = await response.text();
    if (!response.ok) throw new ControlApiError(refusal(body) ?? response.statusText, response.status);
    return body === '' ? undefined : JSON.parse(body);
  }

  /**
   * @param {string} path
   * @param {unknown} body
   */
  const post = (path, body) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  return {
    eventsUrl: `${base}/events`,
    /** The state, with the bot's profile in that language. @param {string} language @returns {Promise<SandboxState>} */
    readState: (language) => request(`state?language=${encodeURIComponent(language)}`),
    /** @param {number} userId @returns {Promise<ChatState>} */
    readChat: (userId) => request(`chats/${userId}`),
    /** @param {number} userId @param {string} text @param {number} [replyTo] */
    sendText: (userId, text, replyTo) =>
      post(`chats/${userId}/messages`, replyTo === undefined ? { text } : { text, replyTo }),
    /** @param {number} userId @param {'photo' | 'document'} field @param {File[]} files @param {string} caption */
    sendFiles(userId, field, files, caption) {
      const form = new FormData();
      for (const file of files) form.append(field, file, file.name);
      if (caption !== '') form.append('caption', caption);
      return request(`chats/${userId}/messages`, { method: 'POST', body: form });
    },
    /** @param {number} userId @param {{ latitude: number, longitude: number }} location */
    sendLocation: (userId, location) => post(`chats/${userId}/messages`, { location }),
    /** @param {number} userId */
    sendSticker: (userId) => post(`chats/${userId}/messages`, { sticker: true }),
    /** @param {number} userId */
    sendVoice: (userId) => post(`chats/${userId}/messages`, { voice: true }),
    /** @param {number} userId @param {{ phoneNumber: string, firstName: string }} contact */
    sendContact: (userId, contact) => post(`chats/${userId}/messages`, { contact }),
    /** @param {number} userId */
    markRead: (userId) => post(`chats/${userId}/read`, {}),
    /** @param {number} userId @param {number} messageId @param {string} data @returns {Promise<{ callbackId: string }>} */
    pressButton: (userId, messageId, data) => post(`chats/${userId}/callbacks`, { messageId, data }),
    /** @param {number} userId @param {string} [payload] */
    start: (userId, payload) => post(`chats/${userId}/start`, payload === undefined ? {} : { payload }),
    /** @param {number} userId @param {boolean} blocked */
    setBlocked: (userId, blocked) => post(`chats/${userId}/block`, { blocked }),
    /** @param {{ advanceMs: number } | { nextDeadline: true }} to @returns {Promise<{ now: string | number }>} */
    moveClock: (to) => post('clock', to),
    /** @param {string} fileId */
    fileUrl: (fileId) => `${base}/files/${encodeURIComponent(fileId)}`,
  };
}

/** @typedef {ReturnType<typeof createControlApi>} ControlApi */

/** @param {string} body */
function refusal(body) {
  try {
    const parsed = JSON.parse(body);
    return parsed.error ?? parsed.message ?? parsed.description;
  } catch {
    return body === '' ? undefined : body.slice(0, 200);
  }
}
