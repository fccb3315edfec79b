import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import type { RatingMethod } from '../../../src/domain/methodology/methodology.ts';
import { createEffectOfValue } from '../../../src/domain/rating/effect-of-value.ts';
import {
  type CategoryInput,
  checksumRating,
  computePlaces,
  rateCategory,
  recordRating,
} from '../../../src/domain/rating/rate-category.ts';
import { ratedKpis } from '../../../src/domain/rating/score-city.ts';
import type { CountedKpi } from '../../../src/domain/rating/what-counts.ts';
import { loadMethodology } from '../methodology/methodology-files.ts';

const methodology = loadMethodology();
const starter = methodology.ratingMethods[0]!;
const codes = ratedKpis(starter, methodology.kpis, 'oblast').map((kpi) => kpi.code);
const kpiOf = new Map(methodology.kpis.map((kpi) => [kpi.code, kpi]));

const value = (text: string): CountedKpi => ({
  kind: 'value',
  parts: [{ kind: 'value', period: '2026-Q3', value: text, carriedFrom: null }],
  carried: false,
});
const MISSING = { kind: 'missing', parts: [{ kind: 'missing', period: '2026-Q3' }] } as CountedKpi;
const LEFT_OUT: CountedKpi = { kind: 'leftOut', reason: 'notApplicable' };

/** Any state of a KPI: mostly values between its limits, with the KPI's decimals. */
function countedArbitrary(code: string): fc.Arbitrary<CountedKpi> {
  const kpi = kpiOf.get(code)!;
  const unit = 10 ** kpi.decimals;
  const number = fc
    .integer({ min: Math.round(Number(kpi.min) * unit), max: Math.round(Number(kpi.max) * unit) })
    .map((n) => value((n / unit).toFixed(kpi.decimals)));
  return fc.oneof({ weight: 8, arbitrary: number }, fc.constant(MISSING), fc.constant(LEFT_OUT));
}
const cityArbitrary = fc
  .tuple(...codes.map(countedArbitrary))
  .map((all) => new Map(codes.map((c, i) => [c, all[i]!])));
const methodArbitrary = fc.constantFrom(...methodology.ratingMethods);

function inputOf(method: RatingMethod, cities: ReadonlyMap<string, CountedKpi>[]): CategoryInput {
  return {
    category: 'oblast',
    quarter: '2026-Q3',
    mode: 'preliminary',
    method,
    kpis: methodology.kpis,
    cities: cities.map((_, index) => ({ id: `c${index}`, connected: true })),
    inputs: new Map(cities.map((city, index) => [`c${index}`, city])),
  };
}
const inputArbitrary = fc
  .tuple(methodArbitrary, fc.array(cityArbitrary, { minLength: 1, maxLength: 6 }))
  .map(([method, cities]) => inputOf(method, cities));

/** The city score by the definition, in plain floating point: a second opinion, good to 1e-6. */
function plainScore(
  method: RatingMethod,
  scores: { sphereId: string; code: string; score: number | null }[],
): number {
  const mean = (items: { value: number | null; weight: number }[]) => {
    const there = items.filter((item) => item.value !== null);
    const weights = there.reduce((sum, item) => sum + item.weight, 0);
    return weights === 0 ? null : there.reduce((sum, item) => sum + item.weight * item.value!, 0) / weights;
  };
  const groups = method.groups.map((group) => ({
    weight: Number(group.weight),
    value: mean(
      group.spheres.map((sphere) => ({
        weight: Number(sphere.weight),
        value: mean(
          scores
            .filter((kpi) => kpi.sphereId === sphere.sphere)
            .map((kpi) => ({ value: kpi.score, weight: Number(kpiOf.get(kpi.code)!.weight) })),
        ),
      })),
    ),
  }));
  return mean(groups) ?? Number.NaN;
}

