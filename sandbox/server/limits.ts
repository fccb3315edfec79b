import { tooManyRequests } from './api-error.ts';

export interface LimitOptions {
  /** Messages of the bot in any second. */
  perSecond?: number;
  /** Messages to one chat in any second. */
  perChatPerSecond?: number;
  /** Messages to one group in any minute. */
  perGroupPerMinute?: number;
}

/** Counts a message to the chat; throws the refusal with the seconds to wait when a limit is passed. */
export type SendingLimit = (chatId: number) => void;

/** Limits on sending over sliding windows of the given clock. Without options nothing is limited. */
export function createSendingLimit(options: LimitOptions | null, now: () => Date): SendingLimit {
  if (options === null) return () => {};
  const sent = new Map<string, number[]>();

  return (chatId) => {
    const time = now().getTime();
    const windows: [key: string, most: number | undefined, lengthMs: number][] = [
      ['all', options.perSecond, 1000],
      [`chat ${chatId}`, options.perChatPerSecond, 1000],
      [`group ${chatId}`, chatId < 0 ? options.perGroupPerMinute : undefined, 60_000],
    ];
    const recent = windows.map(([key, , lengthMs]) =>
      (sent.get(key) ?? []).filter((at) => at > time - lengthMs),
    );
    for (const [index, [, most, lengthMs]] of windows.entries()) {
      const times = recent[index] ?? [];
      const oldest = times[0];
      if (most !== undefined && oldest !== undefined && times.length >= most) {
        throw tooManyRequests(Math.max(1, Math.ceil((oldest + lengthMs - time) / 1000)));
      }
    }
    for (const [index, [key]] of windows.entries()) sent.set(key, [...(recent[index] ?? []), time]);
  };
}
