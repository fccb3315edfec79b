import type { Category, Rows } from './methodology.ts';
import type { Report } from './problem.ts';

const FILE = 'cross-rules.json';

/**
 * Reports rules between KPIs that could not be checked or cannot hold: an unknown KPI, one tied to itself,
 * different units or periods, a part asked for where its whole is not, the same pair twice or turned around.
 */
export function checkCrossRules(rows: Rows, report: Report): void {
  const kpis = new Map(rows['kpis.json'].map((row) => [row.id, row.value]));
  const pairs = new Map<string, string>();
  for (const row of rows[FILE]) {
    const { part, whole } = row.value;
    const tell = (field: string, message: string) => report(FILE, row, field, message);
    const known = pairs.get(`${part} ${whole}`) ?? pairs.get(`${whole} ${part}`);
    if (known === undefined) pairs.set(`${part} ${whole}`, row.id);
    else tell('whole', `${known} is about the same two KPIs already`);
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
