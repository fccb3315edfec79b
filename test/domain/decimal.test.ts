import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absoluteDecimal,
  addDecimals,
  compareDecimals,
  compareDecimalTexts,
  countDecimals,
  decimalOf,
  decimalsOf,
  divideRounded,
  formatDecimal,
  isDecimalText,
  medianOf,
  multiplyDecimals,
  parseDecimal,
  roundDecimal,
  subtractDecimals,
  timesPowerOfTen,
} from '../../src/domain/decimal.ts';

const anyDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
  .map(([coefficient, scale]) => ({ coefficient, scale }));

describe('parseDecimal and formatDecimal', () => {
  it.each([
    ['85', '85'],
    ['0.50', '0.5'],
    ['-0.0', '0'],
    ['007', '7'],
    ['-12.340', '-12.34'],
    ['123456789012345678901234.5', '123456789012345678901234.5'],
  ])('%s is written %s', (text, canonical) => {
    expect(formatDecimal(decimalOf(text))).toBe(canonical);
  });

  it.each(['', '1e5', '+1', '.5', '5.', '1,5', ' 1', 'NaN', '--1'])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeNull();
    expect(() => decimalOf(text)).toThrow(RangeError);
  });

  it('round trip without loss', () => {
    fc.assert(
      fc.property(anyDecimal, (number) => {
        expect(compareDecimals(decimalOf(formatDecimal(number)), number)).toBe(0);
      }),
    );
  });
});

describe('arithmetic', () => {
  it('is exact where binary floating point is not', () => {
    expect(formatDecimal(addDecimals(decimalOf('0.1'), decimalOf('0.2')))).toBe('0.3');
    expect(formatDecimal(multiplyDecimals(decimalOf('1.005'), decimalOf('1000')))).toBe('1005');
  });

  it('undoes addition by subtraction', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        expect(compareDecimals(subtractDecimals(addDecimals(a, b), b), a)).toBe(0);
      }),
    );
  });

  it('undoes a power of ten by its opposite', () => {
    fc.assert(
      fc.property(anyDecimal, fc.integer({ min: -9, max: 9 }), (a, power) => {
        expect(compareDecimals(timesPowerOfTen(timesPowerOfTen(a, power), -power), a)).toBe(0);
      }),
    );
  });

  it('orders like the difference', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        const { coefficient } = subtractDecimals(a, b);
        expect(compareDecimals(a, b)).toBe(coefficient === 0n ? 0 : coefficient < 0n ? -1 : 1);
      }),
    );
  });
});

describe('roundDecimal', () => {
  it.each([
    ['2.25', 1, '2.3'],
    ['2.24', 1, '2.2'],
    ['-2.25', 1, '-2.3'],
    ['0.999', 1, '1'],
    ['5', 2, '5'],
    ['0.5', 0, '1'],
  ])('of %s to %i is %s', (text, decimals, expected) => {
    expect(formatDecimal(roundDecimal(decimalOf(text), decimals))).toBe(expected);
  });

  it('moves a number by half a unit at most', () => {
    fc.assert(
      fc.property(anyDecimal, fc.integer({ min: 0, max: 6 }), (number, decimals) => {
        const rounded = roundDecimal(number, decimals);
        expect(decimalsOf(rounded)).toBeLessThanOrEqual(decimals);
        const moved = absoluteDecimal(subtractDecimals(rounded, number));
        expect(compareDecimals(moved, { coefficient: 5n, scale: decimals + 1 })).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('medianOf', () => {
  it.each([
    [['3'], '3'],
    [['5', '1', '3'], '3'],
    [['1', '2'], '1.5'],
    [['10', '9', '2', '1'], '5.5'],
  ])('of %j is %s', (texts, expected) => {
    expect(formatDecimal(medianOf(texts.map(decimalOf)))).toBe(expected);
  });

  it('has as many numbers above as below', () => {
    fc.assert(
      fc.property(fc.array(anyDecimal, { minLength: 1, maxLength: 15 }), (numbers) => {
        const median = medianOf(numbers);
        const below = numbers.filter((number) => compareDecimals(number, median) < 0).length;
        const above = numbers.filter((number) => compareDecimals(number, median) > 0).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(numbers.length / 2);
      }),
    );
  });

  it('refuses nothing at all', () => {
    expect(() => medianOf([])).toThrow(RangeError);
  });
});

describe('decimals as text', () => {
  it.each(['0', '-1', '85.5', '0.000001', '123456789012345678.123456'])('takes %s', (text) => {
    expect(isDecimalText(text)).toBe(true);
  });

  it.each(['', '.5', '5.', '01', '1e3', '+1', '1,5', ' 1', '0.1234567', '1234567890123456789', 'NaN'])(
    'refuses %j',
    (text) => {
      expect(isDecimalText(text)).toBe(false);
      expect(() => countDecimals(text)).toThrow(RangeError);
    },
  );

  it('does not count trailing zeros', () => {
    expect([countDecimals('2'), countDecimals('2.50'), countDecimals('2.00')]).toEqual([0, 1, 0]);
  });

  it('compares as numbers compare', () => {
    const thousandths = fc.integer({ min: -999999, max: 999999 });
    fc.assert(
      fc.property(thousandths, thousandths, (a, b) => {
        const text = (n: number) => (n / 1000).toFixed(3);
        expect(compareDecimalTexts(text(a), text(b))).toBe(Math.sign(a - b));
      }),
    );
  });
});

describe('divideRounded', () => {
  it.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [-4n, 3n, -1n],
    [5n, 3n, 2n],
    [0n, 7n, 0n],
  ])('%s / %s is %s, halves away from zero', (num, den, expected) => {
    expect(divideRounded(num, den)).toBe(expected);
  });
});
