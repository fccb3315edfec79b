import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDecimalText } from '../../../src/domain/decimal.ts';
import { scaleDecimal, scaleQuickly } from '../../../src/domain/rating/scale-decimal.ts';

describe('scaleDecimal', () => {
  it('scales exactly, also numbers that a double cannot hold', () => {
    expect(scaleDecimal('123456789012345678.123456', 6)).toBe(123456789012345678123456n);
    expect(scaleDecimal('-0.5', 1)).toBe(-5n);
    expect(scaleDecimal('2.50', 1)).toBe(25n);
    expect(scaleDecimal('7', 2)).toBe(700n);
    expect(() => scaleDecimal('1e3', 6)).toThrow(RangeError);
    expect(() => scaleDecimal('2.55', 1)).toThrow('2.55 has more than 1 decimals');
  });
});

describe('scaleQuickly', () => {
  it('is the exact result wherever it gives one, and gives one for all usual numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_999_999, max: 9_999_999 }),
        fc.integer({ min: 0, max: 3 }),
        (n, decimals) => {
          const text = (n / 10 ** decimals).toFixed(decimals);
          fc.pre(isDecimalText(text));
          expect(BigInt(scaleQuickly(text, 3))).toBe(scaleDecimal(text, 3));
        },
      ),
    );
  });

  it.each(['', '-', '1,5', '1.', '.5', '1.2.3', '1e3', '85 ', '1.2345', '1234567890123456'])(
    'leaves %j to the exact way',
    (text) => {
      expect(scaleQuickly(text, 3)).toBeNaN();
    },
  );
});
