import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';

describe('a database that is opened', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('notes each migration once, as applied', async () => {
    const rows = await database.db.$queryRaw<{ migration_name: string; finished_at: Date | null }[]>`
      SELECT "migration_name", "finished_at" FROM "_prisma_migrations" ORDER BY "migration_name"`;
    const folders = await readdir(path.resolve(import.meta.dirname, '../../prisma/migrations'), {
      withFileTypes: true,
    });
    const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(rows.map((row) => row.migration_name)).toEqual(names.sort());
    expect(rows.every((row) => row.finished_at !== null)).toBe(true);
  });

  const onServer = inject('engine') === 'server';
  if (onServer) {
    it('can be opened by many at once', async () => {
      const url = database.url;
      await database.db.$executeRaw`DROP TABLE "_prisma_migrations"`;
      await database.db.$executeRaw`DROP SCHEMA public CASCADE`;
      await database.db.$executeRaw`CREATE SCHEMA public`;
      const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ url })));
      const [{ count } = { count: 0 }] = await database.db.$queryRaw<{ count: number }[]>`
      SELECT count(DISTINCT "migration_name")::int - count(*)::int AS "count" FROM "_prisma_migrations"`;
      expect(count).toBe(0);
      expect(new Set(opened.map(({ session }) => session)).size).toBe(4);
      for (const one of opened) {
        const [mine] = await one.db.$queryRaw<{ name: string }[]>`
        SELECT current_setting('application_name') AS "name"`;
        expect(mine?.name).toBe(one.session);
        await one.close();
      }
    });
  }
});

describe('an embedded database in a folder', () => {
  it('keeps what was written, and is used by one at a time', async () => {
    const dataFolder = await mkdtemp(path.join(tmpdir(), 'aqyldy-database-'));
    const first = await openDatabase({ dataFolder });
    await first.db.installation.create({
      data: { id: 1, startedOn: '2026-10-05', createdAt: new Date('2026-10-05T00:00:00Z') },
    });
    await expect(openDatabase({ dataFolder })).rejects.toThrow(
      `DATA_DIR: another process already uses the folder ${dataFolder}; stop it first.`,
    );
    await first.close();
    const second = await openDatabase({ dataFolder });
    expect((await second.db.installation.findMany()).map((row) => row.startedOn)).toEqual(['2026-10-05']);
    await second.close();
    expect(await readdir(dataFolder)).toEqual(['database']);
    await rm(dataFolder, { recursive: true, force: true });
  });
});

describe('an address that leads to no database', () => {
  it.each([
    ['postgresql://nobody@127.0.0.1:1/none', /^DATABASE_URL: the database cannot be reached: .*ECONNREFUSED/],
    ['postgresql://[wrong', /^DATABASE_URL: the database cannot be reached: /],
  ])('is told in one line: %s', async (url, message) => {
    await expect(openDatabase({ url })).rejects.toThrow(message);
  });
});
