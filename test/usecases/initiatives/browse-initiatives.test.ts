import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followInitiative } from '../../../src/usecases/follows/follow-initiative.ts';
import { listInitiatives } from '../../../src/usecases/initiatives/list-initiatives.ts';
import { listOblastCities } from '../../../src/usecases/initiatives/list-oblast-cities.ts';
import { readInitiative } from '../../../src/usecases/initiatives/read-initiative.ts';
import { createInitiative } from '../../setup/initiatives.ts';
import { type FeedbackTown, openFeedbackTown } from '../feedback/feedback-town.ts';

describe('initiatives', () => {
  let town: FeedbackTown;
  beforeAll(async () => {
    town = await openFeedbackTown();
  });
  afterAll(() => town.database.close());

  const list = (input: { cityId?: string; sphereId?: string | null; page?: number }) =>
    listInitiatives(town.deps, { cityId: 'oral', sphereId: null, page: 0, pageSize: 3, ...input });

  it('are listed by state and deadline, page by page, and narrowed to a sphere', async () => {
    const { db } = town.deps;
    const make = async (title: string, sphereId: string, state: 'done' | 'late' | 'planned', dueOn: string) =>
      createInitiative(db, { titleKk: title, sphereId, state, dueOn });
    await make('аяқталған', 'ecology', 'done', '2026-02-01');
    await make('кейінгі', 'transport', 'planned', '2026-12-01');
    await make('алдыңғы', 'transport', 'planned', '2026-11-01');
    await make('кешіккен', 'ecology', 'late', '2026-09-01');
    const [first, second] = [await list({}), await list({ page: 1 })];
    expect(first).toMatchObject({ kind: 'list', total: 4, page: 0, pages: 2, city: { nameRu: 'Уральск' } });
    const lines = [first, second].flatMap((page) => (page.kind === 'list' ? page.lines : []));
    expect(lines.map(({ titleKk }) => titleKk)).toEqual(['кешіккен', 'алдыңғы', 'кейінгі', 'аяқталған']);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(await list({ page: 99 })).toEqual(second);

    const narrowed = await list({ sphereId: 'ecology' });
    if (narrowed.kind !== 'list') throw new Error(narrowed.kind);
    expect(narrowed.lines.map(({ titleKk }) => titleKk)).toEqual(['кешіккен', 'аяқталған']);
    expect(narrowed.sphere?.id).toBe('ecology');
    expect(narrowed.spheres.map(({ id, count }) => [id, count])).toEqual([
      ['ecology', 2],
      ['transport', 2],
    ]);
    expect(await list({ sphereId: 'forged' })).toEqual(first);
  });

  it('are none in a city without them, and none in no city', async () => {
    expect(await list({ cityId: 'aktobe_city' })).toMatchObject({
      kind: 'list',
      total: 0,
      pages: 1,
      lines: [],
    });
    expect(await list({ cityId: 'forged' })).toEqual({ kind: 'unknownCity' });
  });

  it('show their results, and what citizens gave them, hidden marks apart', async () => {
    const { db } = town.deps;
    const { id, code } = await createInitiative(db, {
      indicators: [
        {
          nameKk: 'Үлесі',
          nameRu: 'Доля',
          unitId: 'percent',
          start: '12.50',
          target: '40',
          current: '0.000001',
        },
        { nameKk: 'Саны', nameRu: 'Число', target: '1000' },
      ],
    });
    const reader = await town.citizen();
    const before = await readInitiative(town.deps, { personId: reader.id, id });
    expect(before).toMatchObject({ kind: 'initiative', marks: null, isFollowed: false });
    if (before.kind !== 'initiative') return;
    expect(before.indicators).toMatchObject([
      { unit: { id: 'percent' }, start: '12.5', target: '40', current: '0.000001' },
      { unit: null, start: null, target: '1000', current: null },
    ]);

    await followInitiative(town.deps, { personId: reader.id, initiativeId: id });
    for (const mark of [4, 4, 5, 4, null]) {
      await town.give((await town.citizen()).id, { mark }, { initiativeId: id });
    }
    const hidden = await town.give((await town.citizen()).id, { mark: 1 }, { initiativeId: id });
    await db.feedback.update({ where: { id: hidden }, data: { hiddenAt: town.clock.now() } });
    const after = await readInitiative(town.deps, { personId: reader.id, code });
    // 17 / 4 = 4.25, and half rounds up.
    expect(after).toMatchObject({ id, marks: { count: 4, mean: '4.3' }, isFollowed: true });
    expect(await readInitiative(town.deps, { personId: reader.id, code: 'nothing' })).toEqual({
      kind: 'notFound',
    });
  });

  it("are offered in the cities of the person's oblast", async () => {
    await createInitiative(town.deps.db, { cityId: 'aksai' });
    const ask = async (personId: number, withInitiativesOnly: boolean) =>
      listOblastCities(town.deps, { personId, withInitiativesOnly });
    const resident = await town.person({ cityId: 'aksai' });
    const own = await ask(resident.id, true);
    expect(own.region?.id).toBe('west_kazakhstan');
    expect(own.cities.map(({ id }) => id)).toEqual(['oral', 'aksai']);
    expect((await ask(resident.id, false)).cities.length).toBeGreaterThan(2);

    const ofRegion = await town.person();
    await town.deps.db.person.update({
      where: { id: ofRegion.id },
      data: { regionId: 'west_kazakhstan' },
    });
    expect(await ask(ofRegion.id, true)).toEqual(own);

    const inCapital = await town.person({ cityId: 'astana' });
    const capital = await ask(inCapital.id, false);
    expect([capital.region, capital.cities.map(({ id }) => id)]).toEqual([null, ['astana']]);
    const nowhere = await town.person();
    expect(await ask(nowhere.id, false)).toEqual({ region: null, cities: [] });
  });
});
