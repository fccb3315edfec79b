import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../project-folder.ts';
import { diffMigrationsWithSchema } from './diff.ts';

// `npm run db:diff -- NAME`: writes the next migration, if schema.prisma asks for one.
const name = process.argv[2];
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write('Say what changes: npm run db:diff -- add_feedback_photos (a-z, 0-9, _)\n');
  process.exit(2);
}
const sql = await diffMigrationsWithSchema();
if (sql === null) {
  process.stdout.write('Schema and migrations agree: nothing to write.\n');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(projectFolder(), 'prisma', 'migrations', `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'migration.sql'), sql);
  process.stdout.write(`Written: ${path.join(folder, 'migration.sql')}\n`);
}
