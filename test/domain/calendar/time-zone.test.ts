import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { instantAt, localDateTime, timeZoneIsRight } from '../../../src/domain/calendar/time-zone.ts';

const ALMATY = 'Asia/Almaty';

describe('localDateTime', () => {
  it('shows the date that has already begun in Almaty', () => {
    const local = localDateTime(new Date('2026-10-13T19:30:00Z'), ALMATY);
    expect(local.toString()).toBe('2026-10-14T00:30:00');
  });
});

describe('instantAt', () => {
  it('gives the instant of a deadline', () => {
    const instant = instantAt(Temporal.PlainDate.from('2026-10-14'), '18:00', ALMATY);
    expect(instant.toISOString()).toBe('2026-10-14T13:00:00.000Z');
  });

  it.each(['24:00', '9:00', '18:60', '18:00:00', ''])('refuses the time %j', (time) => {
    expect(() => instantAt(Temporal.PlainDate.from('2026-10-14'), time, ALMATY)).toThrow(RangeError);
  });

  it('is the inverse of localDateTime', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        (days, hour, minute) => {
          const date = Temporal.PlainDate.from('2024-03-02').add({ days });
          const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
          const local = localDateTime(instantAt(date, time, ALMATY), ALMATY);
          expect(local.toString()).toBe(`${date}T${time}:00`);
        },
      ),
    );
  });
});

describe('timeZoneIsRight', () => {
  it('accepts Asia/Almaty by default and the other names of the country', () => {
    expect(timeZoneIsRight()).toEqual({ kind: 'ok' });
    expect(timeZoneIsRight('Asia/Aqtau')).toEqual({ kind: 'ok' });
  });

  it('names the offset of a zone that is not the country’s', () => {
    expect(timeZoneIsRight('Asia/Omsk')).toEqual({ kind: 'wrongOffset', offset: '+06:00' });
  });

  it('knows that Asia/Astana is no zone', () => {
    expect(timeZoneIsRight('Asia/Astana')).toEqual({ kind: 'unknownZone' });
  });
});
