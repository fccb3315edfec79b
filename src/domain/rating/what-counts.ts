import { monthsOfQuarter, type PeriodKind, parsePeriodKey } from '../kpi/period.ts';
import type { ValueState } from '../kpi/submission-state.ts';

/** One version of what a working group reported for a KPI, a city and a period. */
export type ReportedVersion = {
  /** Counts up with each correction. */
  readonly number: number;
  readonly kind: 'value' | 'not_applicable' | 'no_data';
  /** Plain decimal text; null unless the kind is `value`. */
  readonly value: string | null;
  readonly state: ValueState;
};

/** The versions of one KPI of one city by the key of their period. */
export type Reported = ReadonlyMap<string, readonly ReportedVersion[]>;

/** What one period gives to a KPI's score in the quarter. */
export type CountedPart =
  | {
      readonly kind: 'value';
      readonly period: string;
      readonly value: string;
      readonly carriedFrom: string | null;
    }
  /** Due and not there, or reported as `no_data`: 0. */
  | { readonly kind: 'missing'; readonly period: string };

/** How a KPI of a city enters the rating of a quarter. */
export type CountedKpi =
  | { readonly kind: 'value'; readonly parts: readonly CountedPart[]; readonly carried: boolean }
  | { readonly kind: 'missing'; readonly parts: readonly CountedPart[] }
  /** Left out together with its weight. */
  | { readonly kind: 'leftOut'; readonly reason: 'notApplicable' | 'notDueYet' | 'noPeriod' };

/** Which periods a quarter's rating looks at; `overdue`: their deadline has passed. */
export type QuarterPlan = {
  readonly mode: 'preliminary' | 'published';
  readonly periods: Readonly<
    Record<PeriodKind, readonly { readonly key: string; readonly overdue: boolean }[]>
  >;
};

/**
 * Chooses the periods of a quarter's rating: the quarter itself, its three months, and the latest year
 * whose deadline has passed, by now and by the deadline of the quarter itself, so that an old quarter does
 * not change when a new year is reported. `dueAt` holds the deadline of each period that exists; a period
 * that does not (the future, or before the installation began) is not due.
 */
export function planQuarter(input: {
  quarter: string;
  mode: QuarterPlan['mode'];
  now: Date;
  dueAt: ReadonlyMap<string, Date>;
}): QuarterPlan {
  const { quarter, mode, now, dueAt } = input;
  const passed = (key: string, at: Date) => {
    const due = dueAt.get(key);
    return due !== undefined && due.getTime() < at.getTime();
  };
  const atNow = (key: string) => ({ key, overdue: passed(key, now) });
  const quarterDue = dueAt.get(quarter);
  const yearsAsOf = quarterDue !== undefined && quarterDue.getTime() < now.getTime() ? quarterDue : now;
  const years = [...dueAt.keys()].filter((key) => isOfKind(key, 'year') && passed(key, yearsAsOf)).sort();
  return {
    mode,
    periods: {
      month: monthsOfQuarter(quarter).map(atNow),
      quarter: [atNow(quarter)],
      year: years.slice(-1).map((key) => ({ key, overdue: true })),
    },
  };
}

/**
 * Decides what of a KPI counts in a quarter. In a preliminary rating the effective version is the newest
 * approved or verified one (`not_applicable`: only once verified); pending and returned ones displace
 * nothing. Without an effective version a period counts as missing once its deadline has passed, and until
 * then with the last effective value of an earlier period, carried (none: it is left out). A published
 * rating takes verified versions only and carries nothing.
 */
export function whatCounts(plan: QuarterPlan, kind: PeriodKind, reported: Reported): CountedKpi {
  const periods = plan.periods[kind];
  if (periods.length === 0) return { kind: 'leftOut', reason: 'noPeriod' };
  const parts: CountedPart[] = [];
  let notApplicable = false;
  for (const { key, overdue } of periods) {
    const part = countPeriod(plan.mode, kind, key, overdue, reported);
    if (part === 'notApplicable') notApplicable = true;
    else if (part !== 'notDueYet') parts.push(part);
  }
  if (parts.length === 0) return { kind: 'leftOut', reason: notApplicable ? 'notApplicable' : 'notDueYet' };
  if (parts.every((part) => part.kind === 'missing')) return { kind: 'missing', parts };
  return {
    kind: 'value',
    parts,
    carried: parts.some((part) => part.kind === 'value' && part.carriedFrom !== null),
  };
}

