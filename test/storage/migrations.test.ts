import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectFolder } from '../../src/project-folder.ts';
import { diffMigrationsWithSchema } from '../../src/storage/migrate/diff.ts';
import { openTestDatabase } from '../setup/database.ts';
import { createPerson } from '../setup/people.ts';

const migration = '20261124124927_no_value';

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

describe('the migration that tells «no value» from an absence', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  afterAll(() => database.close());

  it('keeps a dialogue where it was left, and what people typed', async () => {
    const person = await createPerson(db);
    const typed = 'ол "absence": деді';
    const absence = { kind: 'no_data', reason: typed };
    const at = { personId: person.id, version: 3, updatedAt: new Date(0), isActive: true };
    const fields = { typed, absence, drafts: { 'oral|UTL-04|1': { typed: null, absence: null } } };
    await db.dialogue.create({ data: { ...at, kind: 'submit', step: 'absenceReason', fields } });
    await db.dialogue.create({ data: { ...at, kind: 'absence', step: 'from', fields: {} } });
    const batch = await db.valueBatch.create({
      data: {
        personId: person.id,
        source: 'file',
        rows: [{ number: 4, label: null, key: null, content: { kind: 'noValue' } }],
        createdAt: new Date(0),
        actionKey: 'before',
      },
    });
    const script = await readFile(
      path.join(projectFolder(), 'prisma/migrations', migration, 'migration.sql'),
      'utf8',
    );
    for (const statement of script.split(/;\s*$/m)) {
      if (statement.trim() !== '') await db.$executeRawUnsafe(statement);
    }
    const dialogues = await db.dialogue.findMany({ orderBy: { kind: 'asc' } });
    expect(dialogues).toMatchObject([
      { kind: 'absence', step: 'from' },
      { kind: 'submit', step: 'noValueReason' },
    ]);
    expect(dialogues[1]?.fields).toEqual({
      typed,
      noValue: absence,
      drafts: { 'oral|UTL-04|1': { typed: null, noValue: null } },
    });
    expect(await db.valueBatch.findUniqueOrThrow({ where: { id: batch.id } })).toMatchObject({
      rows: [{ content: { kind: 'valueMissing' } }],
    });
  });
});
