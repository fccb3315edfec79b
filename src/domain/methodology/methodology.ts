import { z } from 'zod';
import { isDecimalText } from '../decimal.ts';

const text = z.string().refine((value) => value.trim() !== '', 'must not be empty');
const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be small Latin letters, digits and underscores');
const bilingual = z.strictObject({ kk: text, ru: text });
const decimal = z.string().refine(isDecimalText, 'must be a decimal number as text, such as "85.5"');
const positiveDecimal = decimal.refine(
  (value) => isDecimalText(value) && Number(value) > 0,
  'must be above 0',
);
const count = z.int().min(0);
const kato = z.string().regex(/^\d{9}$/, 'must be nine digits');
const status = z.enum(['official', 'starter']);
const periodKind = z.enum(['month', 'quarter', 'year']);
const category = z.enum(['republican', 'oblast', 'raion']);
const date = z.string().refine(isCalendarDate, 'must be a date that exists, such as "2026-03-21"');

/** Whether the text is a date of the Gregorian calendar in the form YYYY-MM-DD. */
function isCalendarDate(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (match === null) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === value;
}

const sphere = z.strictObject({ id, order: count, rated: z.boolean(), name: bilingual });
const region = z.strictObject({ id, kato, name: bilingual });
const workingGroup = z.strictObject({
  id,
  kind: z.enum(['oblast', 'city']),
  region: id.nullable(),
  city: id.nullable(),
  name: bilingual,
});
const city = z.strictObject({
  id,
  kato: kato.nullable(),
  category,
  settlementType: z.enum(['city', 'settlement', 'village']),
  name: bilingual,
  shortName: bilingual,
  also: z.array(text),
  region: id.nullable(),
  workingGroup: id,
  raion: bilingual.nullable(),
  capital: z.boolean(),
  oblastCentre: z.boolean(),
  raionCentre: z.boolean(),
  rated: z.boolean(),
  notRatedBecause: z.enum(['village', 'leased']).nullable(),
  population: z.int().positive().nullable(),
  populationAsOf: date.nullable(),
  // The bounds are those of the country: they catch swapped and mistyped coordinates.
  lat: z.number().min(40).max(56).nullable(),
  lon: z.number().min(46).max(88).nullable(),
  geoSource: text.nullable(),
  nameToCheck: z.boolean(),
});
const unit = z.strictObject({
  id,
  label: bilingual,
  decimals: z.int().min(0).max(6),
  limits: z.strictObject({ min: decimal.nullable(), max: decimal.nullable() }),
});
const kpiCode = z
  .string()
  .regex(/^[A-Z]{3}-\d{2}$/, 'must be three capital letters, a hyphen and two digits');