/** A report that nobody made yet, to ask what it would lead to. */
export type SupposedReport = Pick<ReportedVersion, 'kind' | 'value'>;

/**
 * What was reported, with one more version, as if everybody who decides on it had agreed: a value and «no data»
 * count once they are approved, «not applicable» once it is verified.
 */
export function withSupposedReport(reported: Reported, period: string, supposed: SupposedReport): Reported {
  const versions = reported.get(period) ?? [];
  const number = versions.reduce((highest, version) => Math.max(highest, version.number), 0) + 1;
  const state = supposed.kind === 'not_applicable' ? 'verified' : 'approved';
  return new Map(reported).set(period, [...versions, { ...supposed, number, state }]);
}

/** The same KPI as if a period's report never came: 0 in its place. It is what a delay leads to. */
export function withMissingPeriod(counted: CountedKpi, period: string): CountedKpi {
  const before = counted.kind === 'leftOut' ? [] : counted.parts;
  const missing: CountedPart = { kind: 'missing', period };
  const parts = [...before.filter((part) => part.period !== period), missing].sort((a, b) =>
    a.period < b.period ? -1 : 1,
  );
  if (parts.every((part) => part.kind === 'missing')) return { kind: 'missing', parts };
  return {
    kind: 'value',
    parts,
    carried: parts.some((part) => part.kind === 'value' && part.carriedFrom !== null),
  };
}

function countPeriod(
  mode: QuarterPlan['mode'],
  kind: PeriodKind,
  key: string,
  overdue: boolean,
  reported: Reported,
): CountedPart | 'notApplicable' | 'notDueYet' {
  const effective = findEffective(mode, reported.get(key));
  if (effective?.kind === 'not_applicable') return 'notApplicable';
  if (effective?.kind === 'value') {
    return { kind: 'value', period: key, value: reportedValue(effective), carriedFrom: null };
  }
  if (effective?.kind === 'no_data' || overdue) return { kind: 'missing', period: key };
  if (mode === 'published') return 'notDueYet';
  return carry(kind, key, reported);
}

/** The last effective value before a period; an earlier `no_data` is passed over, it holds no value. */
function carry(
  kind: PeriodKind,
  key: string,
  reported: Reported,
): CountedPart | 'notApplicable' | 'notDueYet' {
  let from: string | null = null;
  let last: ReportedVersion | null = null;
  for (const [earlier, versions] of reported) {
    // Keys of one kind sort as their periods follow one another.
    if (earlier >= key || (from !== null && earlier <= from) || !isOfKind(earlier, kind)) continue;
    const effective = findEffective('preliminary', versions);
    if (effective === null || effective.kind === 'no_data') continue;
    from = earlier;
    last = effective;
  }
  if (last === null) return 'notDueYet';
  if (last.kind === 'not_applicable') return 'notApplicable';
  return { kind: 'value', period: key, value: reportedValue(last), carriedFrom: from };
}

/** Whether a version counts in a preliminary rating: once approved, «not applicable» only once verified. */
export function isEffective({ kind, state }: Pick<ReportedVersion, 'kind' | 'state'>): boolean {
  return state === 'verified' || (state === 'approved' && kind !== 'not_applicable');
}

function findEffective(
  mode: QuarterPlan['mode'],
  versions: readonly ReportedVersion[] | undefined,
): ReportedVersion | null {
  let newest: ReportedVersion | null = null;
  for (const version of versions ?? []) {
    const counts = mode === 'published' ? version.state === 'verified' : isEffective(version);
    if (counts && (newest === null || version.number > newest.number)) newest = version;
  }
  return newest;
}

function reportedValue(version: ReportedVersion): string {
  if (version.value === null) throw new Error(`version ${version.number} of a value holds none`);
  return version.value;
}

function isOfKind(key: string, kind: PeriodKind): boolean {
  return parsePeriodKey(key)?.kind === kind;
}
