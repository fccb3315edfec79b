import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm, findNearest } from '../../../src/domain/cities/nearest.ts';
import { loadMethodology } from '../methodology/methodology-files.ts';

const { cities } = loadMethodology();
const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('distanceKm', () => {
  it('knows the length of a degree on the equator and from pole to pole', () => {
    expect(distanceKm({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111.195, 3);
    expect(distanceKm({ lat: 90, lon: 0 }, { lat: -90, lon: 70 })).toBeCloseTo(20015.114, 3);
  });

  it('crosses the date line', () => {
    expect(distanceKm({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(111.195, 3);
  });

  it('is the same both ways, and nothing to itself', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
        expect(distanceKm(a, a)).toBe(0);
      }),
    );
  });
});

describe('findNearest', () => {
  it('finds the town a person stands in, then its neighbours', () => {
    const found = findNearest({ lat: 43.24, lon: 76.9 }, cities, 5);
    expect(found).toHaveLength(5);
    expect(found[0]).toMatchObject({ city: { id: 'almaty' }, far: false });
    expect(found[0]?.distanceKm).toBeLessThan(3);
    expect(found[1]?.city.id).toBe('otegen_batyr');
  });

  it('marks what is too far to be meant', () => {
    const fromLondon = findNearest({ lat: 51.5, lon: -0.13 }, cities, 3);
    expect(fromLondon.map((match) => match.far)).toEqual([true, true, true]);
    expect(findNearest({ lat: 43.24, lon: 76.9 }, cities, 3).some((match) => match.far)).toBe(false);
  });

  it('passes over settlements without coordinates', () => {
    const found = findNearest({ lat: 43.24, lon: 76.9 }, cities, 500);
    expect(found).toHaveLength(204);
    expect(found.map((match) => match.city.id)).not.toContain('alatau');
  });

  it('is in order of distance, whatever the order of the list', () => {
    fc.assert(
      fc.property(point, fc.shuffledSubarray([...cities], { minLength: cities.length }), (from, shuffled) => {
        const found = findNearest(from, shuffled, 4);
        expect(found).toEqual(findNearest(from, cities, 4));
        const distances = found.map((match) => match.distanceKm);
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });
});
