import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFeedbackNumber, parseFeedbackNumber } from '../../../src/domain/feedback/number.ts';

const bytesOf = (draw: number) => Uint8Array.of(draw >> 16, (draw >> 8) & 255, draw & 255);

describe('makeFeedbackNumber', () => {
  it('makes six digits, the first not zero, that read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16_199_999 }), (draw) => {
        const number = makeFeedbackNumber(() => bytesOf(draw));
        expect(number).toMatch(/^[1-9]\d{5}$/);
        expect(parseFeedbackNumber(number)).toBe(number);
      }),
    );
  });

  it('reaches both ends', () => {
    expect(makeFeedbackNumber(() => bytesOf(0))).toBe('100000');
    expect(makeFeedbackNumber(() => bytesOf(899_999))).toBe('999999');
  });

  it('draws again where some numbers would be favoured', () => {
    const draws = [16_200_000, 16_777_215, 16_199_999];
    expect(makeFeedbackNumber(() => bytesOf(draws.shift()!))).toBe('999999');
    expect(draws).toEqual([]);
  });

  it('refuses a random source that gives too little', () => {
    expect(() => makeFeedbackNumber(() => new Uint8Array(2))).toThrow(RangeError);
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
