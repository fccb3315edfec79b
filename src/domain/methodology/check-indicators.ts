import { compareDecimalTexts, countDecimals, isDecimalText } from '../decimal.ts';
import type { About, Category, Kpi, Rows, Unit } from './methodology.ts';
import type { Report, Row } from './problem.ts';

/**
 * Reports indicators and units that cannot be scored or asked for: unknown sphere, unit or reference,
 * limits in the wrong order, a target outside them or one that leaves no distance to score, targets that
 * do not match the categories, more decimals than the indicator takes.
 */
export function checkIndicators(rows: Rows, about: About | null, report: Report): void {
  const spheres = new Set(rows['spheres.json'].map((row) => row.id));
  const units = new Map(rows['units.json'].map((row) => [row.id, row.value]));
  for (const row of rows['units.json']) {
    const { min, max } = row.value.limits;
    if (min !== null && max !== null && compareDecimalTexts(min, max) >= 0) {
      report('units.json', row, 'limits.max', `must be above the least possible value, ${min}`);
    }
  }
  for (const row of rows['kpis.json']) {
    const kpi = row.value;
    const tell = (field: string, message: string) => report('kpis.json', row, field, message);
    if (!spheres.has(kpi.sphere)) tell('sphere', `unknown sphere: ${kpi.sphere}`);
    const unit = units.get(kpi.unit);
    if (unit === undefined) tell('unit', `unknown unit: ${kpi.unit}`);
    else checkUnit(kpi, unit, tell);
    kpi.refs.forEach((ref, index) => {
      if (about !== null && !Object.hasOwn(about.refs, ref))
        tell(`refs.${index}`, `unknown reference: ${ref}`);
    });
    checkBounds(row, tell);
  }
}

function checkUnit(kpi: Kpi, unit: Unit, tell: (field: string, message: string) => void): void {
  if (kpi.decimals > unit.decimals) {
    tell('decimals', `the unit ${unit.id} takes ${unit.decimals}`);
  }
  const { min, max } = unit.limits;
  if (min !== null && compareDecimalTexts(kpi.min, min) < 0) tell('min', `${unit.id} cannot be below ${min}`);
  if (max !== null && compareDecimalTexts(kpi.max, max) > 0) tell('max', `${unit.id} cannot be above ${max}`);
}

function checkBounds(row: Row<Kpi>, tell: (field: string, message: string) => void): void {
  const kpi = row.value;
  if (compareDecimalTexts(kpi.min, kpi.max) >= 0) tell('max', `must be above min, ${kpi.min}`);
  for (const field of ['min', 'max'] as const) {
    if (countDecimals(kpi[field]) > kpi.decimals) tell(field, `has more than ${kpi.decimals} decimals`);
  }
  kpi.categories.forEach((category, index) => {
    if (kpi.categories.indexOf(category) < index) tell(`categories.${index}`, `${category} is listed twice`);
    if (kpi.target[category] === undefined) tell(`target.${category}`, 'the target is missing');
  });
  for (const [category, target] of Object.entries(kpi.target)) {
    const field = `target.${category}`;
    if (!kpi.categories.includes(category as Category))
      tell(field, `${category} is not among the categories`);
    if (!isDecimalText(target)) continue;
    if (countDecimals(target) > kpi.decimals) tell(field, `has more than ${kpi.decimals} decimals`);
    if (compareDecimalTexts(target, kpi.min) < 0 || compareDecimalTexts(target, kpi.max) > 0) {
      tell(field, `must lie between ${kpi.min} and ${kpi.max}`);
    }
    const start = kpi.direction === 'higher' ? kpi.min : kpi.max;
    if (compareDecimalTexts(target, start) === 0)
      tell(field, `must differ from ${start}, where the score is 0`);
  }
}