const kpi = z.strictObject({
  code: kpiCode,
  sphere: id,
  name: bilingual,
  shortName: bilingual,
  unit: id,
  decimals: z.int().min(0).max(6),
  direction: z.enum(['higher', 'lower']),
  min: decimal,
  max: decimal,
  categories: z.array(category).min(1),
  target: z.partialRecord(category, decimal),
  period: periodKind,
  weight: positiveDecimal,
  status,
  targetStatus: z.enum(['official', 'starter', 'official_for_republican']),
  refs: z.array(text),
  note: z.string(),
  nameToCheck: z.boolean(),
});
const reporting = z.strictObject({
  status,
  timeZone: text.refine(isTimeZone, 'must be a time zone that this system knows'),
  utcOffset: z.string().regex(/^[+-]\d{2}:\d{2}$/, 'must be an offset such as "+05:00"'),
  dueTime: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "18:00"'),
  dueWorkingDays: z.strictObject({
    month: z.int().positive(),
    quarter: z.int().positive(),
    year: z.int().positive(),
  }),
  graceWorkingDays: count,
  reviewWorkingDays: z.int().positive(),
  verificationWorkingDays: z.int().positive(),
  publicationWorkingDays: z.int().positive(),
  feedbackWorkingDays: z.int().positive(),
  note: z.string(),
});
const calendarYear = z.strictObject({
  year: z.int().min(2000).max(2100),
  status: z.enum(['official', 'provisional']),
  basis: text,
  holidays: z.array(
    z.strictObject({
      date,
      key: id,
      kind: z.enum(['national', 'state', 'religious']),
      name: bilingual,
      substitute: date.nullable(),
    }),
  ),
  movedDays: z.array(z.strictObject({ from: date, to: date, note: bilingual })),
  extraWorkingDays: z.array(date),
  weekdayDaysOff: z.array(date),
  counts: z.strictObject({ calendarDays: count, daysOff: count, workingDays: count }),
});
const normalisation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('min_target') }),
  z.strictObject({
    kind: z.literal('bands'),
    maxPoints: positiveDecimal,
    bands: z.array(z.strictObject({ upTo: decimal, points: decimal })).min(1),
  }),
]);
const ratingMethod = z.strictObject({
  id,
  version: z.int().positive(),
  status,
  default: z.boolean(),
  name: bilingual,
  note: z.string(),
  normalisation,
  aggregation: z.literal('arithmetic'),
  missing: z.literal('zero'),
  ties: z.literal('shared_place'),
  rounding: z.strictObject({
    kpiScoreDecimals: z.literal(6),
    cityScoreDecimals: z.literal(2),
    mode: z.literal('half_away_from_zero'),
  }),
  groups: z
    .array(
      z.strictObject({
        id,
        name: bilingual,
        weight: positiveDecimal,
        spheres: z.array(z.strictObject({ sphere: id, weight: positiveDecimal })).min(1),
      }),
    )
    .min(1),
  categories: z.array(category).min(1),
});
const about = z.strictObject({
  version: text,
  status,
  name: bilingual,
  order: z.strictObject({ date, number: text, inForceFrom: date, name: bilingual }),
  categories: z.array(z.strictObject({ id: category, order: count, name: bilingual })).length(3),
  refs: z.record(text, text),
  sources: z.array(z.strictObject({ what: text, where: text, licence: text.nullable() })),
  attribution: z.array(z.strictObject({ text, url: z.url() })),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const crossRule = z.strictObject({
  id,
  kind: z.literal('part_not_above_whole'),
  part: kpiCode,
  whole: kpiCode,
  /** Why it holds by the definitions of the two. */
  because: text,
});

/** The files whose content is a list of rows: the shape of a row and the field that names it. */
export const rowFiles = {
  'spheres.json': { schema: sphere, key: 'id' },
  'regions.json': { schema: region, key: 'id' },
  'working-groups.json': { schema: workingGroup, key: 'id' },
  'cities.json': { schema: city, key: 'id' },
  'units.json': { schema: unit, key: 'id' },
  'kpis.json': { schema: kpi, key: 'code' },
  'calendar.json': { schema: calendarYear, key: 'year' },
  'rating-methods.json': { schema: ratingMethod, key: 'id' },
  'cross-rules.json': { schema: crossRule, key: 'id' },
} as const;

/** Files that may be empty: what they list need not exist. */
export const mayBeEmpty: readonly string[] = ['cross-rules.json'];

/** The files whose content is one object. */
export const objectFiles = { 'methodology.json': about, 'reporting.json': reporting } as const;

/** The names of all the files that make up the methodology data. */
export const methodologyFileNames: readonly string[] = [
  ...Object.keys(objectFiles),
  ...Object.keys(rowFiles),
];

export type Category = z.infer<typeof category>;
export type PeriodKind = z.infer<typeof periodKind>;
export type Sphere = z.infer<typeof sphere>;
export type Region = z.infer<typeof region>;
export type WorkingGroup = z.infer<typeof workingGroup>;
export type City = z.infer<typeof city>;
export type Unit = z.infer<typeof unit>;
export type Kpi = z.infer<typeof kpi>;
export type Reporting = z.infer<typeof reporting>;
export type CalendarYear = z.infer<typeof calendarYear>;
export type RatingMethod = z.infer<typeof ratingMethod>;
export type CrossRule = z.infer<typeof crossRule>;
export type About = z.infer<typeof about>;

/** The methodology data as a whole: what the state prescribes, and what stands in for it until known. */
export type Methodology = {
  readonly about: About;
  readonly reporting: Reporting;
  readonly spheres: readonly Sphere[];
  readonly regions: readonly Region[];
  readonly workingGroups: readonly WorkingGroup[];
  readonly cities: readonly City[];
  readonly units: readonly Unit[];
  readonly kpis: readonly Kpi[];
  readonly calendar: readonly CalendarYear[];
  readonly ratingMethods: readonly RatingMethod[];
  readonly crossRules: readonly CrossRule[];
};

/** The rows that have the right shape, file by file; what the checks across files work on. */
export type Rows = {
  [F in keyof typeof rowFiles]: {
    index: number;
    id: string;
    value: z.infer<(typeof rowFiles)[F]['schema']>;
  }[];
};
