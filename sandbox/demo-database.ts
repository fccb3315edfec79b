import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { projectFolder } from '../src/project-folder.ts';
import { type Database, embeddedDatabase } from '../src/storage/database.ts';
import { readMethodology } from '../src/storage/read-methodology.ts';
import type { Deps } from '../src/usecases/deps.ts';
import { importMethodology } from '../src/usecases/methodology/import-methodology.ts';
import { seedCountry } from './seed/country.ts';

/** What the seeded database is made from: when none of it changed, the one of last time is taken again. */
const madeFrom = ['prisma', 'sandbox/seed', 'src/domain', 'src/usecases/methodology', 'src/usecases/periods'];

/**
 * An embedded database in memory that holds the demo country. The first one takes some seconds to fill and is
 * kept in `.cache/`, later ones are restored from there.
 */
export async function openDemoDatabase(makeDeps: (database: Database) => Deps): Promise<Database> {
  const folder = path.join(projectFolder(), '.cache');
  const file = path.join(folder, `demo-${await fingerprint()}.tar`);
  const nothing = async (): Promise<void> => undefined;
  if (existsSync(file)) {
    const bytes = new Uint8Array(await readFile(file));
    return embeddedDatabase(new PGlite({ loadDataDir: new Blob([bytes]) }), nothing);
  }
  const pglite = new PGlite();
  const database = await embeddedDatabase(pglite, nothing);
  const deps = makeDeps(database);
  await importMethodology(deps, { ...(await readMethodology()), actor: 'import' });
  await seedCountry(deps);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const dump = await pglite.dumpDataDir('none');
  await writeFile(`${file}.part`, new Uint8Array(await dump.arrayBuffer()));
  await rename(`${file}.part`, file);
  return database;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const start of madeFrom) {
    const folder = path.join(projectFolder(), start);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
    for (const name of files) hash.update(name.slice(folder.length)).update(await readFile(name));
  }
  return hash.digest('hex').slice(0, 16);
}
