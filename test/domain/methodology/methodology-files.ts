import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Methodology } from '../../../src/domain/methodology/methodology.ts';
import { methodologyFileNames } from '../../../src/domain/methodology/methodology.ts';
import { formatProblem } from '../../../src/domain/methodology/problem.ts';
import { validateMethodology } from '../../../src/domain/methodology/validate-methodology.ts';

const folder = join(import.meta.dirname, '../../../prisma/methodology');

// biome-ignore lint/suspicious/noExplicitAny: the tests break these files in every way, also in their types
export type LooseFiles = Record<string, any>;

/** The methodology files as they are shipped, parsed anew on each call, so that a test may break them. */
export function readMethodologyFiles(): LooseFiles {
  return Object.fromEntries(
    methodologyFileNames.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
  );
}

/** The shipped methodology, validated. */
export function loadMethodology(): Methodology {
  const result = validateMethodology(readMethodologyFiles());
  if (result.kind === 'invalid') throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.methodology;
}
