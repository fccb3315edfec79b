import { describe, expect, it } from 'vitest';
import type { PeriodKind } from '../../../src/domain/kpi/period.ts';
import {
  type CountedKpi,
  planQuarter,
  type Reported,
  type ReportedVersion,
  whatCounts,
  withMissingPeriod,
  withSupposedReport,
} from '../../../src/domain/rating/what-counts.ts';

const dueAt = new Map(
  Object.entries({
    '2024': '2025-01-31',
    '2025': '2026-01-30',
    '2026': '2027-02-01',
    '2026-Q2': '2026-07-15',
    '2026-06': '2026-07-07',
    '2026-07': '2026-08-07',
    '2026-08': '2026-09-07',
    '2026-09': '2026-10-07',
    '2026-Q3': '2026-10-14',
    '2026-Q4': '2027-01-19',
  }).map(([key, day]) => [key, new Date(`${day}T18:00:00+05:00`)]),
);

/** `submitted 85` or `verified n/a` or `approved no data`, separated by commas, oldest first. */
function versions(text: string): ReportedVersion[] {
  return text.split(', ').map((item, index) => {
    const [state = '', ...rest] = item.split(' ');
    const what = rest.join(' ');
    const kind = what === 'n/a' ? 'not_applicable' : what === 'no data' ? 'no_data' : 'value';
    const value = kind === 'value' ? what : null;
    return { number: index + 1, kind, value, state: state as ReportedVersion['state'] };
  });
}

function reportedOf(texts: Record<string, string>): Reported {
  return new Map(Object.entries(texts).map(([key, text]) => [key, versions(text)]));
}

/** A result as one line: `85 · 80<2026-Q2 · 0` or `missing` or `out: notDueYet`. */
function lineOf(counted: CountedKpi): string {
  if (counted.kind === 'leftOut') return `out: ${counted.reason}`;
  const parts = counted.parts.map((part) => {
    if (part.kind === 'missing') return '0';
    return part.carriedFrom === null ? part.value : `${part.value}<${part.carriedFrom}`;
  });
  expect(counted.kind === 'value' && counted.carried).toBe(parts.some((part) => part.includes('<')));
  expect(counted.kind === 'missing').toBe(parts.every((part) => part === '0'));
  return parts.join(' · ');
}

const BEFORE = '2026-10-14T18:00:00+05:00';
const AFTER = '2026-10-14T18:00:00.001+05:00';

type Case = [string, PeriodKind, string, Record<string, string>, string];

function check([, kind, at, texts, expected]: Case, mode: 'preliminary' | 'published'): void {
  const plan = planQuarter({ quarter: '2026-Q3', mode, now: new Date(at), dueAt });
  expect(lineOf(whatCounts(plan, kind, reportedOf(texts)))).toBe(expected);
}

