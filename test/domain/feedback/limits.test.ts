import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideFeedbackLimit } from '../../../src/domain/feedback/limits.ts';

const zone = 'Asia/Almaty';
const now = new Date('2026-11-22T05:00:00Z');
const times = (count: number, instant: string) => Array.from({ length: count }, () => new Date(instant));

describe('decideFeedbackLimit', () => {
  it('counts the local day, which begins at 19:00 UTC', () => {
    const yesterday = times(5, '2026-11-21T18:59:59Z');
    expect(decideFeedbackLimit({ sentAt: yesterday, now, zone, perDay: 5 })).toEqual({ kind: 'ok', left: 4 });
    const today = times(5, '2026-11-21T19:00:00Z');
    expect(decideFeedbackLimit({ sentAt: today, now, zone, perDay: 5 })).toEqual({
      kind: 'tooMany',
      perDay: 5,
      againAt: new Date('2026-11-22T19:00:00Z'),
    });
  });

  it('says how many remain after this one', () => {
    const sentAt = times(2, '2026-11-22T04:00:00Z');
    expect(decideFeedbackLimit({ sentAt, now, zone, perDay: 3 })).toEqual({ kind: 'ok', left: 0 });
  });

  it('never lets more through in a day than allowed, and lets the next day begin anew', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: 0, max: 86_399 }), { maxLength: 40 }),
        (perDay, seconds) => {
          const sentAt: Date[] = [];
          for (const second of seconds.sort((a, b) => a - b)) {
            const instant = new Date(Date.parse('2026-11-21T19:00:00Z') + second * 1000);
            const decision = decideFeedbackLimit({ sentAt, now: instant, zone, perDay });
            if (decision.kind === 'ok') sentAt.push(instant);
            else expect(decideFeedbackLimit({ sentAt, now: decision.againAt, zone, perDay }).kind).toBe('ok');
          }
          expect(sentAt).toHaveLength(Math.min(perDay, seconds.length));
        },
      ),
    );
  });
});
