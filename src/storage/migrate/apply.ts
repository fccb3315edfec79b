import { createHash, randomUUID } from 'node:crypto';
import { readMigrationFiles } from './migration-files.ts';

/** One connection to a database, of which nobody else makes use meanwhile. */
export interface MigrationSession {
  /** Runs a script of one or many statements. */
  run(script: string): Promise<unknown>;
  query(sql: string, parameters?: readonly unknown[]): Promise<{ rows: unknown[] }>;
}

/** Prisma's own table of migrations, so that its tools understand the database too. */
const table = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies the migrations that the database has not seen yet; answers their names.
 *
 * Each is applied and noted in one transaction: a process killed in the middle leaves nothing half done. (The
 * schema engine notes a migration before it applies it, statement by statement, and then refuses to go on.)
 */
export async function applyMigrations(session: MigrationSession): Promise<string[]> {
  const { list } = await readMigrationFiles();
  await session.run(table);
  const { rows } = await session.query(
    'SELECT "migration_name" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL',
  );
  const applied = new Set((rows as { migration_name: string }[]).map((row) => row.migration_name));
  const pending = list.migrationDirectories.filter(({ path }) => !applied.has(path));
  for (const { path: name, migrationFile } of pending) {
    const script = migrationFile.content.value;
    await session.run('BEGIN');
    try {
      await session.run(script);
      await session.query(
        `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
         VALUES ($1, $2, $3, clock_timestamp(), 1)`,
        [randomUUID(), createHash('sha256').update(script).digest('hex'), name],
      );
      await session.run('COMMIT');
    } catch (cause) {
      await session.run('ROLLBACK').catch(() => undefined);
      throw new Error(`Migration ${name}: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
      });
    }
  }
  return pending.map(({ path }) => path);
}
