/**
 * Reasons for a reopening that stand ready as buttons. They are stored as `ready:<name>`, because whoever
 * reads them may speak the other language than whoever chose them.
 */
export const readyReopenReasons = ['asked', 'correction', 'outage'] as const;

export type ReadyReopenReason = (typeof readyReopenReasons)[number];

const prefix = 'ready:';

/** What is stored for a reason that stands ready. */
export function storedReopenReason(name: ReadyReopenReason): string {
  return prefix + name;
}

/** The ready reason that a stored one is; null where it is somebody's own words. */
export function readyReopenReason(stored: string): ReadyReopenReason | null {
  return readyReopenReasons.find((name) => storedReopenReason(name) === stored) ?? null;
}
