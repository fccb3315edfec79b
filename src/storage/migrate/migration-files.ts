import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../project-folder.ts';

export interface MigrationFiles {
  datamodel: string;
  /** As the schema engine wants them; sorted by name, which starts with the time it was written. */
  list: {
    baseDir: string;
    lockfile: { path: string; content: string };
    shadowDbInitScript: string;
    migrationDirectories: {
      path: string;
      migrationFile: { path: string; content: { tag: 'ok'; value: string } };
    }[];
  };
}

/** Reads `prisma/schema.prisma` and all of `prisma/migrations`. */
export async function readMigrationFiles(): Promise<MigrationFiles> {
  const prismaFolder = path.join(projectFolder(), 'prisma');
  const baseDir = path.join(prismaFolder, 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  return {
    datamodel: await readFile(path.join(prismaFolder, 'schema.prisma'), 'utf8'),
    list: {
      baseDir,
      lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
      shadowDbInitScript: '',
      migrationDirectories,
    },
  };
}