describe('rateCategory', () => {
  it('rates 32 KPIs of an oblast city, none of the spheres that are only shown', () => {
    expect(codes).toHaveLength(32);
    expect(codes.some((code) => /^(SOC|ECN|INF)/.test(code))).toBe(false);
  });

  it('gives 100 for all targets met, and 0 for all missing', () => {
    const best = new Map(codes.map((code) => [code, value(kpiOf.get(code)!.target.oblast!)]));
    const worst = new Map(codes.map((code) => [code, MISSING]));
    for (const method of methodology.ratingMethods) {
      const places = computePlaces(inputOf(method, [worst, best]));
      expect(places.map((p) => [p.cityId, p.place, p.score, p.coverage.percent])).toEqual([
        ['c1', 1, 10_000, 100],
        ['c0', 2, 0, 0],
      ]);
    }
  });

  it('agrees with the definition computed another way', () => {
    fc.assert(
      fc.property(inputArbitrary, (input) => {
        for (const place of computePlaces(input)) {
          if (place.score === null) continue;
          expect(Math.abs(place.score / 100 - plainScore(input.method, [...place.kpis]) / 1e6)).toBeLessThan(
            0.005001,
          );
        }
      }),
    );
  });

  it('loses, KPI by KPI, what the city is short of 100', () => {
    fc.assert(
      fc.property(inputArbitrary, (input) => {
        for (const place of computePlaces(input)) {
          if (place.score === null) continue;
          const lost = place.kpis.reduce((sum, kpi) => sum + (kpi.pointsLost ?? 0), 0);
          expect(Math.abs(100 - lost / 1e6 - place.score / 100)).toBeLessThan(0.005 + codes.length * 1e-6);
        }
      }),
    );
  });

  it('does not depend on the order of cities, KPIs or what counts', () => {
    const shuffled = inputArbitrary.chain((input) =>
      fc
        .tuple(
          fc.shuffledSubarray([...input.cities], { minLength: input.cities.length }),
          fc.shuffledSubarray([...input.kpis], { minLength: input.kpis.length }),
        )
        .map(([cities, kpis]) => ({
          input,
          other: {
            ...input,
            cities,
            kpis,
            inputs: new Map(
              [...input.inputs].reverse().map(([id, city]) => [id, new Map([...city].reverse())]),
            ),
          },
        })),
    );
    fc.assert(
      fc.property(shuffled, ({ input, other }) => {
        expect(rateCategory(other)).toEqual(rateCategory(input));
      }),
      { numRuns: 30 },
    );
  });

  it('is not changed by anything of another category, nor by unrated KPIs', () => {
    fc.assert(
      fc.property(inputArbitrary, cityArbitrary, (input, stranger) => {
        const kpis = input.kpis.filter((kpi) => codes.includes(kpi.code));
        const inputs = new Map(input.inputs).set('raion_city', stranger);
        expect(rateCategory({ ...input, kpis, inputs })).toEqual(rateCategory(input));
      }),
      { numRuns: 30 },
    );
  });

  it("never lowers a city's score when one of its values gets better", () => {
    const change = fc
      .tuple(methodArbitrary, cityArbitrary, fc.constantFrom(...codes))
      .chain(([method, city, code]) =>
        fc
          .tuple(countedArbitrary(code), countedArbitrary(code))
          .map(([a, b]) => ({ method, city, code, a, b })),
      );
    fc.assert(
      fc.property(change, ({ method, city, code, a, b }) => {
        fc.pre(a.kind === 'value' && b.kind === 'value');
        const scoreWith = (counted: CountedKpi) =>
          computePlaces(inputOf(method, [new Map(city).set(code, counted)]))[0]!.score!;
        const number = (counted: CountedKpi) =>
          counted.kind === 'value' && counted.parts[0]?.kind === 'value'
            ? Number(counted.parts[0].value)
            : Number.NaN;
        const aIsBetter =
          kpiOf.get(code)!.direction === 'higher' ? number(a) > number(b) : number(a) < number(b);
        const [better, worse] = aIsBetter ? [a, b] : [b, a];
        expect(scoreWith(better)).toBeGreaterThanOrEqual(scoreWith(worse));
        expect(scoreWith(worse)).toBeGreaterThanOrEqual(scoreWith(MISSING));
      }),
    );
  });

  it('shares a place between equal scores and skips the next', () => {
    const withTransport = (text: string) =>
      new Map(codes.map((code) => [code, code === 'TRN-01' ? value(text) : MISSING]));
    const places = computePlaces(inputOf(starter, ['50', '80', '50', '20'].map(withTransport)));
    expect(places.map((p) => [p.cityId, p.place])).toEqual([
      ['c1', 1],
      ['c0', 2],
      ['c2', 2],
      ['c3', 4],
    ]);
  });

  it('lists without a place who is not connected, or has nothing that counts', () => {
    const input = inputOf(starter, [
      new Map(codes.map((code) => [code, LEFT_OUT])),
      new Map(codes.map((code) => [code, MISSING])),
    ]);
    const places = computePlaces({ ...input, cities: [{ id: 'c9', connected: false }, ...input.cities] });
    expect(places.map((p) => [p.cityId, p.standing, p.place, p.score])).toEqual([
      ['c1', 'ranked', 1, 0],
      ['c0', 'nothingCounts', null, null],
      ['c9', 'notConnected', null, null],
    ]);
  });

  it('leaves a sphere without anything that counts out with its weight', () => {
    const city = new Map<string, CountedKpi>(
      codes.map((code) => [code, code.startsWith('TRN') ? value('0') : LEFT_OUT]),
    );
    city.set('TRN-01', value('100'));
    city.set('ECO-03', value('15'));
    // Transport: of six KPIs TRN-01 is 100, TRN-04 (a travel time index of 0) 100, the others 0: 33.33…;
    // ecology 50; mean of the two spheres 41.67.
    expect(computePlaces(inputOf(starter, [city]))[0]).toMatchObject({
      score: 4167,
      spheres: [
        { score: null },
        { score: null },
        { score: null },
        { score: 50_000_000 },
        { score: 33_333_333 },
      ],
    });
  });

  it('weighs KPIs and spheres', () => {
    const kpis = methodology.kpis.map((kpi) => ({ ...kpi, weight: kpi.code === 'ECO-01' ? '2.5' : '1' }));
    const method = structuredClone(starter);
    for (const sphere of method.groups[0]!.spheres) if (sphere.sphere === 'ecology') sphere.weight = '3';
    const city = new Map<string, CountedKpi>(codes.map((code) => [code, MISSING]));
    city.set('ECO-01', value('15'));
    // Ecology: 2.5 of a weight of 2.5 + 5 is 33.33…; times 3 of 7 is 14.2857.
    expect(computePlaces({ ...inputOf(method, [city]), kpis })[0]).toMatchObject({ score: 1429 });
  });

  it('stays exact with weights of many digits, and refuses those that are too long to sum', () => {
    const weighed = (weight: string) => methodology.kpis.map((kpi) => ({ ...kpi, weight }));
    const city = new Map<string, CountedKpi>(codes.map((code) => [code, value('30.1')]));
    const plain = computePlaces(inputOf(starter, [city]));
    expect(computePlaces({ ...inputOf(starter, [city]), kpis: weighed('0.999983') })).toEqual(plain);
    expect(() => computePlaces({ ...inputOf(starter, [city]), kpis: weighed('1000.000001') })).toThrow(
      RangeError,
    );
  });

  it('refuses to rate a connected city of which a KPI is not known', () => {
    expect(() => computePlaces(inputOf(starter, [new Map()]))).toThrow('nothing is said about ECO-01');
  });
});

