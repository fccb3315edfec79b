import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAsShown, formatNumber, formatPercent, pluralCategory } from '../../src/i18n/numbers.ts';
import { formatUnit } from '../../src/i18n/units.ts';

describe('formatNumber', () => {
  it.each([
    [1234.5, undefined, '1\u00a0234,5'],
    [-2.3, undefined, '\u22122,3'],
    ['-1234567.890', undefined, '\u22121\u00a0234\u00a0567,890'],
    ['68.00', undefined, '68,00'],
    [0, undefined, '0'],
    [-0, undefined, '0'],
    ['-0.004', 2, '0,00'],
    ['1.005', 2, '1,01'],
    [1.005, 2, '1,01'],
    ['-1.005', 2, '\u22121,01'],
    [68, 2, '68,00'],
    [1e-7, 2, '0,00'],
    [0.1 + 0.2, undefined, '0,3'],
    ['9007199254740993', undefined, '9\u00a0007\u00a0199\u00a0254\u00a0740\u00a0993'],
  ])('writes %s with %s digits as %s', (value, digits, expected) => {
    expect(formatNumber(value, digits)).toBe(expected);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '', '1,5', 'x', '1e5', ' 1'])('refuses %s', (value) => {
    expect(() => formatNumber(value)).toThrow(RangeError);
  });

  it('keeps every digit of a decimal and uses only the signs of our typography', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.option(fc.stringMatching(/^\d{1,9}$/)), (whole, fraction) => {
        const shown = formatNumber(fraction === null ? `${whole}` : `${whole}.${fraction}`);
        expect(shown).toMatch(/^\u2212?\d{1,3}(\u00a0\d{3})*(,\d+)?$/);
        const digits = shown.replace(/\D/g, '');
        expect(digits).toBe(`${whole}${fraction ?? ''}`.replace('-', ''));
      }),
    );
  });
});

describe('plural categories of what is shown', () => {
  it.each([
    [1, 'one'],
    [21, 'one'],
    [2, 'few'],
    [11, 'many'],
    [1.5, 'other'],
    ['68.00', 'other'],
    ['1.0', 'other'],
    [68, 'many'],
    [-1, 'one'],
  ])('%s is %s in Russian', (value, category) => {
    expect(pluralCategory('ru', value)).toBe(category);
  });

  it('countAsShown selects by the bare number what the shown number selects', () => {
    const decimals = fc
      .tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.stringMatching(/^\d{0,3}$/))
      .map(([whole, fraction]) => (fraction === '' ? String(whole) : `${whole}.${fraction}`));
    fc.assert(
      fc.property(fc.oneof(decimals, fc.integer({ min: 0, max: 10_000 })), (value) => {
        const bare = new Intl.PluralRules('ru').select(countAsShown(value));
        expect(bare).toBe(pluralCategory('ru', value));
      }),
    );
  });
});

describe('formatUnit', () => {
  it.each([
    ['85.5', 'percent', '85,5\u00a0%', '85,5\u00a0%'],
    [1, 'hours', '1\u00a0сағат', '1\u00a0час'],
    [2, 'hours', '2\u00a0сағат', '2\u00a0часа'],
    [5, 'hours', '5\u00a0сағат', '5\u00a0часов'],
    ['48.5', 'hours', '48,5\u00a0сағат', '48,5\u00a0часа'],
    [21, 'minutes', '21\u00a0минут', '21\u00a0минута'],
    [12, 'count', '12\u00a0бірлік', '12\u00a0единиц'],
    [60, 'per_10k', '10\u00a0мың тұрғынға шаққанда 60', '60 на 10\u00a0тыс. жителей'],
    ['7.5', 'per_100k', '100\u00a0мың тұрғынға шаққанда 7,5', '7,5 на 100\u00a0тыс. жителей'],
    [16, 'm2_per_capita', 'бір тұрғынға шаққанда 16\u00a0м²', '16\u00a0м² на жителя'],
    [25, 'ug_m3', '25\u00a0мкг/м³', '25\u00a0мкг/м³'],
    ['1.30', 'index', '1,30', '1,30'],
  ])('%s %s', (value, unit, kk, ru) => {
    expect(formatUnit('kk', value, unit)).toBe(kk);
    expect(formatUnit('ru', value, unit)).toBe(ru);
  });

  it('labels a unit it has no words for, and does without a label', () => {
    expect(formatUnit('ru', 3, 'lux', 'лк')).toBe('3\u00a0лк');
    expect(formatUnit('ru', 3, 'lux')).toBe('3');
  });

  it('writes a percentage with a no-break space', () => {
    expect(formatPercent('100')).toBe('100\u00a0%');
  });
});
