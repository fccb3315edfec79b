import { afterAll, describe, expect, it } from 'vitest';
import { diffMigrationsWithSchema } from '../../src/storage/migrate/diff.ts';
import { openTestDatabase } from '../setup/database.ts';

describe('migrations', () => {
  it('say the same as the schema', async () => {
    expect(await diffMigrationsWithSchema()).toBeNull();
  });
});

describe('a prepared database', async () => {
  const database = await openTestDatabase();
  afterAll(() => database.close());

  it('holds all settlements, working groups and indicators', async () => {
    expect(await database.db.city.count()).toBe(210);
    expect(await database.db.city.count({ where: { isRated: true } })).toBe(95);
    expect(await database.db.city.count({ where: { lat: { not: null } } })).toBe(204);
    expect(await database.db.workingGroup.count()).toBe(20);
    expect(await database.db.kpiDefinition.count()).toBe(45);
    expect((await database.db.calendarYear.findMany()).map(({ year }) => year).sort()).toEqual([
      2025, 2026, 2027,
    ]);
  });
});
