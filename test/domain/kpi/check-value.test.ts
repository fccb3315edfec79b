import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkValue, type Relation, valueWarningKinds } from '../../../src/domain/kpi/check-value.ts';

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
      { kind: 'outlier', basis: 'level', expected: '98.5', low: '95.5', high: '101.5' },
    ]);
  });

  it('is not seen in zeros', () => {
    expect(check('0', ['0', '5'])).toEqual([]);
    expect(check('5', ['0', '0'])).toEqual([]);
  });
});

describe('an outlier', () => {
  const history = ['24', '20', '28', '22', '26'];

  it('lies outside three median absolute deviations', () => {
    // Median 24, deviations 4 2 0 2 4: their median is 2, so the band is 18 to 30.
    expect(check('18', history)).toEqual([]);
    expect(check('30', history)).toEqual([]);
    expect(check('30.1', history)).toEqual([
      { kind: 'outlier', basis: 'level', expected: '24', low: '18', high: '30' },
    ]);
    expect(check('17.9', history)).toEqual([
      { kind: 'outlier', basis: 'level', expected: '24', low: '18', high: '30' },
    ]);
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

  it('is not told again of a new level that was explained and approved', () => {
    const kpi = { unit: 'percent', decimals: 1 };
    expect(check('30', ['20', '20', '20', '20', '20'], kpi).map(({ kind }) => kind)).toEqual(['outlier']);
    expect(check('30', ['30', '20', '20', '20', '20'], kpi)).toEqual([]);
    expect(check('30.5', ['30', '20', '20', '20', '20'], kpi)).toEqual([]);
    expect(check('40', ['30', '20', '20', '20', '20'], kpi).map(({ kind }) => kind)).toEqual(['outlier']);
  });

  it('never includes a value inside the span of the middle half, unless a trend led away from it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 4, maxLength: 12 }), (numbers) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        const middle = String(sorted[Math.floor(sorted.length / 2)]);
        const found = check(middle, numbers.map(String), { unit: 'count', decimals: 0 });
        expect(found.filter(({ kind }) => kind === 'likelySlip')).toEqual([]);
        if (numbers.length % 2 === 0) return;
        expect(found.filter((warning) => warning.kind === 'outlier' && warning.basis === 'level')).toEqual(
          [],
        );
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

describe('a series that runs one way', () => {
  const COUNT = { unit: 'count', decimals: 0 };
  const kinds = (value: string, history: readonly string[], kpi: Parameters<typeof check>[2] = COUNT) =>
    check(value, [...history], kpi).map(({ kind }) => kind);
  /** Newest first, in whole numbers that stay above zero. */
  const series = (steps: readonly number[], isRising: boolean) => {
    const values = [10_000];
    for (const step of steps) values.push((values.at(-1) ?? 0) + (isRising ? step : -step));
    return values.reverse();
  };
  const steady = fc.record({
    step: fc.integer({ min: 1, max: 800 }),
    changes: fc.integer({ min: 4, max: 11 }),
    isRising: fc.boolean(),
  });

  it('does not alarm on its line, however far that leads from the median', () => {
    // Flat for long, then five more each quarter: the median is far behind.
    const late = ['40', '35', '30', '25', '20', '20', '20', '20', '20', '20', '20', '20'];
    expect(kinds('45', late)).toEqual([]);
    fc.assert(
      fc.property(steady, ({ step, changes, isRising }) => {
        const values = series(Array(changes).fill(step), isRising);
        const next = String((values[0] ?? 0) + (isRising ? step : -step));
        expect(kinds(next, values.map(String))).toEqual([]);
      }),
    );
  });

  it('does not alarm where its steps are uneven, nor where they stop', () => {
    const uneven = fc.array(fc.integer({ min: 500, max: 1_000 }), { minLength: 4, maxLength: 9 });
    fc.assert(
      fc.property(uneven, fc.integer({ min: 0, max: 1_000 }), fc.boolean(), (steps, step, isRising) => {
        const values = series(steps, isRising);
        const next = String((values[0] ?? 0) + (isRising ? step : -step));
        expect(kinds(next, values.map(String))).toEqual([]);
      }),
    );
  });

  it('alarms at a jump off the line, also one into the midst of the earlier values', () => {
    const rising = ['65', '60', '55', '50', '45', '40', '35', '30', '25', '20', '15', '10'];
    expect(check('82', rising, COUNT)).toEqual([
      { kind: 'outlier', basis: 'trend', expected: '70', low: '60', high: '80' },
    ]);
    expect(kinds('37', rising)).toEqual(['outlier']);
    fc.assert(
      fc.property(steady, fc.integer({ min: 4, max: 20 }), fc.boolean(), (one, times, isBack) => {
        const { step, changes, isRising } = one;
        const values = series(Array(changes).fill(step), isRising);
        // Beyond any floor: a deviation is at least one per cent of the median.
        const jump = Math.max(times * step, 2_500) * (isBack === isRising ? -1 : 1);
        const next = (values[0] ?? 0) + jump;
        if (next < 0) return;
        const found = kinds(String(next), values.map(String));
        expect(found.some((kind) => kind === 'outlier' || kind === 'likelySlip')).toBe(true);
      }),
    );
  });

  it('may go back by one usual step, or forward by three', () => {
    const rising = ['30', '25', '20', '15', '10'];
    expect(kinds('25', rising)).toEqual([]);
    expect(kinds('24', rising)).toEqual(['outlier']);
    expect(kinds('45', rising)).toEqual([]);
    expect(kinds('46', rising)).toEqual(['outlier']);
  });
});

describe('a share of one', () => {
  it('is suspected where percentages were usual, with the percentage that it would be', () => {
    expect(check('0.3', ['64', '65', '31'])).toEqual([{ kind: 'likelyFraction', suggestion: '30' }]);
    expect(check('1', ['64', '65', '31'])).toEqual([{ kind: 'likelyFraction', suggestion: '100' }]);
  });

  it('is a slip of a factor 100 where that leads to the usual value', () => {
    expect(check('0.3', ['30', '31', '29'])).toEqual([
      { kind: 'likelySlip', factor: 100, direction: 'tooSmall', suggestion: '30' },
    ]);
  });

  it('is not suspected of small values, of other units, or of the first value', () => {
    expect(check('0.3', ['0.5', '2', '1'])).toEqual([]);
    expect(check('0.3', [])).toEqual([]);
    expect(check('0.3', ['64', '65', '31'], { unit: 'hours', decimals: 1 })).toEqual([]);
  });
});

describe('a step against the direction', () => {
  const higher = { unit: 'percent', decimals: 1, direction: 'higher' as const };
  const lower = { unit: 'percent', decimals: 1, direction: 'lower' as const };

  it('is told where it is more than a fifth of the last value, whichever way is worse', () => {
    expect(check('39', ['50'], higher)).toEqual([{ kind: 'againstDirection', last: '50' }]);
    expect(check('61', ['50'], lower)).toEqual([{ kind: 'againstDirection', last: '50' }]);
    expect(check('40', ['50'], higher)).toEqual([]);
    expect(check('60', ['50'], lower)).toEqual([]);
  });

  it('is not told of an improvement, however large', () => {
    expect(check('80', ['50'], higher)).toEqual([]);
    expect(check('20', ['50'], lower)).toEqual([]);
  });

  it('is not told where the city’s values jump like that anyway', () => {
    expect(check('39', ['50', '39', '51', '40'], higher)).toEqual([]);
  });

  it('gives way to a better explanation of the same value', () => {
    expect(check('5', ['50', '51'], higher).map(({ kind }) => kind)).toEqual(['likelySlip']);
  });
});

describe('a part and its whole', () => {
  const other = { kpiCode: 'UTL-01', name: { kk: 'Бүтін', ru: 'Целое' }, value: '40' };
  const checkRelated = (value: string, role: Relation['role']) =>
    checkValue({ value, lastValues: [], kpi: LOSSES, relations: [{ role, other }] });

  it('is told of from both sides, and equality is right', () => {
    expect(checkRelated('40.1', 'part')).toEqual([{ kind: 'partAboveWhole', role: 'part', other }]);
    expect(checkRelated('39.9', 'whole')).toEqual([{ kind: 'partAboveWhole', role: 'whole', other }]);
    expect(checkRelated('40', 'part')).toEqual([]);
    expect(checkRelated('40.0', 'whole')).toEqual([]);
  });
});

describe('every warning', () => {
  it('is of a kind that reviewers are told', () => {
    const number = fc.integer({ min: 0, max: 1_000 }).map((tenths) => String(tenths / 10));
    fc.assert(
      fc.property(
        number,
        fc.array(number, { maxLength: 14 }),
        fc.constantFrom('higher', 'lower'),
        (value, last, direction) => {
          for (const { kind } of check(value, last, { ...LOSSES, direction }))
            expect(valueWarningKinds).toContain(kind);
        },
      ),
    );
  });
});