describe('a preliminary rating', () => {
  const cases: Case[] = [
    ['an approved value', 'quarter', BEFORE, { '2026-Q3': 'approved 85' }, '85'],
    ['a verified value', 'quarter', AFTER, { '2026-Q3': 'verified 85' }, '85'],
    ['the newest of two approved', 'quarter', AFTER, { '2026-Q3': 'verified 85, approved 86' }, '86'],
    ['not a pending correction', 'quarter', AFTER, { '2026-Q3': 'approved 85, submitted 90' }, '85'],
    ['not a returned correction', 'quarter', AFTER, { '2026-Q3': 'approved 85, returned 90' }, '85'],
    ['nothing, at the last second', 'quarter', BEFORE, {}, 'out: notDueYet'],
    ['nothing, a millisecond late', 'quarter', AFTER, {}, '0'],
    ['only pending, before', 'quarter', BEFORE, { '2026-Q3': 'submitted 85' }, 'out: notDueYet'],
    ['only pending, after', 'quarter', AFTER, { '2026-Q3': 'submitted 85' }, '0'],
    ['only returned, after', 'quarter', AFTER, { '2026-Q3': 'returned 85' }, '0'],
    ['carried before the deadline', 'quarter', BEFORE, { '2026-Q2': 'approved 80' }, '80<2026-Q2'],
    [
      'carried while pending',
      'quarter',
      BEFORE,
      { '2026-Q2': 'verified 80', '2026-Q3': 'submitted 85' },
      '80<2026-Q2',
    ],
    ['not carried after the deadline', 'quarter', AFTER, { '2026-Q2': 'verified 80' }, '0'],
    [
      'carried from the last, whatever the order',
      'quarter',
      BEFORE,
      { '2026-Q2': 'approved 80', '2025-Q4': 'approved 70' },
      '80<2026-Q2',
    ],
    [
      'carried across an unapproved one',
      'quarter',
      BEFORE,
      { '2026-Q1': 'approved 75', '2026-Q2': 'submitted 80' },
      '75<2026-Q1',
    ],
    [
      'carried across «no data»',
      'quarter',
      BEFORE,
      { '2026-Q1': 'approved 75', '2026-Q2': 'approved no data' },
      '75<2026-Q1',
    ],
    ['nothing carried from later', 'quarter', BEFORE, { '2026-Q4': 'approved 99' }, 'out: notDueYet'],
    [
      'nothing carried from another kind',
      'quarter',
      BEFORE,
      { '2026-06': 'approved 99', '2025': 'approved 9' },
      'out: notDueYet',
    ],
    [
      '«no data» approved, before',
      'quarter',
      BEFORE,
      { '2026-Q2': 'approved 80', '2026-Q3': 'approved no data' },
      '0',
    ],
    [
      '«no data» pending, before',
      'quarter',
      BEFORE,
      { '2026-Q2': 'approved 80', '2026-Q3': 'submitted no data' },
      '80<2026-Q2',
    ],
    ['«no data» in place of a value', 'quarter', AFTER, { '2026-Q3': 'approved 85, approved no data' }, '0'],
    ['a value in place of «no data»', 'quarter', AFTER, { '2026-Q3': 'approved no data, approved 85' }, '85'],
    ['not applicable, verified', 'quarter', AFTER, { '2026-Q3': 'verified n/a' }, 'out: notApplicable'],
    ['not applicable, not confirmed', 'quarter', AFTER, { '2026-Q3': 'approved n/a' }, '0'],
    [
      'not applicable, not confirmed, after a value',
      'quarter',
      AFTER,
      { '2026-Q3': 'approved 85, approved n/a' },
      '85',
    ],
    [
      'not applicable before, nothing yet',
      'quarter',
      BEFORE,
      { '2026-Q1': 'approved 75', '2026-Q2': 'verified n/a' },
      'out: notApplicable',
    ],
    ['not applicable before, due and missing', 'quarter', AFTER, { '2026-Q2': 'verified n/a' }, '0'],
    [
      'three months',
      'month',
      AFTER,
      { '2026-07': 'approved 1', '2026-08': 'verified 2', '2026-09': 'approved 3' },
      '1 · 2 · 3',
    ],
    ['a month missing', 'month', AFTER, { '2026-07': 'approved 1', '2026-09': 'approved 3' }, '1 · 0 · 3'],
    ['all months missing', 'month', AFTER, { '2026-06': 'approved 9' }, '0 · 0 · 0'],
    [
      'a month not applicable',
      'month',
      AFTER,
      { '2026-07': 'approved 1', '2026-08': 'verified n/a', '2026-09': 'approved 3' },
      '1 · 3',
    ],
    [
      'a month carried from the one before',
      'month',
      '2026-10-01T09:00:00+05:00',
      { '2026-07': 'approved 1', '2026-08': 'approved 2' },
      '1 · 2 · 2<2026-08',
    ],
    [
      'months carried from the quarter before',
      'month',
      '2026-07-20T09:00:00+05:00',
      { '2026-06': 'approved 9' },
      '9<2026-06 · 9<2026-06 · 9<2026-06',
    ],
    [
      'a month due and missing, another carried',
      'month',
      '2026-09-10T09:00:00+05:00',
      { '2026-08': 'approved 2' },
      '0 · 2 · 2<2026-08',
    ],
    ['months with nothing before', 'month', '2026-08-07T18:00:00+05:00', {}, 'out: notDueYet'],
    ['one month due, the others with nothing before', 'month', '2026-08-08T00:00:00+05:00', {}, '0'],
    [
      'the latest year that is due',
      'year',
      AFTER,
      { '2024': 'approved 4', '2025': 'approved 5', '2026': 'approved 6' },
      '5',
    ],
    ['that year missing', 'year', AFTER, { '2024': 'approved 4' }, '0'],
    [
      'the same year when a new one is due',
      'year',
      '2027-03-01T09:00:00+05:00',
      { '2025': 'approved 5', '2026': 'approved 6' },
      '5',
    ],
    [
      'the year before until the deadline',
      'year',
      '2026-01-30T18:00:00+05:00',
      { '2024': 'approved 4', '2025': 'approved 5' },
      '4',
    ],
    ['no year due yet', 'year', '2025-01-31T18:00:00+05:00', { '2024': 'approved 4' }, 'out: noPeriod'],
  ];

  it.each(cases)('%s', (...row) => check(row, 'preliminary'));

  it('treats a period that does not exist as not due', () => {
    const plan = planQuarter({
      quarter: '2026-Q1',
      mode: 'preliminary',
      now: new Date(AFTER),
      dueAt: new Map([['2026-03', new Date('2026-04-07T18:00:00+05:00')]]),
    });
    expect(lineOf(whatCounts(plan, 'month', new Map()))).toBe('0');
    expect(lineOf(whatCounts(plan, 'quarter', new Map()))).toBe('out: notDueYet');
    expect(lineOf(whatCounts(plan, 'year', new Map()))).toBe('out: noPeriod');
  });

  it('takes the last year for the first quarter once that year is due', () => {
    const plan = planQuarter({
      quarter: '2026-Q4',
      mode: 'preliminary',
      now: new Date('2027-02-02T00:00:00Z'),
      dueAt,
    });
    expect(plan.periods.year.map((period) => period.key)).toEqual(['2025']);
    const next = planQuarter({
      quarter: '2027-Q1',
      mode: 'preliminary',
      now: new Date('2027-02-02T00:00:00Z'),
      dueAt,
    });
    expect(next.periods.year.map((period) => period.key)).toEqual(['2026']);
  });

  it('refuses a key that is no quarter', () => {
    expect(() =>
      planQuarter({ quarter: '2026-07', mode: 'preliminary', now: new Date(AFTER), dueAt }),
    ).toThrow(RangeError);
  });
});

