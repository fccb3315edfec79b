import { afterAll, describe, expect, it } from 'vitest';
import { readMethodology } from '../../src/storage/read-methodology.ts';
import { importMethodology } from '../../src/usecases/methodology/import-methodology.ts';
import { movableClock } from '../setup/clock.ts';
import { openTestDatabase } from '../setup/database.ts';
import { testFiles } from '../setup/files.ts';
import { testSettings } from '../setup/prepare.ts';
import { seededRandom } from '../setup/random.ts';

describe('the methodology data of the project', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  afterAll(() => database.close());

  it('are all in the database', async () => {
    expect(await db.city.count()).toBe(210);
    expect(await db.city.count({ where: { isRated: true } })).toBe(95);
    expect(await db.city.count({ where: { lat: { not: null } } })).toBe(204);
    expect(await db.workingGroup.count()).toBe(20);
    expect(await db.kpiDefinition.count()).toBe(45);
    expect((await db.calendarYear.findMany()).map(({ year }) => year).sort()).toEqual([2025, 2026, 2027]);
  });

  it('change nothing when imported again, and leave one audit event', async () => {
    const deps = {
      db,
      clock: movableClock('2026-02-01T00:00+05:00'),
      random: seededRandom(),
      files: testFiles,
      settings: testSettings,
    };
    const again = await importMethodology(deps, { ...(await readMethodology()), actor: 'cli' });
    expect(again.kind).toBe('unchanged');
    expect(await db.methodologyVersion.count()).toBe(1);
    expect(await db.auditEvent.count({ where: { kind: 'methodology.imported' } })).toBe(1);
  });

  it('become another version when they changed, and the current one again when they come back', async () => {
    const deps = {
      db,
      clock: movableClock('2026-03-01T00:00+05:00'),
      random: seededRandom(),
      files: testFiles,
      settings: testSettings,
    };
    const own = await readMethodology();
    const before = await db.methodologyVersion.findFirstOrThrow({ where: { active: true } });
    const changed = await importMethodology(deps, { ...own, checksum: 'another', actor: 'cli' });
    expect(changed.kind).toBe('imported');
    const current = () => db.methodologyVersion.findMany({ where: { active: true }, select: { id: true } });
    expect(await current()).toEqual([{ id: changed.versionId }]);
    const back = await importMethodology(deps, { ...own, actor: 'cli' });
    expect(back).toEqual({ kind: 'imported', versionId: before.id, moved: [] });
    expect(await current()).toEqual([{ id: before.id }]);
    expect(await db.kpiDefinition.count({ where: { versionId: changed.versionId } })).toBe(45);
  });

  it('are imported once where several replicas begin at the same time', async () => {
    const deps = {
      db,
      clock: movableClock('2026-04-01T00:00+05:00'),
      random: seededRandom(),
      files: testFiles,
      settings: testSettings,
    };
    const own = { ...(await readMethodology()), checksum: 'a third', actor: 'import' };
    const imported = () => db.auditEvent.count({ where: { kind: 'methodology.imported' } });
    const before = await imported();
    const outcomes = await Promise.all([1, 2, 3].map(() => importMethodology(deps, own)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['imported', 'unchanged', 'unchanged']);
    expect(await imported()).toBe(before + 1);
    expect(await db.methodologyVersion.count({ where: { active: true } })).toBe(1);
  });
});
