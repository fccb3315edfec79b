import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { readMigrationFiles } from './migration-files.ts';
import { startSchemaEngine } from './schema-engine.ts';

/** Applies the migrations that the database has not seen yet; answers their names. */
export async function applyMigrations(adapters: SqlMigrationAwareDriverAdapterFactory): Promise<string[]> {
  const { datamodel, list } = await readMigrationFiles();
  const engine = await startSchemaEngine(datamodel, adapters);
  try {
    const result = await engine.applyMigrations({
      migrationsList: list,
      filters: { externalTables: [], externalEnums: [] },
    } as never);
    return result.appliedMigrationNames;
  } finally {
    engine.free();
  }
}
