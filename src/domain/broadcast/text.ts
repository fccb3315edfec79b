/**
 * The longest text, in UTF-16 units as messengers count: 4096 go into one message, and above the text stands who
 * speaks and about what.
 */
export const longestBroadcast = 3_600;

export type BroadcastText =
  | { kind: 'ok'; text: string }
  | { kind: 'empty' }
  /** By `over` units too long. */
  | { kind: 'tooLong'; length: number; most: number; over: number };

/** Whether a text can be broadcast: plain words, without the space around them. */
export function checkBroadcastText(typed: string): BroadcastText {
  const text = typed.trim();
  if (text === '') return { kind: 'empty' };
  const { length } = text;
  return length > longestBroadcast
    ? { kind: 'tooLong', length, most: longestBroadcast, over: length - longestBroadcast }
    : { kind: 'ok', text };
}
