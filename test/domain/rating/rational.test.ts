import { describe, expect, it } from 'vitest';
import { divideRounded, weightedMean } from '../../../src/domain/rating/rational.ts';

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

describe('weightedMean', () => {
  it('is exact over different denominators', () => {
    const mean = weightedMean([
      { value: { num: 1n, den: 3n }, weight: 1n },
      { value: { num: 1n, den: 6n }, weight: 2n },
    ]);
    // (1/3 + 2/6) / 3 = 2/9
    expect(mean!.num * 9n).toBe(mean!.den * 2n);
  });

  it('is nothing of nothing', () => {
    expect(weightedMean([])).toBeNull();
  });
});