describe('the checksum', () => {
  it('can be computed again from the record alone', () => {
    fc.assert(
      fc.property(inputArbitrary, (input) => {
        const { places, checksum } = rateCategory(input);
        const record = JSON.parse(canonicalJson(recordRating(input, places)));
        expect(checksumRating(record)).toBe(checksum);
        const again = rateCategory({
          ...input,
          method: record.method,
          kpis: record.kpis.map((kpi: { target: string }) => ({ ...kpi, target: { oblast: kpi.target } })),
          cities: record.cities,
          inputs: new Map(
            Object.entries(record.inputs as Record<string, Record<string, CountedKpi>>).map(
              ([id, counted]) => [id, new Map(Object.entries(counted))],
            ),
          ),
        });
        expect(again.checksum).toBe(checksum);
      }),
      { numRuns: 30 },
    );
  });

  it('changes with the quarter, the mode, the method and any value', () => {
    const city = new Map<string, CountedKpi>(codes.map((code) => [code, MISSING]));
    const input = inputOf(starter, [city]);
    const sums = [
      input,
      { ...input, quarter: '2026-Q4' },
      { ...input, mode: 'published' as const },
      { ...input, method: { ...starter, version: 2 } },
      inputOf(starter, [new Map(city).set('TRN-01', value('0'))]),
    ].map((one) => rateCategory(one).checksum);
    expect(new Set(sums).size).toBe(5);
  });
});

describe('createEffectOfValue', () => {
  it('gives what a new rating would give', () => {
    const question = inputArbitrary.chain((input) =>
      fc
        .tuple(
          fc.nat({ max: input.cities.length - 1 }),
          fc
            .subarray(codes, { maxLength: 3 })
            .chain((some) =>
              fc.tuple(...some.map((code) => countedArbitrary(code).map((counted) => ({ code, counted })))),
            ),
        )
        .map(([city, changes]) => ({ input, cityId: `c${city}`, changes })),
    );
    fc.assert(
      fc.property(question, ({ input, cityId, changes }) => {
        const counted = new Map(input.inputs.get(cityId));
        for (const change of changes) counted.set(change.code, change.counted);
        const find = (i: CategoryInput) => computePlaces(i).find((place) => place.cityId === cityId)!;
        const before = find(input);
        const after = find({ ...input, inputs: new Map(input.inputs).set(cityId, counted) });
        expect(createEffectOfValue(input)(cityId, changes)).toEqual({
          placeBefore: before.place,
          placeAfter: after.place,
          scoreBefore: before.score,
          scoreAfter: after.score,
        });
      }),
      { numRuns: 50 },
    );
  });

  it('knows no place for a city that is not connected, and refuses a stranger', () => {
    const input = inputOf(starter, []);
    const effect = createEffectOfValue({ ...input, cities: [{ id: 'c0', connected: false }] });
    expect(effect('c0', [{ code: 'TRN-01', counted: value('9') }])).toEqual({
      placeBefore: null,
      placeAfter: null,
      scoreBefore: null,
      scoreAfter: null,
    });
    expect(() => effect('c1', [])).toThrow('c1 is not rated in oblast');
  });
});
