import { compareDecimalTexts } from '../decimal.ts';
import type { About, Rows } from './methodology.ts';
import type { Report } from './problem.ts';

const FILE = 'rating-methods.json';

/**
 * Reports rating methods that could not be computed: an unknown or unrated sphere, one weighed twice,
 * a rated sphere that the default method forgets, bands out of order, not exactly one default.
 */
export function checkMethods(rows: Rows, about: About | null, report: Report): void {
  const methods = rows[FILE];
  const spheres = new Map(rows['spheres.json'].map((row) => [row.id, row.value]));
  const defaults = methods.filter((row) => row.value.default);
  if (defaults.length === 0) report(FILE, null, 'default', 'one method must be the default');
  for (const row of defaults.slice(1)) report(FILE, row, 'default', 'another method is the default already');

  for (const row of methods) {
    const method = row.value;
    const tell = (field: string, message: string) => report(FILE, row, field, message);
    const seen = new Set<string>();
    const groupIds = new Set<string>();
    method.groups.forEach((group, g) => {
      if (groupIds.has(group.id)) tell(`groups.${g}.id`, `${group.id} is used twice`);
      groupIds.add(group.id);
      group.spheres.forEach(({ sphere }, s) => {
        const field = `groups.${g}.spheres.${s}.sphere`;
        const known = spheres.get(sphere);
        if (known === undefined) tell(field, `unknown sphere: ${sphere}`);
        else if (!known.rated) tell(field, `${sphere} is not a rated sphere`);
        if (seen.has(sphere)) tell(field, `${sphere} is weighed twice`);
        seen.add(sphere);
      });
    });
    for (const sphere of spheres.values()) {
      if (sphere.rated && !seen.has(sphere.id)) tell('groups', `the rated sphere ${sphere.id} is missing`);
    }
    method.categories.forEach((category, index) => {
      if (method.categories.indexOf(category) < index) {
        tell(`categories.${index}`, `${category} is listed twice`);
      }
    });
    if (method.normalisation.kind !== 'bands') continue;
    const { bands, maxPoints } = method.normalisation;
    bands.forEach((band, index) => {
      const before = bands[index - 1];
      if (before !== undefined && compareDecimalTexts(band.upTo, before.upTo) <= 0) {
        tell(`normalisation.bands.${index}.upTo`, `must be above ${before.upTo}`);
      }
      if (before !== undefined && compareDecimalTexts(band.points, before.points) <= 0) {
        tell(`normalisation.bands.${index}.points`, `must be above ${before.points}`);
      }
      if (compareDecimalTexts(band.points, '0') < 0 || compareDecimalTexts(band.points, maxPoints) > 0) {
        tell(`normalisation.bands.${index}.points`, `must lie between 0 and ${maxPoints}`);
      }
    });
    if (bands.at(-1)?.upTo !== '100') {
      tell(`normalisation.bands.${bands.length - 1}.upTo`, 'the last band must reach 100');
    }
  }

  about?.categories.forEach((category, index) => {
    if (about.categories.findIndex((other) => other.id === category.id) < index) {
      report('methodology.json', null, `categories.${index}.id`, `${category.id} is listed twice`);
    }
    if (!methods.some((row) => row.value.default && row.value.categories.includes(category.id))) {
      report(FILE, null, 'categories', `the default method does not cover ${category.id}`);
    }
  });
}
