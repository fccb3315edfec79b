/**
 * Whom a 429 concerns. Telegram does not say whether a chat or the whole bot was too fast. The first one is
 * taken for its chat's; a second without a success between, or while another chat is still held back, means
 * all of them.
 */
export interface TooMany {
  /** Notes a refusal of a message to a recipient, with the seconds to wait; true where everything has to wait. */
  refused(recipient: string, afterSeconds: number): boolean;
  sent(): void;
}

export function createTooMany(monotonic: () => number): TooMany {
  const heldBack = new Map<string, number>();
  let isRepeated = false;

  return {
    refused(recipient, afterSeconds) {
      const now = monotonic();
      for (const [id, until] of heldBack) if (until <= now) heldBack.delete(id);
      const others = [...heldBack.keys()].some((id) => id !== recipient);
      heldBack.set(recipient, now + afterSeconds * 1_000);
      const isForAll = isRepeated || others;
      isRepeated = true;
      return isForAll;
    },
    sent() {
      isRepeated = false;
    },
  };
}
