import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { readMigrationFiles } from './migration-files.ts';
import { startSchemaEngine } from './schema-engine.ts';

/**
 * The SQL that would bring the migrations up to `schema.prisma`; null where they agree.
 * Replays all migrations in a database in memory (some seconds).
 */
export async function diffMigrationsWithSchema(): Promise<string | null> {
  const { datamodel, list } = await readMigrationFiles();
  const opened: PGlite[] = [];
  const fresh = () => {
    const database = new PGlite();
    opened.push(database);
    return new PrismaPGlite(database).connect();
  };
  const engine = await startSchemaEngine(datamodel, {
    provider: 'postgres',
    adapterName: 'pglite',
    connect: fresh,
    connectToShadowDb: fresh,
  });
  try {
    const result = await engine.diff({
      from:
        list.migrationDirectories.length === 0 ? { tag: 'empty' } : ({ tag: 'migrations', ...list } as never),
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: datamodel }] } as never,
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === 2 ? (result.stdout ?? '') : null;
  } finally {
    engine.free();
    await Promise.all(opened.map((database) => database.close()));
  }
}
