import type { Obligation } from './obligation.ts';

/**
 * The key of the one event that stands for an obligation in a calendar: all reports that a city owes for a period
 * are one. It stays the same while reports are sent, and where the period is reopened and due anew.
 */
export function calendarKey({ key, kind, subject }: Pick<Obligation, 'key' | 'kind' | 'subject'>): string {
  const { cityId, periodKey } = subject;
  if (kind !== 'report' || cityId === undefined || periodKey === undefined) return key;
  return `report:${cityId}:${periodKey}`;
}
