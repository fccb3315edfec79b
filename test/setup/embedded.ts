import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { embeddedDatabase } from '../../src/storage/database.ts';
import { prepare } from './prepare.ts';

/** Makes the dump from which each test on the embedded engine restores its own database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aqyldy-test-'));
  const pglite = new PGlite();
  const database = await embeddedDatabase(pglite, async () => undefined);
  await prepare(database);
  const dump = await pglite.dumpDataDir('none');
  const file = path.join(folder, 'template.tar');
  await writeFile(file, new Uint8Array(await dump.arrayBuffer()));
  await database.close();
  project.provide('engine', 'embedded');
  project.provide('template', file);
  return () => rm(folder, { recursive: true, force: true });
}
