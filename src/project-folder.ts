import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder of the project: the nearest one above this file that holds `package.json`, whether the code
 * runs from `src/` or, compiled, from `dist/`.
 */
export function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error(`No package.json above ${import.meta.dirname}`);
    folder = above;
  }
  return folder;
}
