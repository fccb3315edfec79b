import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createValueScorer,
  FULL_SCORE,
  type RatingKpi,
  scoreCounted,
} from '../../../src/domain/rating/score.ts';
import { loadMethodology } from '../methodology/methodology-files.ts';

const [starter, bands] = loadMethodology().ratingMethods.map((method) => method.normalisation);

const kpi = (change: Partial<RatingKpi>): RatingKpi => ({
  code: 'TST-01',
  sphere: 'safety',
  direction: 'higher',
  min: '0',
  max: '100',
  target: { oblast: '80' },
  weight: '1',
  ...change,
});
const losses = kpi({ direction: 'lower', max: '60', target: { oblast: '20' } });

describe('the score of a value', () => {
  it.each([
    [kpi({}), '0', 0],
    [kpi({}), '-3', 0],
    [kpi({}), '80', FULL_SCORE],
    [kpi({}), '80.1', FULL_SCORE],
    [kpi({}), '1000000000', FULL_SCORE],
    [kpi({}), '40', 50_000_000],
    [kpi({}), '0.5', 625_000],
    // 1/3 of the way: 33.3333333… is rounded down, 66.6666666… up.
    [kpi({ target: { oblast: '3' } }), '1', 33_333_333],
    [kpi({ target: { oblast: '3' } }), '2', 66_666_667],
    // 100 · 0.00000001 · 0.5 points, half a millionth, away from zero.
    [kpi({ target: { oblast: '20000000' } }), '0.1', 1],
    [losses, '60', 0],
    [losses, '61', 0],
    [losses, '20', FULL_SCORE],
    [losses, '0', FULL_SCORE],
    [losses, '22.5', 93_750_000],
    [kpi({ min: '90', target: { oblast: '99.5' } }), '99', 94_736_842],
    [kpi({ direction: 'lower', min: '1', max: '3', target: { oblast: '1.25' } }), '1.37', 93_142_857],
  ])('%# %j', (indicator, value, expected) => {
    expect(createValueScorer(indicator, 'oblast', starter!)(value)).toBe(expected);
  });

  it.each([
    ['-1', 1],
    ['0', 1],
    ['16', 1],
    ['16.000001', 2],
    ['16.1', 2],
    ['32', 2],
    ['48', 3],
    ['48.1', 4],
    ['64', 4],
    ['64.1', 5],
    ['80', 5],
    ['99', 5],
  ])('by bands: %s of 80 is %i points of 5', (value, points) => {
    expect(createValueScorer(kpi({}), 'oblast', bands!)(value)).toBe(points * 20_000_000);
  });

  it('is refused where the KPI is not rated, or nothing can be measured', () => {
    expect(() => createValueScorer(kpi({}), 'raion', starter!)).toThrow('TST-01 has no target in raion');
    expect(() => createValueScorer(kpi({ target: { oblast: '0' } }), 'oblast', starter!)).toThrow(RangeError);
    expect(() => createValueScorer(kpi({}), 'oblast', starter!)('85,5')).toThrow(RangeError);
    expect(() => createValueScorer(kpi({}), 'oblast', starter!)('')).toThrow(RangeError);
  });

  it('is the same with any number of digits, quick or exact', () => {
    const tenths = fc.integer({ min: -2000, max: 2000 });
    fc.assert(
      fc.property(tenths, tenths, tenths, fc.constantFrom(starter!, bands!), (a, b, v, method) => {
        fc.pre(a !== b);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const text = (n: number, decimals: number) => (n / 10).toFixed(decimals);
        for (const direction of ['higher', 'lower'] as const) {
          const target = direction === 'higher' ? high : low;
          const limits = {
            direction,
            min: text(low, 1),
            max: text(high, 1),
            target: { oblast: text(target, 1) },
          };
          const score = createValueScorer(kpi(limits), 'oblast', method);
          // Six decimals, and limits a billion times as large, both leave the quick way.
          const huge = createValueScorer(
            kpi({
              direction,
              min: `${low}00000000`.replace(/^(-?)0+(?=\d)/, '$1'),
              max: `${high}00000000`.replace(/^(-?)0+(?=\d)/, '$1'),
              target: { oblast: `${target}00000000`.replace(/^(-?)0+(?=\d)/, '$1') },
            }),
            'oblast',
            method,
          );
          expect(score(text(v, 6))).toBe(score(text(v, 1)));
          expect(huge(`${v}00000000`.replace(/^(-?)0+(?=\d)/, '$1'))).toBe(score(text(v, 1)));
        }
      }),
    );
  });

  it('never falls when a value gets better', () => {
    const hundredths = fc.integer({ min: -1000, max: 20000 }).map((n) => (n / 100).toFixed(2));
    fc.assert(
      fc.property(hundredths, hundredths, fc.constantFrom(starter!, bands!), (a, b, method) => {
        const [low, high] = Number(a) < Number(b) ? [a, b] : [b, a];
        const rising = createValueScorer(kpi({}), 'oblast', method);
        const falling = createValueScorer(losses, 'oblast', method);
        expect(rising(high)).toBeGreaterThanOrEqual(rising(low));
        expect(falling(high)).toBeLessThanOrEqual(falling(low));
      }),
    );
  });
});

describe('the score of a KPI', () => {
  const score = createValueScorer(kpi({ target: { oblast: '3' } }), 'oblast', starter!);
  const part = (value: string) => ({ kind: 'value' as const, period: '2026-07', value, carriedFrom: null });
  const missing = { kind: 'missing' as const, period: '2026-08' };

  it('is the mean of its periods, a missing one being 0', () => {
    expect(
      scoreCounted({ kind: 'value', parts: [part('3'), missing, part('3')], carried: false }, score),
    ).toBe(66_666_667);
    expect(scoreCounted({ kind: 'value', parts: [part('1'), part('2')], carried: true }, score)).toBe(
      50_000_000,
    );
    // (33 333 333 + 0) / 2 is a half: up.
    expect(scoreCounted({ kind: 'value', parts: [part('1'), missing], carried: false }, score)).toBe(
      16_666_667,
    );
  });

  it('is 0 when missing, and nothing when left out', () => {
    expect(scoreCounted({ kind: 'missing', parts: [missing] }, score)).toBe(0);
    expect(scoreCounted({ kind: 'leftOut', reason: 'notApplicable' }, score)).toBeNull();
  });
});
