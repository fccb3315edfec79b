import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, embeddedDatabase, openDatabase } from '../../src/storage/database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The engine that this run of the suite is on. */
    engine: 'embedded' | 'server';
    /** Dump of an embedded database, or address of a server, that holds schema and methodology. */
    template: string;
  }
}

export interface TestDatabase extends Database {
  /** Its address, on a server; a second process can open it too. */
  url: string | undefined;
}

let counter = 0;

/** A database of one's own with the schema and the methodology data in it. Close it when done. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const template = inject('template');
  if (inject('engine') === 'embedded') {
    const pglite = new PGlite({ loadDataDir: new Blob([new Uint8Array(await readFile(template))]) });
    return { ...(await embeddedDatabase(pglite, async () => undefined)), url: undefined };
  }
  counter += 1;
  const name = `test_${process.pid}_${counter}_${Math.random().toString(36).slice(2, 8)}`;
  const from = new URL(template);
  await onServer(from, `CREATE DATABASE "${name}" TEMPLATE "${from.pathname.slice(1)}"`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  return {
    ...database,
    url: url.href,
    close: async () => {
      await database.close();
      await onServer(from, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}

async function onServer(server: URL, sql: string): Promise<void> {
  const address = new URL(server.href);
  address.pathname = '/postgres';
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
