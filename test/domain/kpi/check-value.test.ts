import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkValue } from '../../../src/domain/kpi/check-value.ts';

const LOSSES = { unit: 'percent', decimals: 1, min: '0', max: '60' };
const check = (value: string, lastValues: string[], kpi: Parameters<typeof checkValue>[0]['kpi'] = LOSSES) =>
  checkValue({ value, lastValues, kpi });

describe('the catalogue’s limits', () => {
  it('are warned of, whatever the history', () => {
    expect(check('75', [])).toEqual([{ kind: 'aboveMax', limit: '60' }]);
    expect(check('89.5', [], { unit: 'percent', decimals: 1, min: '90', max: '100' })).toEqual([
      { kind: 'belowMin', limit: '90' },
    ]);
  });

  it('include their ends, and may be absent', () => {
    expect(check('60', [])).toEqual([]);
    expect(check('0', [])).toEqual([]);
    expect(check('1000000', [], { unit: 'count', decimals: 0, max: null })).toEqual([]);
  });
});

describe('a slip', () => {
  it('is told from one earlier value on, with what was probably meant', () => {
    expect(check('2.3', ['23.0'])).toEqual([
      { kind: 'likelySlip', factor: 10, direction: 'tooSmall', suggestion: '23' },
    ]);
  });

  it.each([
    ['2.2', { factor: 10, direction: 'tooSmall', suggestion: '22' }],
    ['0.2', { factor: 100, direction: 'tooSmall', suggestion: '20' }],
    ['225', { factor: 10, direction: 'tooLarge', suggestion: '22.5' }],
    ['2250', { factor: 100, direction: 'tooLarge', suggestion: '22.5' }],
    ['22500', { factor: 1000, direction: 'tooLarge', suggestion: '22.5' }],
  ])('%s after 23.0, 23.8, 24.1 and 23.9', (value, slip) => {
    const kpi = { unit: 'hours', decimals: 1 };
    expect(check(value, ['23.0', '23.8', '24.1', '23.9'], kpi)).toEqual([{ kind: 'likelySlip', ...slip }]);
  });

  it('is not suspected where such a value was reported before', () => {
    expect(check('2.3', ['23', '2.2', '24', '23', '22']).map(({ kind }) => kind)).toEqual(['outlier']);
  });

  it('never suggests more than a hundred per cent', () => {
    expect(check('10.5', ['98', '100', '97', '99'], { unit: 'percent', decimals: 1 })).toEqual([
      { kind: 'outlier', median: '98.5', low: '95.5', high: '101.5' },
    ]);
  });

  it('is not seen in zeros', () => {
    expect(check('0', ['0', '5'])).toEqual([]);
    expect(check('5', ['0', '0'])).toEqual([]);
  });
});

describe('an outlier', () => {
  const history = ['20', '22', '24', '26', '28'];

  it('lies outside three median absolute deviations', () => {
    // Median 24, deviations 4 2 0 2 4: their median is 2, so the band is 18 to 30.
    expect(check('18', history)).toEqual([]);
    expect(check('30', history)).toEqual([]);
    expect(check('30.1', history)).toEqual([{ kind: 'outlier', median: '24', low: '18', high: '30' }]);
    expect(check('17.9', history)).toEqual([{ kind: 'outlier', median: '24', low: '18', high: '30' }]);
  });

  it('needs four earlier values', () => {
    expect(check('45', ['20', '22', '24'])).toEqual([]);
    expect(check('45', ['20', '22', '24', '26']).map(({ kind }) => kind)).toEqual(['outlier']);
  });

  it('looks at the twelve newest only', () => {
    const twelve = Array.from({ length: 12 }, (_, i) => String(20 + (i % 3)));
    const withOld = [...twelve, ...Array.from({ length: 30 }, () => '50')];
    expect(check('50', withOld)).toEqual(check('50', twelve));
    expect(check('50', twelve).map(({ kind }) => kind)).toEqual(['outlier']);
  });

  it('is not made of the smallest step after a flat history', () => {
    expect(check('99.8', ['99.9', '99.9', '99.9', '99.9'], { unit: 'percent', decimals: 1 })).toEqual([]);
  });

  it('never includes a value inside the span of the middle half', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 4, maxLength: 12 }), (numbers) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        const middle = String(sorted[Math.floor(sorted.length / 2)]);
        const kinds = check(middle, numbers.map(String), { unit: 'count', decimals: 0 }).map(
          ({ kind }) => kind,
        );
        expect(kinds.filter((kind) => kind === 'likelySlip')).toEqual([]);
        if (numbers.length % 2 === 1) expect(kinds).not.toContain('outlier');
      }),
    );
  });
});

describe('no change', () => {
  it('is told at the fourth equal value, however it is written', () => {
    expect(check('23', ['23.0', '23', '24', '23'])).toEqual([]);
    expect(check('23.0', ['23', '23.0', '23', '24'])).toEqual([{ kind: 'unchanged', times: 4 }]);
    expect(check('23', ['23', '23', '23', '23', '23'])).toEqual([{ kind: 'unchanged', times: 6 }]);
  });
});
