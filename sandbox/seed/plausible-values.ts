import { parsePeriodKey } from '../../src/domain/kpi/period.ts';
import type { Prisma } from '../../src/storage/generated/client.ts';
import { demoCity } from './people.ts';

type Definition = Prisma.KpiDefinitionGetPayload<object>;
type City = Prisma.CityGetPayload<object>;

/**
 * What a weak and a strong city of today would report, by KPI: invented, but of the size that an official
 * knows. Raion centres lie a little nearer to the weak end, the republican cities to the strong one.
 */
const weakAndStrong: Readonly<Record<string, readonly [weak: number, strong: number]>> = {
  'GOV-01': [78, 97],
  'GOV-02': [86, 99.2],
  'GOV-03': [128, 52],
  'GOV-04': [9, 62],
  'GOV-05': [72, 100],
  'GOV-06': [54, 93],
  'GOV-07': [96.4, 99.7],
  'GOV-08': [52, 82],
  'UTL-01': [14, 66],
  'UTL-02': [28, 84],
  'UTL-03': [46, 90],
  'UTL-04': [36, 16],
  'UTL-05': [17, 5],
  'UTL-06': [91, 99.8],
  'UTL-07': [22, 80],
  'SAF-01': [22, 70],
  'SAF-02': [74, 100],
  'SAF-03': [19, 9],
  'SAF-04': [116, 52],
  'SAF-05': [15.5, 5.5],
  'ECO-01': [42, 13],
  'ECO-02': [0.6, 2.6],
  'ECO-03': [12, 36],
  'ECO-04': [30, 88],
  'ECO-05': [6, 18],
  'ECO-06': [3, 34],
  'TRN-01': [58, 100],
  'TRN-02': [74, 100],
  'TRN-03': [14, 66],
  'TRN-04': [1.52, 1.14],
  'TRN-05': [2, 32],
  'TRN-06': [14, 62],
  'SOC-01': [62, 100],
  'SOC-02': [86, 100],
  'SOC-03': [44, 80],
  'SOC-04': [78, 99],
  'SOC-05': [48, 88],
  'ECN-01': [0.8, 5],
  'ECN-02': [76, 98],
  'ECN-03': [5.4, 4.3],
  'INF-01': [70, 93],
  'INF-02': [88, 99.6],
  'INF-03': [0.6, 4],
  'INF-04': [64, 96],
  'INF-05': [68, 97],
};

/** Dust hangs in the air of winter: times the usual value, by month. */
const dustByMonth = [1.45, 1.35, 1.1, 0.9, 0.8, 0.75, 0.75, 0.8, 0.85, 1, 1.25, 1.4];
/** Months since this one make a city better, slowly. */
const beginning = 2024 * 12 + 9;
const gainPerMonth = 0.006;
const ofCategory = { republican: 0.16, oblast: 0, raion: -0.2 } as const;
/** How good the city of the demo is, so that it stands well but has somebody to overtake. */
const levelOfDemoCity = 0.315;

/**
 * What a city reports for a KPI and a period: a level of its own, stronger in some KPIs than in others, that
 * rises slowly and wavers a little. The same each time it is asked. Decimal text.
 */
export function plausibleValue(definition: Definition, city: City, periodKey: string): string {
  const { kpiCode, decimals } = definition;
  const range = weakAndStrong[kpiCode];
  if (range === undefined) throw new Error(`The demo knows no plausible values for the KPI ${kpiCode}`);
  const [weak, strong] = range;
  const months = monthsSinceBeginning(periodKey);
  const quality =
    levelOf(city) +
    0.24 * wavering(`${city.id} ${kpiCode}`) +
    gainPerMonth * months +
    0.025 * wavering(`${city.id} ${kpiCode} ${periodKey}`);
  const dust = kpiCode === 'ECO-01' ? (dustByMonth[(beginning + months) % 12] ?? 1) : 1;
  const value = (weak + (strong - weak) * Math.min(Math.max(quality, -0.1), 1.1)) * dust;
  return Math.min(Math.max(value, Number(definition.min)), Number(definition.max)).toFixed(decimals);
}

function levelOf({ id, category }: City): number {
  return id === demoCity ? levelOfDemoCity : 0.15 + 0.24 * wavering(id) + ofCategory[category];
}

function monthsSinceBeginning(periodKey: string): number {
  const period = parsePeriodKey(periodKey);
  if (period === null) throw new Error(`Not the key of a period: ${periodKey}`);
  const { kind, year, index } = period;
  const lastMonth = kind === 'year' ? 12 : kind === 'quarter' ? index * 3 : index;
  return year * 12 + lastMonth - 1 - beginning;
}

/** A number between -1 and 1 that looks like chance and is always the same for a text (FNV-1a, mixed). */
export function wavering(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2_147_483_648 - 1;
}
