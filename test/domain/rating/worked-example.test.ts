import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PeriodKind } from '../../../src/domain/kpi/period.ts';
import { createEffectOfValue } from '../../../src/domain/rating/effect-of-value.ts';
import { type CategoryInput, rateCategory } from '../../../src/domain/rating/rate-category.ts';
import type { RatingKpi } from '../../../src/domain/rating/score.ts';
import {
  planQuarter,
  type ReportedVersion,
  whatCounts,
  withMissingPeriod,
  withSupposedReport,
} from '../../../src/domain/rating/what-counts.ts';
import { loadMethodology } from '../methodology/methodology-files.ts';

// The arithmetic is written out in docs/rating.md; everything here is read from its tables.
const doc = readFileSync(join(import.meta.dirname, '../../../docs/rating.md'), 'utf8');
const methodology = loadMethodology();

/** The rows of the document's table with this header, as lists of cells. */
function tableAfter(header: string): string[][] {
  const lines = doc.split('\n');
  const start = lines.indexOf(header);
  expect(start, header).toBeGreaterThan(0);
  const rows: string[][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('|')) break;
    rows.push(
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  }
  return rows;
}

const kpiRows = tableAfter('| KPI | Sphere | Better | Period | from | target |');
const valueRows = tableAfter('| KPI | Period | oral | taraz | semey |');
const resultRows = tableAfter('| City | Starter: score | Starter: place | Bands: score | Bands: place |');
const cityIds = ['oral', 'taraz', 'semey'];

const dueAt = new Map(
  Object.entries({
    '2025': '2026-01-30',
    '2026-Q2': '2026-07-15',
    '2026-07': '2026-08-07',
    '2026-08': '2026-09-07',
    '2026-09': '2026-10-07',
    '2026-Q3': '2026-10-14',
  }).map(([key, day]) => [key, new Date(`${day}T18:00:00+05:00`)]),
);
const now = new Date('2026-10-10T09:00:00+05:00');
const plan = planQuarter({ quarter: '2026-Q3', mode: 'preliminary', now, dueAt });

function reportedBy(city: number, code: string): Map<string, ReportedVersion[]> {
  const versions = new Map<string, ReportedVersion[]>();
  for (const row of valueRows.filter((cells) => cells[0] === code)) {
    const cell = row[2 + city]!;
    if (cell === '—') continue;
    const version: ReportedVersion =
      cell === 'n/a'
        ? { number: 1, kind: 'not_applicable', value: null, state: 'verified' }
        : { number: 1, kind: 'value', value: cell, state: 'approved' };
    versions.set(row[1]!, [version]);
  }
  return versions;
}

const kinds = new Map(kpiRows.map((row) => [row[0]!, row[3] as PeriodKind]));
const kpis: RatingKpi[] = methodology.kpis.filter((kpi) => kinds.has(kpi.code));

function exampleInput(methodId: string): CategoryInput {
  const inputs = cityIds.map((id, city) => {
    const counted = kpis.map(
      ({ code }) => [code, whatCounts(plan, kinds.get(code)!, reportedBy(city, code))] as const,
    );
    return [id, new Map(counted)] as const;
  });
  return {
    category: 'oblast',
    quarter: '2026-Q3',
    mode: 'preliminary',
    method: methodology.ratingMethods.find((method) => method.id === methodId)!,
    kpis,
    cities: cityIds.map((id) => ({ id, connected: true })),
    inputs: new Map(inputs),
  };
}

describe('the worked example of docs/rating.md', () => {
  it('uses the limits, targets and periods of the starter catalogue', () => {
    expect(kpiRows).toEqual(
      methodology.kpis
        .filter((kpi) => kinds.has(kpi.code))
        .sort(
          (a, b) =>
            ['GOV', 'UTL', 'SAF', 'ECO', 'TRN'].indexOf(a.code.slice(0, 3)) -
            ['GOV', 'UTL', 'SAF', 'ECO', 'TRN'].indexOf(b.code.slice(0, 3)),
        )
        .map((kpi) => [
          kpi.code,
          kpi.sphere,
          kpi.direction,
          kpi.period,
          kpi.direction === 'higher' ? kpi.min : kpi.max,
          kpi.target.oblast,
        ]),
    );
  });

  it.each([
    ['starter', 1],
    ['predecessor_bands', 3],
  ])('gives the scores and places of the table by %s', (methodId, column) => {
    const { places } = rateCategory(exampleInput(methodId));
    const found = cityIds.map((id) => {
      const place = places.find((row) => row.cityId === id)!;
      return [id, (place.score! / 100).toFixed(2), String(place.place)];
    });
    expect(found).toEqual(resultRows.map((row) => [row[0], row[column], row[column + 1]]));
  });

  it('gives the spheres and KPIs of oral as written out', () => {
    const oral = rateCategory(exampleInput('starter')).places.find((row) => row.cityId === 'oral')!;
    expect(oral.spheres).toEqual([
      { sphereId: 'city_management', score: 85_714_286 },
      { sphereId: 'utilities', score: 74_375_000 },
      { sphereId: 'safety', score: 81_363_636 },
      { sphereId: 'ecology', score: 40_000_000 },
      { sphereId: 'transport', score: 70_000_000 },
    ]);
    expect(oral.kpis.map((kpi) => [kpi.code, kpi.score, kpi.pointsLost])).toEqual([
      // The only KPI of its sphere loses a fifth of what it is short of 100: (100 − 40) / 5 = 12.
      ['ECO-03', 40_000_000, 12_000_000],
      ['GOV-03', 85_714_286, 2_857_143],
      ['SAF-05', 81_363_636, 3_727_273],
      ['TRN-01', 70_000_000, 6_000_000],
      // One of two in its sphere: a tenth. (100 − 55) / 10 = 4.5; (100 − 93.75) / 10 = 0.625.
      ['UTL-01', 55_000_000, 4_500_000],
      ['UTL-04', 93_750_000, 625_000],
    ]);
  });

  it('shows in taraz what is missing, carried and left out', () => {
    const taraz = rateCategory(exampleInput('starter')).places.find((row) => row.cityId === 'taraz')!;
    expect(taraz.kpis.map((kpi) => [kpi.code, kpi.kind, kpi.carried, kpi.score])).toEqual([
      ['ECO-03', 'value', false, 100_000_000],
      ['GOV-03', 'value', false, 50_000_000],
      ['SAF-05', 'value', false, 50_000_000],
      ['TRN-01', 'value', false, 76_500_000],
      ['UTL-01', 'leftOut', false, null],
      ['UTL-04', 'value', true, 75_000_000],
    ]);
    expect(taraz.coverage).toEqual({ counted: 5, carried: 1, missing: 0, leftOut: 1, percent: 100 });
  });

  it('knows what delay costs, and what a better value is worth', () => {
    const input = exampleInput('starter');
    const effect = createEffectOfValue(input);
    const reported = reportedBy(0, 'UTL-04');
    const standing = whatCounts(plan, 'quarter', reported);
    expect(effect('oral', [{ code: 'UTL-04', counted: withMissingPeriod(standing, '2026-Q3') }])).toEqual({
      placeBefore: 3,
      placeAfter: 3,
      scoreBefore: 7029,
      scoreAfter: 6092,
    });
    const better = whatCounts(
      plan,
      'quarter',
      withSupposedReport(reported, '2026-Q3', { kind: 'value', value: '20' }),
    );
    expect(effect('oral', [{ code: 'UTL-04', counted: better }])).toEqual({
      placeBefore: 3,
      placeAfter: 1,
      scoreBefore: 7029,
      scoreAfter: 7092,
    });
  });
});
