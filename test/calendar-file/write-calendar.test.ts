import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, writeCalendar } from '../../src/calendar-file/write-calendar.ts';

const madeAt = new Date('2026-10-05T10:00+05:00');

const water: CalendarEvent = {
  uid: 'report:oral:2026-Q3@aqyldy-qala',
  startsAt: new Date('2026-10-14T17:00+05:00'),
  endsAt: new Date('2026-10-14T18:00+05:00'),
  summary: 'Орал: су ысырабы, 2026 жылғы III тоқсан',
  description: 'Су ысырабы\nАшық деректер',
  url: 'https://t.me/aqyldy_qala_bot',
};

const write = (events: readonly CalendarEvent[], at = madeAt): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    writeCalendar({ name: 'Ақылды қала', madeAt: at, events }),
  );

/** The events as another program reads them. */
function read(text: string): (CalendarEvent & { sequence: number })[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      startsAt: event.startDate.toJSDate(),
      endsAt: event.endDate.toJSDate(),
      summary: event.summary,
      description: event.description,
      url: String(component.getFirstPropertyValue('url')),
      sequence: event.sequence,
    };
  });
}

/** What is in a calendar after files were imported one after the other, as RFC 5546 says. */
function importAll(files: readonly string[]): Map<string, CalendarEvent & { sequence: number }> {
  const kept = new Map<string, CalendarEvent & { sequence: number }>();
  for (const event of files.flatMap(read)) {
    const known = kept.get(event.uid);
    if (known === undefined || event.sequence > known.sequence) kept.set(event.uid, event);
  }
  return kept;
}

describe('a calendar file', () => {
  it('is written as RFC 5545 wants it', () => {
    expect(write([{ ...water, summary: 'Су; a, b\\c', description: 'бір\r\nекі' }]).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Aqyldy Qala//Deadlines//KK',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Ақылды қала',
      'BEGIN:VEVENT',
      'UID:report:oral:2026-Q3@aqyldy-qala',
      'DTSTAMP:20261005T050000Z',
      'LAST-MODIFIED:20261005T050000Z',
      'SEQUENCE:29852940',
      'DTSTART:20261014T120000Z',
      'DTEND:20261014T130000Z',
      'SUMMARY:Су\\; a\\, b\\\\c',
      'DESCRIPTION:бір\\nекі',
      'URL:https://t.me/aqyldy_qala_bot',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('is read by another program as the same events, whatever their texts are', () => {
    const letter = fc.constantFrom(...'abZ09 ,;:\\"\n\'ҚқӘәҢң–«»\u00a0№🙂一');
    const text = fc.array(fc.oneof(letter, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })), {
      maxLength: 200,
    });
    const instant = fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => new Date(seconds * 1_000));
    const event = fc.record({
      uid: fc.uuid().map((id) => `report:${id}:2026-Q3@aqyldy-qala`),
      startsAt: instant,
      endsAt: instant,
      // Control characters but the line's end are left out, and so is what the reader trims.
      summary: text.map((parts) => `A${parts.join('')}Z`.replace(/[\p{Cc}]/gu, ' ')),
      description: text.map((parts) => `A${parts.join('')}Z`.replace(/(?!\n)\p{Cc}/gu, ' ')),
      url: fc.constant('https://t.me/aqyldy_qala_bot'),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 5 }), instant, (events, at) => {
        const file = write(events, at);
        for (const line of file.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
        }
        expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
        const sequence = Math.floor(at.getTime() / 60_000);
        expect(read(file)).toEqual(events.map((one) => ({ ...one, sequence })));
      }),
      { numRuns: 200 },
    );
  });

  it('imported again updates the events, and adds none', () => {
    const before = write([water]);
    const later = { ...water, endsAt: new Date('2026-10-20T18:00+05:00'), summary: 'Орал: 2 көрсеткіш' };
    const after = write([later], new Date(madeAt.getTime() + 60_000));
    for (const files of [
      [before, after],
      [before, after, after],
      [before, after, before],
    ]) {
      expect([...importAll(files).values()]).toMatchObject([later]);
    }
  });
});
