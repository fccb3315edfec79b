/** @import { SandboxEvent } from './types.js' */

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8000;

/**
 * Listens to the sandbox's events and connects again for as long as the page lives. `onOpen` runs at every
 * connection: what happened in between is not replayed, so the listener reads everything anew there.
 *
 * @param {{ url: string, onEvent(event: SandboxEvent): void, onOpen(): void, onLost(): void }} options
 */
export function listenToEvents({ url, onEvent, onOpen, onLost }) {
  let retryMs = FIRST_RETRY_MS;

  function connect() {
    const source = new EventSource(url);
    source.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      onOpen();
    });
    source.addEventListener('message', (message) => onEvent(JSON.parse(message.data)));
    source.addEventListener('error', () => {
      // A browser's own retry gives up for good after some answers (a 502, say), so each retry is ours.
      source.close();
      onLost();
      setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    });
  }

  connect();
}
