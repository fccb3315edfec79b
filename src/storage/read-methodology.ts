import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { checksumMethodology } from '../domain/methodology/checksum.ts';
import type { Methodology } from '../domain/methodology/methodology.ts';
import { validateMethodology } from '../domain/methodology/validate-methodology.ts';
import { projectFolder } from '../project-folder.ts';
import { StartupProblem } from '../startup-problem.ts';

/** How many problems of the data are told at once. */
const toldProblems = 20;

/**
 * Reads and validates the methodology data of a folder (the project's own by default) as a whole. Throws a
 * `StartupProblem` that names file, row and field of each mistake.
 */
export async function readMethodology(
  folder = path.join(projectFolder(), 'prisma', 'methodology'),
): Promise<{ methodology: Methodology; checksum: string }> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const files: Record<string, unknown> = {};
  for (const name of names) {
    try {
      files[name] = JSON.parse(await readFile(path.join(folder, name), 'utf8'));
    } catch (cause) {
      throw new StartupProblem(`Methodology data: ${name} is not JSON: ${(cause as Error).message}`, { cause });
    }
  }
  const validated = validateMethodology(files);
  if (validated.kind === 'ok') {
    return { methodology: validated.methodology, checksum: checksumMethodology(files) };
  }
  const lines = validated.problems.slice(0, toldProblems).map((problem) => {
    const row = problem.row === null ? '' : `, row ${problem.row.index} (${problem.row.id})`;
    const field = problem.field === null ? '' : `, ${problem.field}`;
    return `${problem.file}${row}${field}: ${problem.message}`;
  });
  const more = validated.problems.length - lines.length;
  throw new StartupProblem(
    `Methodology data are not right:\n${lines.join('\n')}${more > 0 ? `\nand ${more} more` : ''}`,
  );
}
