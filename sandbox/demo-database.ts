import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Random } from '../src/domain/random.ts';
import { projectFolder } from '../src/project-folder.ts';
import { type Database, embeddedDatabase } from '../src/storage/database.ts';
import { readMethodology } from '../src/storage/read-methodology.ts';
import type { Deps } from '../src/usecases/deps.ts';
import { importMethodology } from '../src/usecases/methodology/import-methodology.ts';
import { seededRandom } from './demo-random.ts';
import { demoInstallation, seedCountry } from './seed/country.ts';

/** What the seeded database is made from: when none of it changed, the one of last time is taken again. */
const madeFrom = ['prisma', 'sandbox/seed', 'src/domain', 'src/usecases'];

/**
 * An embedded database in memory that holds the demo country as it is at `now`, the same each time. The first
 * one takes some seconds to fill and is kept in `.cache/`, later ones are restored from there.
 */
export async function openDemoDatabase(
  now: Date,
  makeDeps: (database: Database, random: Random) => Deps,
): Promise<Database> {
  const folder = path.join(projectFolder(), '.cache');
  const file = path.join(folder, `demo-${await fingerprint(now)}.tar`);
  const nothing = async (): Promise<void> => undefined;
  if (existsSync(file)) {
    const bytes = new Uint8Array(await readFile(file));
    return embeddedDatabase(new PGlite({ loadDataDir: new Blob([bytes]) }), nothing);
  }
  const pglite = new PGlite();
  const database = await embeddedDatabase(pglite, nothing);
  const deps = makeDeps(database, seededRandom(2026));
  const before: Deps = { ...deps, clock: { now: () => demoInstallation } };
  await importMethodology(before, { ...(await readMethodology()), actor: 'import' });
  await seedCountry(deps);
  // Without statistics the engine reads whole tables, and each tick of the clock takes its time.
  await database.db.$executeRaw`ANALYZE`;
  await keepDump(pglite, folder, file);
  return database;
}

/** Keeps the newest dump alone. Without it the demo runs as well, only not as soon. */
async function keepDump(pglite: PGlite, folder: string, file: string): Promise<void> {
  const dump = await pglite.dumpDataDir('none');
  const part = `${file}.${process.pid}.part`;
  try {
    await mkdir(folder, { recursive: true });
    const older = (await readdir(folder)).filter((name) => /^demo-[0-9a-f]+\.tar$/.test(name));
    await writeFile(part, new Uint8Array(await dump.arrayBuffer()));
    await rename(part, file);
    for (const name of older) await rm(path.join(folder, name), { force: true });
  } catch {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

async function fingerprint(now: Date): Promise<string> {
  const hash = createHash('sha256').update(now.toISOString());
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
