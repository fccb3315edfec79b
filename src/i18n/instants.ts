import { Temporal } from 'temporal-polyfill';

/** What clocks and calendars on a wall show at an instant. */
export interface LocalMoment {
  readonly date: Temporal.PlainDate;
  readonly time: Temporal.PlainTime;
}

/** Day and time of an instant in a time zone (IANA name). Texts take only such local values, never instants. */
export function toLocalMoment(instant: Date, timeZone: string): LocalMoment {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  return { date: local.toPlainDate(), time: local.toPlainTime() };
}
