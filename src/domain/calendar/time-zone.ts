import { Temporal } from 'temporal-polyfill';

/** The one zone of the whole country since 1 March 2024. */
export const KAZAKHSTAN_ZONE = 'Asia/Almaty';
const KAZAKHSTAN_OFFSET = '+05:00';

/** What the clock on the wall shows in a zone at an instant. */
export function localDateTime(instant: Date, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
}

/**
 * The instant at which a zone's wall clock shows a time ('HH:MM') on a date. A time that a clock change
 * skips or repeats resolves as Temporal's "compatible" rule says. Throws RangeError on a malformed time.
 */
export function instantAt(date: Temporal.PlainDate, time: string, zone: string): Date {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`Not a time of day (HH:MM): ${time}`);
  const zoned = date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) });
  return new Date(zoned.epochMilliseconds);
}

export type TimeZoneVerdict =
  | { kind: 'ok' }
  | { kind: 'wrongOffset'; offset: string }
  | { kind: 'unknownZone' };

/**
 * Whether the runtime's time zone data give the zone +05:00 in winter and in summer of 2026. Data from
 * before 2024a still show +06:00 for Almaty, and every deadline would be an hour off.
 */
export function timeZoneIsRight(zone: string = KAZAKHSTAN_ZONE): TimeZoneVerdict {
  for (const date of ['2026-01-15', '2026-07-15']) {
    let offset: string;
    try {
      offset = Temporal.Instant.from(`${date}T00:00:00Z`).toZonedDateTimeISO(zone).offset;
    } catch (error) {
      if (error instanceof RangeError) return { kind: 'unknownZone' };
      throw error;
    }
    if (offset !== KAZAKHSTAN_OFFSET) return { kind: 'wrongOffset', offset };
  }
  return { kind: 'ok' };
}
