/** Something with a begin and an end that a person puts into their calendar. */
export interface CalendarEvent {
  /** The same thing has the same id for ever: importing a newer file updates the event. */
  uid: string;
  startsAt: Date;
  endsAt: Date;
  summary: string;
  /** Lines are separated by `\n`. */
  description: string;
  url: string;
}

/** A file of events, and when it was made: of two, the later one holds. */
export interface CalendarFile {
  name: string;
  madeAt: Date;
  events: readonly CalendarEvent[];
}

/** Octets of a line without its end, as RFC 5545 wants it. */
const longestLine = 75;
const encoder = new TextEncoder();

/** An iCalendar file (RFC 5545): UTF-8, instants in UTC, no alarms, since the bot reminds by itself. */
export function writeCalendar({ name, madeAt, events }: CalendarFile): Uint8Array {
  // Calendars take over a known event only with a higher number; minutes last for thousands of years.
  const sequence = Math.floor(madeAt.getTime() / 60_000);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Aqyldy Qala//Deadlines//KK',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap(({ uid, startsAt, endsAt, summary, description, url }) => [
      'BEGIN:VEVENT',
      `UID:${escapeText(uid)}`,
      `DTSTAMP:${utc(madeAt)}`,
      `LAST-MODIFIED:${utc(madeAt)}`,
      `SEQUENCE:${sequence}`,
      `DTSTART:${utc(startsAt)}`,
      `DTEND:${utc(endsAt)}`,
      `SUMMARY:${escapeText(summary)}`,
      `DESCRIPTION:${escapeText(description)}`,
      `URL:${url}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return encoder.encode(lines.map((line) => `${fold(line)}\r\n`).join(''));
}

/** `20261014T130000Z`. */
function utc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** A text as a value: what would end or split it is escaped, other control characters are left out. */
function escapeText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the format forbids.
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
      .replace(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  );
}

/** Breaks a long line into several, each of which but the first begins with a space; no character is split. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > longestLine) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
