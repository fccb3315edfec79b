import type { Temporal } from 'temporal-polyfill';

/** The unique key of a person's message of a day: a second one of that day is impossible. */
export function digestKey(digest: { personId: number; date: Temporal.PlainDate | string }): string {
  return `digest:${digest.personId}:${digest.date.toString()}`;
}
