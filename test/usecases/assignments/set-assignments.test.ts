import { afterAll, describe, expect, it } from 'vitest';
import { findGaps, listGaps } from '../../../src/usecases/assignments/list-gaps.ts';
import { readChoices } from '../../../src/usecases/assignments/read-choices.ts';
import { readDuties } from '../../../src/usecases/assignments/read-duties.ts';
import { setAssignments } from '../../../src/usecases/assignments/set-assignments.ts';
import { beginDialogue } from '../../../src/usecases/dialogue/dialogue-state.ts';
import { readTeamMember } from '../../../src/usecases/roles/read-group-team.ts';
import { createPerson } from '../../setup/people.ts';
import { group, openCountry } from '../invitations/people-of-a-country.ts';

describe('what a person answers for', async () => {
  const country = await openCountry();
  const { deps, coordinator, member, clock } = country;
  const { db } = deps;
  afterAll(() => country.database.close());
  const grantOf = async (personId: number) =>
    (await db.roleGrant.findFirstOrThrow({ where: { personId } })).id;

  async function set(
    spheres: 'whole' | readonly string[],
    more: { by?: number; grantId?: number; cityId?: string; kpiCodes?: readonly string[] } = {},
  ) {
    const personId = more.by ?? coordinator.id;
    const { version } = await beginDialogue(db, {
      personId,
      kind: 'assign',
      step: 'spheres',
      fields: {},
      now: clock.now(),
    });
    return setAssignments(deps, {
      personId,
      grantId: more.grantId ?? (await grantOf(member.id)),
      cityId: more.cityId ?? 'oral',
      duties: spheres === 'whole' ? spheres : { spheres, kpiCodes: more.kpiCodes ?? [] },
      at: { personId, kind: 'assign', version },
    });
  }
  const held = async () =>
    (
      await db.assignment.findMany({ where: { personId: member.id, endsAt: null }, orderBy: { id: 'asc' } })
    ).map(({ cityId, sphereId, kpiCode }) => `${cityId}:${kpiCode ?? sphereId ?? 'whole'}`);

  it('is what was set last, city by city', async () => {
    expect(await set(['ecology', 'safety'])).toMatchObject({
      kind: 'saved',
      city: { kk: 'Орал', ru: 'Уральск' },
    });
    expect(await set('whole', { cityId: await secondCity() })).toMatchObject({
      kind: 'saved',
    });
    expect(await held()).toEqual(['oral:ecology', 'oral:safety', `${await secondCity()}:whole`]);
    expect((await set(['ecology', 'safety'])).kind).toBe('unchanged');
    expect((await set(['ecology', 'transport'])).kind).toBe('saved');
    expect(await held()).toEqual(['oral:ecology', `${await secondCity()}:whole`, 'oral:transport']);
    await set([], { cityId: await secondCity() });
    expect(await held()).toEqual(['oral:ecology', 'oral:transport']);
  });

  async function secondCity(): Promise<string> {
    const { cities } = await readChoices(deps, group);
    return cities.find(({ id }) => id !== 'oral')!.id;
  }

  it('is single KPIs beside spheres; those that a wider duty covers fall away', async () => {
    await set(['ecology'], { kpiCodes: ['GOV-01', 'GOV-02', 'GOV-01'] });
    expect(await held()).toEqual(['oral:ecology', 'oral:GOV-01', 'oral:GOV-02']);
    expect((await set(['ecology'], { kpiCodes: ['GOV-02', 'GOV-01', 'ECO-01'] })).kind).toBe('unchanged');
    await set(['ecology'], { kpiCodes: ['GOV-02'] });
    expect(await held()).toEqual(['oral:ecology', 'oral:GOV-02']);
    await set(['ecology', 'city_management'], { kpiCodes: ['GOV-02'] });
    expect(await held()).toEqual(['oral:ecology', 'oral:city_management']);
    await set('whole');
    expect(await held()).toEqual(['oral:whole']);
    await set([]);
    expect(await held()).toEqual([]);
  });

  it('is told to whoever got something new, once for each time; taking away and one’s own is not', async () => {
    const told = () => db.outboxMessage.findMany({ where: { kind: 'assignment.given' } });
    await db.outboxMessage.deleteMany();
    await set(['ecology', 'safety']);
    await set(['ecology', 'safety']);
    await set(['ecology']);
    expect(await told()).toMatchObject([
      { recipientId: member.id, params: { grantId: await grantOf(member.id), cityId: 'oral' } },
    ]);
    await set(['ecology', 'transport']);
    await set(['safety'], { grantId: await grantOf(coordinator.id) });
    expect(await told()).toHaveLength(2);
    await set([]);
    await set([], { grantId: await grantOf(coordinator.id) });
  });

  it('is set by a coordinator of the group, for members and coordinators of it, in its own cities', async () => {
    for (const other of [country.strangeCoordinator, country.administrator, country.authority, member]) {
      expect((await set('whole', { by: other.id })).kind).toBe('noRight');
    }
    expect((await set('whole', { cityId: 'semey' })).kind).toBe('notFound');
    expect((await set(['nothing'])).kind).toBe('notFound');
    expect((await set([], { kpiCodes: ['GOV-01', 'XXX-99'] })).kind).toBe('notFound');
    const alien = { cityId: await secondCity(), kpiCodes: [await alienKpi()] };
    expect((await set([], alien)).kind).toBe('notFound');
    expect((await set('whole', { grantId: 0 })).kind).toBe('notFound');
    expect((await set('whole', { grantId: await grantOf(country.administrator.id) })).kind).toBe('notFound');
    expect((await set('whole', { grantId: await grantOf(country.observer.id) })).kind).toBe('notMember');
    const left = await createPerson(db, {
      roles: [{ role: 'member', workingGroupId: group, endsAt: new Date('2026-02-01T00:00Z') }],
    });
    expect((await set('whole', { grantId: await grantOf(left.id) })).kind).toBe('notMember');
    expect(await held()).toEqual([]);
  });

  it('is set once by a step of the dialogue', async () => {
    const at = { personId: coordinator.id, kind: 'assign', version: 1 };
    const input = { personId: coordinator.id, grantId: await grantOf(member.id), cityId: 'oral', at };
    expect((await setAssignments(deps, { ...input, duties: 'whole' })).kind).toBe('stale');
  });

  /** A KPI that does not apply to the second city. */
  async function alienKpi(): Promise<string> {
    const { category } = await db.city.findUniqueOrThrow({ where: { id: await secondCity() } });
    const definitions = await db.kpiDefinition.findMany({ where: { version: { active: true } } });
    return definitions.find(({ categories }) => !categories.includes(category))!.kpiCode;
  }

  it('is shown with who else answers for it, to those who assign there', async () => {
    const colleague = await createPerson(db, {
      fullName: 'Сәуле Ахмет',
      roles: [{ role: 'member', workingGroupId: group }],
      assignments: [
        { cityId: 'oral', sphereId: 'ecology' },
        { cityId: 'oral', kpiCode: 'GOV-01' },
      ],
    });
    await set(['ecology'], { kpiCodes: ['GOV-01', 'GOV-02'] });
    const grantId = await grantOf(member.id);
    const read = (personId: number, cityId = 'oral') => readDuties(deps, { personId, grantId, cityId });
    const duties = await read(coordinator.id);
    if (duties.kind !== 'duties') throw new Error(duties.kind);
    const sphere = (wanted: string) => duties.spheres.find(({ id }) => id === wanted);
    expect(sphere('ecology')).toMatchObject({ others: ['Сәуле Ахмет'] });
    expect(sphere('ecology')?.kpis.every(({ isGap }) => !isGap)).toBe(true);
    const [first, second, third] = sphere('city_management')?.kpis ?? [];
    expect(first).toMatchObject({ code: 'GOV-01', others: ['Сәуле Ахмет'], isGap: false });
    expect(second).toMatchObject({ code: 'GOV-02', others: [], isGap: false });
    expect(third).toMatchObject({ others: [], isGap: true });
    // Whoever left the group answers for nothing.
    await db.roleGrant.updateMany({ where: { personId: colleague.id }, data: { endsAt: clock.now() } });
    expect(await read(coordinator.id)).not.toMatchObject({ spheres: [{ others: ['Сәуле Ахмет'] }] });
    for (const other of [country.strangeCoordinator, country.authority, country.administrator, member]) {
      expect((await read(other.id)).kind).toBe('noRight');
    }
    expect((await read(coordinator.id, 'semey')).kind).toBe('notFound');
    await set([]);
  });

  it('leaves as gaps what nobody is assigned to', async () => {
    const definitions = await db.kpiDefinition.findMany({ where: { version: { active: true } } });
    const cities = await db.city.findMany({ where: { workingGroupId: group, isRated: true } });
    const applicable = (cityId: string, sphereId?: string) =>
      definitions.filter(
        (kpi) =>
          kpi.categories.includes(cities.find(({ id }) => id === cityId)!.category) &&
          (sphereId === undefined || kpi.sphereId === sphereId),
      ).length;
    const total = async () =>
      (await findGaps(db, group, clock.now())).reduce((sum, { count }) => sum + count, 0);
    const everything = cities.reduce((sum, { id }) => sum + applicable(id), 0);
    expect(await total()).toBe(everything);
    await set(['ecology']);
    expect(await total()).toBe(everything - applicable('oral', 'ecology'));
    await set('whole');
    const gaps = await findGaps(db, group, clock.now());
    expect(gaps.map(({ cityId }) => cityId)).toEqual([await secondCity()]);
    expect(gaps[0]?.spheres.reduce((sum, { count }) => sum + count, 0)).toBe(gaps[0]?.count);
    expect((await listGaps(deps, { personId: coordinator.id, workingGroupId: group })).kind).toBe('listed');
    // What nobody is assigned to falls to the coordinator, and can be given to any member or coordinator.
    const listed = await listGaps(deps, { personId: coordinator.id, workingGroupId: group });
    expect(listed).toMatchObject({
      fallsTo: { fullName: coordinator.fullName },
      people: [{ grantId: await grantOf(member.id) }, { grantId: await grantOf(coordinator.id) }],
    });
    const card = await readTeamMember(deps, {
      personId: coordinator.id,
      grantId: await grantOf(coordinator.id),
    });
    expect(card).toMatchObject({ member: { fallback: await total() } });
    await set([], { kpiCodes: ['ECO-01'] });
    const [oral] = (await findGaps(db, group, clock.now())).filter(({ cityId }) => cityId === 'oral');
    const ecology = oral?.spheres.find(({ id }) => id === 'ecology');
    expect(ecology).toMatchObject({ isWhole: false, count: applicable('oral', 'ecology') - 1 });
    expect(ecology?.kpis.map(({ id }) => id)).not.toContain('ECO-01');
    expect(oral?.spheres.find(({ id }) => id === 'safety')?.isWhole).toBe(true);
    for (const other of [country.strangeCoordinator, country.authority, member]) {
      expect((await listGaps(deps, { personId: other.id, workingGroupId: group })).kind).toBe('noRight');
    }
  });
});
