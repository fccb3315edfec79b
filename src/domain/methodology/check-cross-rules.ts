import type { Category, Rows } from './methodology.ts';
import type { Report } from './problem.ts';

const FILE = 'cross-rules.json';

/**
 * Reports rules between KPIs that could not be checked or cannot hold: an unknown KPI, one tied to itself,
 * different units or periods, a part asked for where its whole is not, the same pair twice or turned around, a
 * whole that other rules make a part of its part.
 */
export function checkCrossRules(rows: Rows, report: Report): void {
  const kpis = new Map(rows['kpis.json'].map((row) => [row.id, row.value]));
  const pairs = new Map<string, string>();
  const wholesOf = new Map<string, string[]>();
  for (const row of rows[FILE]) {
    const { part, whole } = row.value;
    const tell = (field: string, message: string) => report(FILE, row, field, message);
    const known = pairs.get(`${part} ${whole}`) ?? pairs.get(`${whole} ${part}`);
    if (known === undefined) pairs.set(`${part} ${whole}`, row.id);
    else tell('whole', `${known} is about the same two KPIs already`);
    if (known === undefined && part !== whole && wholesAbove(whole, wholesOf).has(part)) {
      tell('whole', `other rules make ${whole} a part of ${part}`);
    }
    wholesOf.set(part, [...(wholesOf.get(part) ?? []), whole]);
    if (part === whole) tell('whole', 'must be another KPI than the part');
    const [one, other] = [kpis.get(part), kpis.get(whole)];
    if (one === undefined) tell('part', `unknown KPI: ${part}`);
    if (other === undefined) tell('whole', `unknown KPI: ${whole}`);
    if (one === undefined || other === undefined) continue;
    if (one.unit !== other.unit) tell('whole', `has the unit ${other.unit}, the part has ${one.unit}`);
    if (one.period !== other.period) {
      tell('whole', `is reported each ${other.period}, the part each ${one.period}`);
    }
    const missing = one.categories.filter((category: Category) => !other.categories.includes(category));
    if (missing.length > 0) tell('whole', `is not asked of ${missing.join(', ')}, where the part is`);
  }
}

/** All that a KPI is a part of by the rules so far, itself included. */
function wholesAbove(code: string, wholesOf: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set([code]);
  for (const each of found) for (const whole of wholesOf.get(each) ?? []) found.add(whole);
  return found;
}
