import { describe, expect, it } from 'vitest';
import { plausibleValue, wavering } from '../../sandbox/seed/plausible-values.ts';
import { readMethodology } from '../../src/storage/read-methodology.ts';

const { methodology } = await readMethodology();
type Definition = Parameters<typeof plausibleValue>[0];
type City = Parameters<typeof plausibleValue>[1];

const rated = methodology.cities.filter((city) => city.rated);
const periods = { month: ['2024-10', '2026-01', '2026-07'], quarter: ['2024-Q4', '2026-Q3'], year: ['2025'] };

describe('the values of the demo', () => {
  it.each(methodology.kpis)(
    'of $code are decimals within its limits, and differ from city to city',
    (kpi) => {
      const definition = { ...kpi, kpiCode: kpi.code } as unknown as Definition;
      const values = rated
        .filter(({ category }) => kpi.categories.includes(category))
        .flatMap((city) =>
          periods[kpi.period].map((key) => plausibleValue(definition, city as unknown as City, key)),
        );
      for (const value of values) {
        expect(value.split('.')[1]?.length ?? 0).toBe(kpi.decimals);
        expect(Number(value)).toBeGreaterThanOrEqual(Number(kpi.min));
        expect(Number(value)).toBeLessThanOrEqual(Number(kpi.max));
      }
      expect(new Set(values).size).toBeGreaterThan(4);
    },
  );

  it('are the same each time', () => {
    const kpi = methodology.kpis[0] as unknown as Definition;
    const city = rated[0] as unknown as City;
    const definition = { ...kpi, kpiCode: 'GOV-01' };
    expect(plausibleValue(definition, city, '2026-Q3')).toBe(plausibleValue(definition, city, '2026-Q3'));
  });

  it('bring more dust in winter than in summer', () => {
    const kpi = methodology.kpis.find(({ code }) => code === 'ECO-01') as unknown as Definition;
    const city = rated.find(({ id }) => id === 'almaty') as unknown as City;
    const definition = { ...kpi, kpiCode: 'ECO-01' };
    const winter = Number(plausibleValue(definition, city, '2026-01'));
    expect(winter).toBeGreaterThan(1.5 * Number(plausibleValue(definition, city, '2026-07')));
  });

  it('waver evenly between -1 and 1', () => {
    const numbers = Array.from({ length: 2_000 }, (_, index) => wavering(`city ${index}`));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(Math.abs(numbers.reduce((sum, number) => sum + number, 0) / numbers.length)).toBeLessThan(0.05);
  });
});
