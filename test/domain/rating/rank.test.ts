import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankByScore } from '../../../src/domain/rating/rank.ts';

const placesOf = (scores: (number | null)[]) => {
  const places = rankByScore(scores.map((score, index) => ({ cityId: `c${index}`, score })));
  return scores.map((_, index) => places.get(`c${index}`) ?? null);
};

describe('rankByScore', () => {
  it.each([
    [[], []],
    [[7029], [1]],
    [
      [6000, 7000, 7000, 5000],
      [3, 1, 1, 4],
    ],
    [
      [9000, 7000, 7000, 5000],
      [1, 2, 2, 4],
    ],
    [
      [5, 5, 5],
      [1, 1, 1],
    ],
    [
      [null, 0, 10],
      [null, 2, 1],
    ],
    [
      [null, null],
      [null, null],
    ],
  ])('%j gives the places %j', (scores, places) => {
    expect(placesOf(scores)).toEqual(places);
  });

  it('gives each city one more than the number of better cities', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 30 }))), (scores) => {
        const expected = scores.map((score) =>
          score === null ? null : 1 + scores.filter((other) => other !== null && other > score).length,
        );
        expect(placesOf(scores)).toEqual(expected);
      }),
    );
  });
});
