import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { checksumMethodology } from '../domain/methodology/checksum.ts';
import type { Methodology } from '../domain/methodology/methodology.ts';
import { formatProblem } from '../domain/methodology/problem.ts';
import { validateMethodology } from '../domain/methodology/validate-methodology.ts';
import { projectFolder } from '../project-folder.ts';
import { StartupProblem } from '../startup-problem.ts';

/** How many problems of the data are told at once. */
const toldProblems = 20;

/** Where the project's own methodology data lie. */
export function methodologyFolder(): string {
  return path.join(projectFolder(), 'prisma', 'methodology');
}

/**
 * Reads and validates the methodology data of a folder (the project's own by default) as a whole. Throws a
 * `StartupProblem` that names file, row and field of each mistake.
 */
export async function readMethodology(
  folder = methodologyFolder(),
): Promise<{ methodology: Methodology; checksum: string }> {
  const files = await readMethodologyFiles(folder);
  const validated = validateMethodology(files);
  if (validated.kind === 'ok') {
    return { methodology: validated.methodology, checksum: checksumMethodology(files) };
  }
  const lines = validated.problems.slice(0, toldProblems).map(formatProblem);
  const more = validated.problems.length - lines.length;
  throw new StartupProblem(
    `Methodology data are not right:\n${lines.join('\n')}${more > 0 ? `\nand ${more} more` : ''}`,
  );
}

/** The parsed JSON files of a folder by name, not validated yet. Throws a `StartupProblem` naming what is wrong. */
export async function readMethodologyFiles(folder: string): Promise<Record<string, unknown>> {
  const entries = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new StartupProblem(`Methodology data: the folder ${folder} cannot be read (${cause.code}).`, {
      cause,
    });
  });
  const files: Record<string, unknown> = {};
  for (const name of entries.filter((entry) => entry.endsWith('.json'))) {
    try {
      files[name] = JSON.parse(await readFile(path.join(folder, name), 'utf8'));
    } catch (cause) {
      throw new StartupProblem(`Methodology data: ${name} is not JSON: ${(cause as Error).message}`, {
        cause,
      });
    }
  }
  return files;
}
