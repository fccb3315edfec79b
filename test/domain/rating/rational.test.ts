import { describe, expect, it } from 'vitest';
import { weightedMean } from '../../../src/domain/rating/rational.ts';

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