describe('a published rating', () => {
  const cases: Case[] = [
    ['a verified value', 'quarter', AFTER, { '2026-Q3': 'verified 85' }, '85'],
    ['not one that is only approved', 'quarter', AFTER, { '2026-Q3': 'approved 85' }, '0'],
    [
      'the verified one under an approved correction',
      'quarter',
      AFTER,
      { '2026-Q3': 'verified 85, approved 86' },
      '85',
    ],
    ['nothing carried', 'quarter', BEFORE, { '2026-Q2': 'verified 80' }, 'out: notDueYet'],
    ['not applicable', 'quarter', AFTER, { '2026-Q3': 'verified n/a' }, 'out: notApplicable'],
    ['«no data» verified', 'quarter', AFTER, { '2026-Q3': 'verified no data' }, '0'],
    [
      'months, one not verified',
      'month',
      AFTER,
      { '2026-07': 'verified 1', '2026-08': 'approved 2', '2026-09': 'verified 3' },
      '1 · 0 · 3',
    ],
    ['the year', 'year', AFTER, { '2025': 'verified 5' }, '5'],
  ];

  it.each(cases)('%s', (...row) => check(row, 'published'));
});

describe('questions about what is not there yet', () => {
  const plan = planQuarter({
    quarter: '2026-Q3',
    mode: 'preliminary',
    now: new Date('2026-10-01T09:00:00+05:00'),
    dueAt,
  });
  const months = reportedOf({ '2026-07': 'approved 1', '2026-08': 'approved 2, submitted 7' });

  it('adds a value as if it were approved, and leaves what was given alone', () => {
    expect(
      lineOf(whatCounts(plan, 'month', withSupposedReport(months, '2026-08', { kind: 'value', value: '5' }))),
    ).toBe('1 · 5 · 5<2026-08');
    expect(
      lineOf(whatCounts(plan, 'month', withSupposedReport(months, '2026-09', { kind: 'value', value: '5' }))),
    ).toBe('1 · 2 · 5');
    expect(lineOf(whatCounts(plan, 'month', months))).toBe('1 · 2 · 2<2026-08');
  });

  it('puts 0 in place of one period, also where nothing stands', () => {
    const standing = whatCounts(plan, 'month', months);
    expect(lineOf(withMissingPeriod(standing, '2026-09'))).toBe('1 · 2 · 0');
    expect(lineOf(withMissingPeriod(standing, '2026-07'))).toBe('0 · 2 · 2<2026-08');
    expect(lineOf(withMissingPeriod({ kind: 'leftOut', reason: 'notDueYet' }, '2026-Q3'))).toBe('0');
  });
});
