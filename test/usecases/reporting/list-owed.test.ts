import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countOwed, listOwed, type Owed } from '../../../src/usecases/reporting/list-owed.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { createPerson, type TestPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';

const group = 'wg_west_kazakhstan';
const open = new Date('2026-10-05T10:00+05:00');

describe('who owes what', async () => {
  const database = await openTestDatabase();
  const { db } = database;
  afterAll(() => database.close());
  let head: TestPerson;
  let coordinator: TestPerson;
  let wholeCity: TestPerson;
  let ecologist: TestPerson;
  let oneKpi: TestPerson;

  beforeAll(async () => {
    await createPeriods(db, { from: '2026-08-31', to: '2026-09-30' });
    const role = (name: 'member' | 'coordinator') => [{ role: name, workingGroupId: group }];
    coordinator = await createPerson(db, { roles: role('coordinator') });
    head = await createPerson(db, {
      roles: [
        {
          role: 'coordinator',
          workingGroupId: group,
          isHead: true,
          startsAt: new Date('2026-06-01T00:00+05:00'),
        },
      ],
    });
    wholeCity = await createPerson(db, { roles: role('member'), assignments: [{ cityId: 'oral' }] });
    ecologist = await createPerson(db, {
      roles: role('member'),
      assignments: [{ cityId: 'oral', sphereId: 'ecology' }],
    });
    oneKpi = await createPerson(db, {
      roles: role('member'),
      assignments: [{ cityId: 'oral', kpiCode: 'ECO-01' }],
    });
  });

  const kpisOf = (owed: readonly Owed[]) => [...new Set(owed.map(({ kpiCode }) => kpiCode))].sort();

  it('gives each value of a city to the nearest assignment', async () => {
    const owed = (await listOwed(db, open, { workingGroupIds: [group] })).filter(
      ({ cityId }) => cityId === 'oral',
    );
    const definitions = await db.kpiDefinition.findMany({
      where: { period: { in: ['month', 'quarter'] }, categories: { has: 'oblast' } },
    });
    expect(kpisOf(owed)).toEqual(definitions.map(({ kpiCode }) => kpiCode).sort());
    expect(owed).toHaveLength(definitions.length);
    for (const { kpiCode, sphereId, personId } of owed) {
      const expected = kpiCode === 'ECO-01' ? oneKpi : sphereId === 'ecology' ? ecologist : wholeCity;
      expect(personId, kpiCode).toBe(expected.id);
    }
  });

  it('gives what nobody answers for to the head alone, else to the coordinator longest in office', async () => {
    const others = (await listOwed(db, open, { workingGroupIds: [group] })).filter(
      ({ cityId }) => cityId !== 'oral',
    );
    expect(others.length).toBeGreaterThan(0);
    expect(new Set(others.map(({ personId }) => personId))).toEqual(new Set([head.id]));
    expect(await countOwed(db, open, head.id)).toBe(others.length);
    expect(await countOwed(db, open, coordinator.id)).toBe(0);

    await db.roleGrant.updateMany({ where: { personId: head.id }, data: { endsAt: open } });
    expect(await countOwed(db, open, coordinator.id)).toBe(others.length);
    expect(await countOwed(db, open, head.id)).toBe(0);
    await db.roleGrant.updateMany({ where: { personId: head.id }, data: { endsAt: null } });
  });

  it('asks nothing of a group without coordinators or of settlements that are not rated', async () => {
    const owed = await listOwed(db, open);
    expect(new Set(owed.map(({ workingGroupId }) => workingGroupId))).toEqual(new Set([group]));
    const cities = await db.city.findMany({ where: { workingGroupId: group, isRated: true } });
    expect([...new Set(owed.map(({ cityId }) => cityId))].sort()).toEqual(cities.map(({ id }) => id).sort());
  });

  it('lists by deadline and tells when it opened, is due and locks', async () => {
    const owed = await listOwed(db, open, { personId: wholeCity.id });
    expect(owed.map(({ dueAt }) => dueAt)).toEqual(
      owed.map(({ dueAt }) => dueAt).toSorted((a, b) => +a - +b),
    );
    expect(owed.find(({ periodKey }) => periodKey === '2026-Q3')).toMatchObject({
      cityId: 'oral',
      opensAt: new Date('2026-10-01T00:00+05:00'),
      dueOn: '2026-10-14',
      dueAt: new Date('2026-10-14T18:00+05:00'),
      locksAt: new Date('2026-10-22T00:00+05:00'),
      reason: 'missing',
    });
  });

  it('asks for nothing before a period opened and after it locked, and again while it is reopened', async () => {
    expect(await listOwed(db, new Date('2026-09-30T23:59:59+05:00'))).toEqual([]);
    const locked = new Date('2026-10-22T00:00+05:00');
    expect(await listOwed(db, locked)).toEqual([]);
    const reopenedUntil = new Date('2026-10-30T18:00+05:00');
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const reopening = await db.periodReopening.create({
      data: { periodId, until: reopenedUntil, reason: 'ready:asked', at: locked },
    });
    const owed = await listOwed(db, locked, { workingGroupIds: [group] });
    expect(new Set(owed.map(({ periodKey }) => periodKey))).toEqual(new Set(['2026-Q3']));
    expect(owed[0]?.locksAt).toEqual(reopenedUntil);
    await db.periodReopening.update({ where: { id: reopening.id }, data: { endedAt: locked } });
  });

  it('asks for the newest version only: none, or one that was returned', async () => {
    const period = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const mine = await listOwed(db, open, { personId: wholeCity.id });
    const slot = mine.find(({ periodKey }) => periodKey === '2026-Q3');
    if (slot === undefined) throw new Error('Nothing is owed for the quarter');
    const submission = await db.submission.create({
      data: { cityId: 'oral', kpiCode: slot.kpiCode, periodId: period.id, newest: 1 },
    });
    const base = { submissionId: submission.id, isOnTime: true, submittedAt: open };
    const reasons = async () =>
      (await listOwed(db, open, { personId: wholeCity.id }))
        .filter(({ kpiCode, periodId }) => kpiCode === slot.kpiCode && periodId === period.id)
        .map(({ reason }) => reason);
    await db.submissionVersion.create({
      data: { ...base, number: 1, kind: 'no_data', receipt: 'rc_1', actionKey: '1' },
    });
    expect(await reasons()).toEqual([]);
    for (const [state, expected] of [
      ['approved', []],
      ['verified', []],
      ['returned', ['returned']],
    ] as const) {
      await db.submissionVersion.updateMany({ where: { submissionId: submission.id }, data: { state } });
      expect(await reasons(), state).toEqual(expected);
    }
    await db.submissionVersion.create({
      data: { ...base, number: 2, value: '12.5', receipt: 'rc_2', actionKey: '2' },
    });
    await db.submission.update({ where: { id: submission.id }, data: { newest: 2 } });
    expect(await reasons()).toEqual([]);
  });

  it('ignores assignments that ended and of people whose role ended', async () => {
    const owes = async (person: TestPerson) => (await countOwed(db, open, person.id)) > 0;
    expect(await owes(oneKpi)).toBe(true);
    await db.roleGrant.updateMany({ where: { personId: oneKpi.id }, data: { endsAt: open } });
    expect(await owes(oneKpi)).toBe(false);
    const taken = (await listOwed(db, open, { personId: ecologist.id })).map(({ kpiCode }) => kpiCode);
    expect(taken).toContain('ECO-01');
    await db.assignment.updateMany({ where: { personId: ecologist.id }, data: { endsAt: open } });
    expect(await owes(ecologist)).toBe(false);
  });

  it('costs the same few queries for one group and for the country', async () => {
    const queries = async (run: (tx: typeof db) => Promise<unknown>) => {
      let count = 0;
      const counting = db.$extends({
        query: {
          $allOperations: ({ args, query }) => {
            count += 1;
            return query(args);
          },
        },
      });
      await run(counting as unknown as typeof db);
      return count;
    };
    const ofGroup = await queries((tx) => listOwed(tx, open, { workingGroupIds: [group] }));
    const ofCountry = await queries((tx) => listOwed(tx, open));
    expect(ofCountry).toBe(ofGroup);
    expect(ofCountry).toBeLessThanOrEqual(7);
  });
});
