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
    return await embeddedDatabase(new PGlite(path.join(dataFolder, 'database')), lock.release);
  } catch (cause) {
    await lock.release();
    throw new StartupProblem(`DATA_DIR: the database in ${dataFolder} does not open.`, { cause });
  }
}

/** Wraps a PGlite, new or restored from a dump: applies migrations and connects Prisma to it. */
export async function embeddedDatabase(pglite: PGlite, release: () => Promise<void>): Promise<Database> {
  await pglite.waitReady;
  const adapter = new PrismaPGlite(pglite);
  await applyMigrations(adapter);
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: 20_000, timeout: 30_000 } });
  return {
    db,
    kind: 'embedded',
    close: async () => {
      await db.$disconnect();
      if (!pglite.closed) await pglite.close();
      await release();
    },
  };
}

async function openServer(url: string): Promise<Database> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeout });
  // A lost connection is told by the statement that fails; the event alone would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new StartupProblem(`DATABASE_URL: the database cannot be reached: ${reason}`, { cause });
  }
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: connectTimeout });
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const migrationPool = new pg.Pool({ connectionString: url, max: 1 });
    await applyMigrations(new PrismaPg(migrationPool)).finally(() => migrationPool.end());
  } catch (cause) {
    await pool.end();
    throw new StartupProblem('DATABASE_URL: the migrations could not be applied.', { cause });
  } finally {
    await client.end();
  }
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } });
  return {
    db,
    kind: 'server',
    close: async () => {
      await db.$disconnect();
      await pool.end().catch(() => undefined);
    },
  };
}
