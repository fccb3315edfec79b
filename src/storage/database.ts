import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { StartupProblem } from '../startup-problem.ts';
import { lockFolder } from './folder-lock.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { applyMigrations } from './migrate/apply.ts';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

export interface Database {
  db: Db;
  kind: 'embedded' | 'server';
  /**
   * Names this process among those that use the database, and is the name of its connections: whose name no
   * connection bears any more is dead.
   */
  session: string;
  close(): Promise<void>;
}

/** Any constant will do, as long as every replica uses the same one: "AQYLDY" in digits of a keypad. */
const migrationLock = 279_539;

/** Longest wait for a connection before a statement fails, in milliseconds. */
const connectTimeout = 5_000;

/**
 * Opens the database: PostgreSQL where `url` is given, else PGlite in `dataFolder` (or in memory where that
 * is undefined too), with all migrations applied. Throws a `StartupProblem` that names what is wrong.
 */
export async function openDatabase(where: {
  url?: string | undefined;
  dataFolder?: string | undefined;
}): Promise<Database> {
  return where.url === undefined ? openEmbedded(where.dataFolder) : openServer(where.url);
}

async function openEmbedded(dataFolder: string | undefined): Promise<Database> {
  if (dataFolder === undefined) return embeddedDatabase(new PGlite(), async () => undefined);
  const lock = await lockFolder(dataFolder).catch((cause: Error) => {
    throw new StartupProblem(`DATA_DIR: the folder ${dataFolder} cannot be used: ${cause.message}`, {
      cause,
    });
  });
  if (lock === 'inUse') {
    throw new StartupProblem(
      `DATA_DIR: another process already uses the folder ${dataFolder}; stop it first.`,
    );
  }
  try {
    const folder = path.join(dataFolder, 'database');
    if (!existsSync(folder)) await createEmbedded(folder);
    return await embeddedDatabase(new PGlite(folder), lock.release);
  } catch (cause) {
    await lock.release();
    throw new StartupProblem(`DATA_DIR: the database in ${dataFolder} does not open: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

/** Makes a new database aside and moves it into place when it is whole: a kill meanwhile leaves no half one. */
async function createEmbedded(folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const pglite = new PGlite(unfinished);
  await migrateEmbedded(pglite);
  await pglite.close();
  await rename(unfinished, folder);
}

async function migrateEmbedded(pglite: PGlite): Promise<void> {
  await pglite.waitReady;
  await applyMigrations({
    run: (script) => pglite.exec(script),
    query: (sql, parameters = []) => pglite.query(sql, [...parameters]),
  });
}

/** Wraps a PGlite, new or restored from a dump: applies migrations and connects Prisma to it. */
export async function embeddedDatabase(pglite: PGlite, release: () => Promise<void>): Promise<Database> {
  await migrateEmbedded(pglite);
  const adapter = new PrismaPGlite(pglite);
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: 20_000, timeout: 30_000 } });
  return {
    db,
    kind: 'embedded',
    session: newSession(),
    close: async () => {
      await db.$disconnect();
      if (!pglite.closed) await pglite.close();
      await release();
    },
  };
}

async function openServer(url: string): Promise<Database> {
  await migrateServer(url);
  const session = newSession();
  const pool = new pg.Pool({
    // A name given in the address would win over ours.
    connectionString: url.replace(/([?&])application_name=[^&]*&?/, '$1'),
    application_name: session,
    max: 10,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
  });
  // A lost connection is told by the statement that fails; the event alone would end the process.
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool);
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } });
  return {
    db,
    kind: 'server',
    session,
    close: async () => {
      await db.$disconnect();
      await pool.end().catch(() => undefined);
    },
  };
}

/** Applies the migrations on a connection of its own, under a lock: of many replicas that start, one does it. */
async function migrateServer(url: string): Promise<void> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeout });
    client.on('error', () => undefined);
    await client.connect();
  } catch (cause) {
    throw new StartupProblem(`DATABASE_URL: the database cannot be reached: ${reasonOf(cause)}`, { cause });
  }
  const connected = client;
  try {
    await connected.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await applyMigrations({
      run: (script) => connected.query(script),
      query: (sql, parameters = []) => connected.query(sql, [...parameters]),
    });
  } catch (cause) {
    throw new StartupProblem(`DATABASE_URL: the migrations could not be applied: ${reasonOf(cause)}`, {
      cause,
    });
  } finally {
    await connected.end().catch(() => undefined);
  }
}

function newSession(): string {
  return `aqyldy-qala-${randomUUID().slice(0, 13)}`;
}

/** The first line of what went wrong; several addresses tried in vain count as the first of them. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  if (!(cause instanceof Error)) return String(cause);
  return cause.message.split('\n')[0] || String((cause as { code?: unknown }).code ?? cause.name);
}
