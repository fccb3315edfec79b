import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFeedbackNumber } from '../../../src/domain/feedback/number.ts';

describe('makeFeedbackNumber', () => {
  it('makes six digits, the first not zero', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (draw) => {
        const number = makeFeedbackNumber({ below: (limit) => Math.floor(draw * limit) });
        expect(number).toMatch(/^[1-9]\d{5}$/);
      }),
    );
  });

  it('reaches both ends', () => {
    expect(makeFeedbackNumber({ below: () => 0 })).toBe('100000');
    expect(makeFeedbackNumber({ below: (limit) => limit - 1 })).toBe('999999');
  });
});
