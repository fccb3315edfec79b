import type { z } from 'zod';
import { checkCalendar } from './check-calendar.ts';
import { checkCrossRules } from './check-cross-rules.ts';
import { checkIndicators } from './check-indicators.ts';
import { checkMethods } from './check-methods.ts';
import { checkPlaces } from './check-places.ts';
import {
  type Methodology,
  mayBeEmpty,
  methodologyFileNames,
  objectFiles,
  type Rows,
  rowFiles,
} from './methodology.ts';
import type { Problem, Report } from './problem.ts';

/**
 * Reads the methodology data, given as the parsed content of each file by its name, and checks them as a
 * whole: shapes, references between the files, limits, the calendar's totals. Either everything is right,
 * or every problem found is listed at once, in the order of the files. Rows of a wrong shape are left out
 * of the checks across files, so a broken row may also be reported where another one refers to it.
 */
export function validateMethodology(
  files: Record<string, unknown>,
): { kind: 'ok'; methodology: Methodology } | { kind: 'invalid'; problems: Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (file, row, field, message) => {
    problems.push({ file, row: row === null ? null : { index: row.index, id: row.id }, field, message });
  };
  for (const name of methodologyFileNames) {
    if (files[name] === undefined) report(name, null, null, 'the file is missing');
  }
  for (const name of Object.keys(files)) {
    if (!methodologyFileNames.includes(name)) report(name, null, null, 'no file of the methodology');
  }

  const about = readObject('methodology.json', files, report);
  const reporting = readObject('reporting.json', files, report);
  const rows = readAllRows(files, problems, report);

  checkPlaces(rows['cities.json'], rows['regions.json'], rows['working-groups.json'], report);
  checkIndicators(rows, about, report);
  checkCrossRules(rows, report);
  checkCalendar(rows['calendar.json'], report);
  if (files['rating-methods.json'] !== undefined) checkMethods(rows, about, report);

  if (problems.length > 0 || about === null || reporting === null) {
    const order = (problem: Problem) => methodologyFileNames.indexOf(problem.file);
    return { kind: 'invalid', problems: problems.sort((a, b) => order(a) - order(b)) };
  }
  const values = <F extends keyof Rows>(file: F) =>
    rows[file].map((row) => row.value) as Rows[F][0]['value'][];
  return {
    kind: 'ok',
    methodology: {
      about,
      reporting,
      spheres: values('spheres.json'),
      regions: values('regions.json'),
      workingGroups: values('working-groups.json'),
      cities: values('cities.json'),
      units: values('units.json'),
      kpis: values('kpis.json'),
      calendar: values('calendar.json'),
      ratingMethods: values('rating-methods.json'),
      crossRules: values('cross-rules.json'),
    },
  };
}

function readObject<F extends keyof typeof objectFiles>(
  file: F,
  files: Record<string, unknown>,
  report: Report,
): z.infer<(typeof objectFiles)[F]> | null {
  if (files[file] === undefined) return null;
  const parsed = objectFiles[file].safeParse(files[file]);
  if (parsed.success) return parsed.data as z.infer<(typeof objectFiles)[F]>;
  for (const issue of parsed.error.issues) report(file, null, fieldOf(issue), issue.message);
  return null;
}

function readAllRows(files: Record<string, unknown>, problems: Problem[], report: Report): Rows {
  const rows: Record<string, { index: number; id: string; value: unknown }[]> = {};
  for (const [file, { schema, key }] of Object.entries(rowFiles)) {
    const found: { index: number; id: string; value: unknown }[] = [];
    rows[file] = found;
    const content = files[file];
    if (content === undefined) continue;
    if (!Array.isArray(content)) {
      report(file, null, null, 'must be a list of rows');
      continue;
    }
    if (content.length === 0 && !mayBeEmpty.includes(file))
      report(file, null, null, 'must have at least one row');
    const seen = new Map<string, number>();
    content.forEach((raw: unknown, position) => {
      const index = position + 1;
      const id = nameOf(raw, key);
      const parsed = schema.safeParse(raw);
      if (!parsed.success) {
        for (const issue of parsed.error.issues) {
          problems.push({ file, row: { index, id }, field: fieldOf(issue), message: issue.message });
        }
      }
      if (id !== null) {
        const first = seen.get(id);
        if (first === undefined) seen.set(id, index);
        else problems.push({ file, row: { index, id }, field: key, message: `row ${first} has it already` });
      }
      if (parsed.success && id !== null) found.push({ index, id, value: parsed.data });
    });
  }
  return rows as Rows;
}

function nameOf(raw: unknown, key: string): string | null {
  if (raw === null || typeof raw !== 'object') return null;
  const value = (raw as Record<string, unknown>)[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** The field of a problem; a field that should not be there is named itself, not the object it lies in. */
function fieldOf(issue: z.core.$ZodIssue): string | null {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') path.push(issue.keys.join(', '));
  return path.length === 0 ? null : path.join('.');
}
