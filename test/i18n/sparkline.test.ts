import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkline } from '../../src/i18n/sparkline.ts';

describe('a line of bars', () => {
  it.each([
    ['none', [], ''],
    ['one', ['22.5'], '▄'],
    ['two', ['1', '2'], '▁█'],
    ['a flat series', ['5', '5', '5'], '▄▄▄'],
    ['nothing but zeros', ['0', '0'], '▄▄'],
    ['a fall', ['25.4', '24.1', '23.8', '23'], '█▄▃▁'],
    ['negative numbers', ['-2', '0', '2'], '▁▅█'],
    ['very large and very small steps', ['1000000000.1', '1000000000.2'], '▁█'],
    ['an outlier among the usual', ['10', '11', '10', '100'], '▁▁▁█'],
    ['twelve', ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'], '▁▂▂▃▄▄▅▅▆▇▇█'],
  ])('draws %s', (_, values, drawn) => {
    expect(sparkline(values)).toBe(drawn);
  });

  it('has one bar for each value, the highest for the largest, and never falls where the values rise', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2, maxLength: 12 }),
        (some) => {
          const drawn = sparkline(some.map(String));
          expect(drawn).toHaveLength(some.length);
          for (const [index, value] of some.entries()) {
            for (const [other, another] of some.entries()) {
              if (value < another) expect((drawn[index] ?? '') <= (drawn[other] ?? '')).toBe(true);
            }
          }
          const isFlat = new Set(some).size === 1;
          if (!isFlat) {
            expect(drawn[some.indexOf(Math.max(...some))]).toBe('█');
            expect(drawn[some.indexOf(Math.min(...some))]).toBe('▁');
          }
        },
      ),
    );
  });

  it('refuses what is no number', () => {
    expect(() => sparkline(['1', 'x'])).toThrow(RangeError);
  });
});
