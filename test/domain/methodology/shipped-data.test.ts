import { describe, expect, it } from 'vitest';
import { loadMethodology } from './methodology-files.ts';

describe('the shipped methodology', () => {
  const methodology = loadMethodology();

  it('has the settlements, indicators and years that it promises', () => {
    expect(methodology.cities).toHaveLength(210);
    expect(methodology.cities.filter((c) => c.rated)).toHaveLength(95);
    expect(methodology.cities.filter((c) => c.lat !== null)).toHaveLength(204);
    expect(methodology.regions).toHaveLength(17);
    expect(methodology.workingGroups).toHaveLength(20);
    expect(methodology.spheres.filter((s) => s.rated)).toHaveLength(5);
    expect(methodology.spheres).toHaveLength(8);
    expect(methodology.kpis).toHaveLength(45);
    expect(methodology.calendar.map((y) => [y.year, y.status])).toEqual([
      [2025, 'official'],
      [2026, 'official'],
      [2027, 'provisional'],
    ]);
    expect(methodology.ratingMethods.map((m) => m.id)).toEqual(['starter', 'predecessor_bands']);
  });

  it('rates 29 to 32 indicators, by category', () => {
    const rated = new Set(methodology.spheres.filter((s) => s.rated).map((s) => s.id));
    const inCategory = (category: 'republican' | 'oblast' | 'raion') =>
      methodology.kpis.filter((k) => rated.has(k.sphere) && k.categories.includes(category)).length;
    expect([inCategory('republican'), inCategory('oblast'), inCategory('raion')]).toEqual([32, 32, 29]);
  });

  it('writes names in Cyrillic letters only, also the Kazakh і', () => {
    const names = [
      ...methodology.cities.flatMap((c) => [c.name, c.shortName]),
      ...methodology.regions.map((r) => r.name),
      ...methodology.workingGroups.map((g) => g.name),
    ];
    for (const name of names) {
      expect(`${name.kk}${name.ru}`).not.toMatch(/[A-Za-z]/);
    }
  });

  it('keeps the short names of indicators short enough for a button', () => {
    for (const { shortName } of methodology.kpis) {
      expect(shortName.kk.length).toBeLessThanOrEqual(28);
      expect(shortName.ru.length).toBeLessThanOrEqual(28);
    }
  });
});
