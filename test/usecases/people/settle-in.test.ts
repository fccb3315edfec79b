import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deps } from '../../../src/usecases/deps.ts';
import {
  beginDialogue,
  type DialogueStep,
  readDialogue,
} from '../../../src/usecases/dialogue/dialogue-state.ts';
import { chooseCity } from '../../../src/usecases/people/choose-city.ts';
import { chooseQuietHours } from '../../../src/usecases/people/choose-quiet-hours.ts';
import { chooseRegion } from '../../../src/usecases/people/choose-region.ts';
import { chooseReminderHours } from '../../../src/usecases/people/choose-reminder-hours.ts';
import { chooseReminderProfile } from '../../../src/usecases/people/choose-reminder-profile.ts';
import { findPlaces, findPlacesNear } from '../../../src/usecases/people/find-places.ts';
import { readPlaceIndex } from '../../../src/usecases/people/place-index.ts';
import { readMenu } from '../../../src/usecases/people/read-menu.ts';
import { type MovableClock, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson } from '../../setup/people.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

let database: TestDatabase;
let clock: MovableClock;
let deps: Deps;
beforeAll(async () => {
  database = await openTestDatabase();
  clock = movableClock('2026-10-05T10:00+05:00');
  deps = { db: database.db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
});
afterAll(() => database.close());

async function askedForCity(personId: number): Promise<DialogueStep> {
  const kind = 'city';
  const { version } = await beginDialogue(database.db, {
    personId,
    kind,
    step: 'ask',
    fields: {},
    now: clock.now(),
  });
  return { personId, kind, version };
}

describe('findPlaces', () => {
  it('finds one settlement by its full name in either language', async () => {
    expect(await findPlaces(deps, { text: 'Уральск', limit: 8 })).toMatchObject({
      kind: 'one',
      place: { id: 'oral' },
    });
    expect(await findPlaces(deps, { text: 'ОРАЛ', limit: 8 })).toMatchObject({
      kind: 'one',
      place: { id: 'oral' },
    });
  });

  it('asks which where a name repeats, lists what a part or a slip may mean, at most the limit', async () => {
    expect(await findPlaces(deps, { text: 'Абай', limit: 8 })).toMatchObject({ kind: 'sameName' });
    const several = await findPlaces(deps, { text: 'а', limit: 3 });
    expect(several.kind === 'several' && several.matches).toHaveLength(3);
    expect(await findPlaces(deps, { text: 'Кастанай', limit: 8 })).toMatchObject({ kind: 'several' });
    expect(await findPlaces(deps, { text: '   ', limit: 8 })).toEqual({ kind: 'nothing' });
  });

  it('offers near a point only what is within 100 km', async () => {
    const near = await findPlacesNear(deps, { point: { lat: 51.23, lon: 51.37 }, limit: 5 });
    expect(near[0]?.place.id).toBe('oral');
    expect(near.every(({ distanceKm }) => distanceKm <= 100)).toBe(true);
    expect(await findPlacesNear(deps, { point: { lat: 0, lon: 0 }, limit: 5 })).toEqual([]);
  });

  it('builds its index once, and anew after another methodology came into force', async () => {
    const first = await readPlaceIndex(deps);
    expect(await readPlaceIndex(deps)).toBe(first);
    await database.db.methodologyVersion.updateMany({ data: { importedAt: new Date('2026-11-01T00:00Z') } });
    const second = await readPlaceIndex(deps);
    expect(second).not.toBe(first);
    expect(second.places).toHaveLength(first.places.length);
  });
});

describe('chooseCity and chooseRegion', () => {
  it('closes the question with a rated city, and keeps it open with another', async () => {
    const { id } = await createPerson(database.db);
    const unrated = await chooseCity(deps, { personId: id, cityId: 'baikonyr', at: await askedForCity(id) });
    expect(unrated).toEqual({ kind: 'chosen', isRated: false });
    const open = await readDialogue(database.db, id, 'city');
    expect(open).toMatchObject({ step: 'unrated', isActive: true });
    const at = { personId: id, kind: 'city', version: open?.version ?? 0 };
    expect(await chooseCity(deps, { personId: id, cityId: 'oral', at })).toEqual({
      kind: 'chosen',
      isRated: true,
    });
    expect(await readDialogue(database.db, id, 'city')).toMatchObject({ step: 'chosen', isActive: false });
    const person = await database.db.person.findUniqueOrThrow({ where: { id } });
    expect(person).toMatchObject({ cityId: 'oral', regionId: 'west_kazakhstan' });
    expect(await chooseCity(deps, { personId: id, cityId: 'semey', at })).toEqual({ kind: 'stale' });
  });

  it('refuses what is not in the methodology', async () => {
    const { id } = await createPerson(database.db, { cityId: 'oral' });
    const at = await askedForCity(id);
    expect(await chooseCity(deps, { personId: id, cityId: 'atlantis', at })).toEqual({ kind: 'unknownCity' });
    expect(await chooseRegion(deps, { personId: id, regionId: 'atlantis', at })).toEqual({
      kind: 'unknownRegion',
    });
    expect(await chooseRegion(deps, { personId: id, regionId: 'abai', at })).toEqual({ kind: 'chosen' });
    expect(await chooseRegion(deps, { personId: id, regionId: 'abai', at })).toEqual({ kind: 'stale' });
    const person = await database.db.person.findUniqueOrThrow({ where: { id } });
    expect(person).toMatchObject({ cityId: null, regionId: 'abai' });
  });
});

describe('reminders', () => {
  it.each([
    [9, 18, { kind: 'changed', from: '09:00', to: '18:00' }],
    [0, 23, { kind: 'changed', from: '00:00', to: '23:00' }],
    [10, 10, { kind: 'impossible' }],
    [18, 9, { kind: 'impossible' }],
    [-1, 9, { kind: 'impossible' }],
    [9, 24, { kind: 'impossible' }],
    [9.5, 18, { kind: 'impossible' }],
  ])('hours %d to %d', async (from, to, outcome) => {
    const { id } = await createPerson(database.db);
    expect(await chooseReminderHours(deps, { personId: id, from, to })).toEqual(outcome);
  });

  it.each([
    [
      { from: 13, to: 14 },
      { kind: 'changed', from: '13:00', to: '14:00' },
    ],
    [
      { from: 22, to: 10 },
      { kind: 'changed', from: '22:00', to: '10:00' },
    ],
    [
      { from: 8, to: 18 },
      { kind: 'nothingLeft', hoursFrom: '09:00', hoursTo: '18:00' },
    ],
    [{ from: 18, to: 18 }, { kind: 'impossible' }],
    [{ from: -1, to: 8 }, { kind: 'impossible' }],
    [{ from: 9, to: 24 }, { kind: 'impossible' }],
    [null, { kind: 'lifted' }],
  ])('quiet hours %o', async (quiet, outcome) => {
    const { id } = await createPerson(database.db);
    expect(await chooseQuietHours(deps, { personId: id, quiet })).toEqual(outcome);
    const { quietFrom, quietTo } = await database.db.person.findUniqueOrThrow({ where: { id } });
    const { from = null, to = null } = outcome as { from?: string; to?: string };
    expect([quietFrom, quietTo]).toEqual([from, to]);
  });

  it('hours that are all quiet are refused, and those before stand', async () => {
    const { id: personId } = await createPerson(database.db);
    await chooseQuietHours(deps, { personId, quiet: { from: 17, to: 12 } });
    expect(await chooseReminderHours(deps, { personId, from: 9, to: 12 })).toEqual({
      ...{ kind: 'allQuiet', quietFrom: '17:00', quietTo: '12:00' },
    });
    const person = await database.db.person.findUniqueOrThrow({ where: { id: personId } });
    expect(person).toMatchObject({ hoursFrom: '09:00', hoursTo: '18:00' });
  });

  it('profiles are those that there are', async () => {
    const { id } = await createPerson(database.db);
    const input = { personId: id, profile: 'active' };
    expect(await chooseReminderProfile(deps, input)).toEqual({ kind: 'changed', profile: 'active' });
    expect(await chooseReminderProfile(deps, { ...input, profile: 'toString' })).toEqual({
      kind: 'unknownProfile',
    });
    expect((await database.db.person.findUniqueOrThrow({ where: { id } })).reminderProfile).toBe('active');
  });
});

describe('readMenu', () => {
  it('takes the place from the newest run of the newest quarter', async () => {
    const { db } = database;
    const { id } = await createPerson(db, { cityId: 'oral' });
    const version = await db.methodologyVersion.findFirstOrThrow({ where: { active: true } });
    const run = (
      quarter: string,
      computedAt: string,
      status: 'preliminary' | 'published',
      place: number | null,
    ) =>
      db.ratingRun.create({
        data: {
          quarter,
          category: 'oblast',
          status,
          versionId: version.id,
          methodKey: 'starter',
          computedAt: new Date(computedAt),
          checksum: computedAt,
          places: { create: { cityId: 'oral', place, score: 6_800, coverage: 90, detail: {} } },
        },
      });
    const home = async () => (await readMenu(deps, id)).home;
    const name = { kk: 'Орал', ru: 'Уральск' };
    expect(await home()).toEqual({ kind: 'city', name, place: null, isPreliminary: true });
    await run('2026-Q3', '2026-10-02T00:00Z', 'preliminary', 7);
    await run('2026-Q3', '2026-10-03T00:00Z', 'preliminary', 6);
    await run('2026-Q2', '2026-10-04T00:00Z', 'published', 2);
    expect(await home()).toEqual({ kind: 'city', name, place: 6, isPreliminary: true });
    await run('2026-Q3', '2026-10-05T00:00Z', 'published', 5);
    expect(await home()).toEqual({ kind: 'city', name, place: 5, isPreliminary: false });
  });
});
