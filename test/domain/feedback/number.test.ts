import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFeedbackNumber, parseFeedbackNumber } from '../../../src/domain/feedback/number.ts';

describe('makeFeedbackNumber', () => {
  it('makes six digits, the first not zero, that read back', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (draw) => {
        const number = makeFeedbackNumber({ below: (limit) => Math.floor(draw * limit) });
        expect(number).toMatch(/^[1-9]\d{5}$/);
        expect(parseFeedbackNumber(number)).toBe(number);
      }),
    );
  });

  it('reaches both ends', () => {
    expect(makeFeedbackNumber({ below: () => 0 })).toBe('100000');
    expect(makeFeedbackNumber({ below: (limit) => limit - 1 })).toBe('999999');
  });
});

describe('parseFeedbackNumber', () => {
  it.each([
    ['№ 104213', '104213'],
    ['№104 213', '104213'],
    [' 104213 ', '104213'],
    ['#104213', '104213'],
  ])('reads %j', (text, number) => {
    expect(parseFeedbackNumber(text)).toBe(number);
  });

  it.each(['', '10421', '1042133', '004213', '104-213', 'abc'])('refuses %j', (text) => {
    expect(parseFeedbackNumber(text)).toBeNull();
  });
});
