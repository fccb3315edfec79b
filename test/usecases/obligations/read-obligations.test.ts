import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Obligation } from '../../../src/domain/reminders/obligation.ts';
import { readObligations } from '../../../src/usecases/obligations/read-obligations.ts';
import { createInitiative } from '../../setup/initiatives.ts';
import { createPerson, type NewPerson } from '../../setup/people.ts';
import { testSettings } from '../../setup/prepare.ts';
import { group, openReportingTown, type ReportingTown } from '../reporting/reporting-town.ts';

/** The third quarter of 2026 is due on 14 October and locks after the 21st. */
const quarter = '2026-Q3';

let town: ReportingTown;
beforeEach(async () => {
  town = await openReportingTown();
});
afterEach(() => town.database.close());

const at = (instant: string) => town.clock.moveTo(instant);

const read = (filter: Parameters<typeof readObligations>[3] = {}): Promise<Obligation[]> =>
  readObligations(town.deps.db, town.clock.now(), testSettings.timeZone, filter);

/** `<person> <key> ×<count>, due <day>`, but the reports. */
async function owed(filter: Parameters<typeof readObligations>[3] = {}): Promise<string[]> {
  const names = new Map(
    (['head', 'coordinator', 'member', 'authority', 'administrator', 'strangeCoordinator'] as const).map(
      (name) => [town[name].id, name as string],
    ),
  );
  return (await read(filter))
    .filter(({ kind }) => kind !== 'report')
    .map(({ personId, key, count, dueOn }) => `${names.get(personId)} ${key} ×${count}, due ${dueOn}`);
}

const person = (roles: NewPerson['roles']) => createPerson(town.deps.db, { roles: roles ?? [] });

/** A value of Oral that the member submitted at the clock's now, through the bot. */
async function submit(kpiCode: string, text = '50'): Promise<number> {
  const outcome = await town.submit(town.member.id, kpiCode, text);
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
  return outcome.versionId;
}

describe('what is owed beside reports', () => {
  it('are reviews of a group and period together, by every coordinator, three working days after the reports', async () => {
    await submit('UTL-01');
    await submit('UTL-02');
    expect(await owed()).toEqual([
      `head review:${group}:${quarter} ×2, due 2026-10-19`,
      `coordinator review:${group}:${quarter} ×2, due 2026-10-19`,
    ]);
  });

  it('are reviews of what came late apart: three working days after the period locked, past a holiday', async () => {
    await submit('UTL-01');
    at('2026-10-16T10:00+05:00');
    await submit('UTL-02');
    expect(await owed({ personId: town.head.id })).toEqual([
      `head review:${group}:${quarter} ×1, due 2026-10-19`,
      `head review:${group}:${quarter}:late ×1, due 2026-10-27`,
    ]);
    const ofLate = (await read({ personId: town.head.id, kinds: ['review'] })).at(-1);
    expect(ofLate).toMatchObject({
      dueAt: new Date('2026-10-27T18:00+05:00'),
      subject: { workingGroupId: group },
    });
  });

  it('are reviews of what came when the period was reopened: by the day on which it came', async () => {
    const { db } = town.deps;
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: quarter } });
    at('2026-10-28T10:00+05:00');
    const until = new Date('2026-11-06T18:00+05:00');
    await db.periodReopening.create({
      data: { periodId, until, reason: 'ready:asked', at: town.clock.now() },
    });
    at('2026-10-29T10:00+05:00');
    await submit('UTL-01');
    expect(await owed({ personId: town.head.id })).toEqual([
      `head review:${group}:${quarter}:2026-10-29 ×1, due 2026-11-03`,
    ]);
  });

  it('are reviews for the authority where no coordinator may, and never one’s own', async () => {
    const { db } = town.deps;
    await submit('UTL-01');
    await db.submissionVersion.updateMany({ data: { submittedById: town.head.id } });
    expect(await owed()).toEqual([`coordinator review:${group}:${quarter} ×1, due 2026-10-19`]);
    await db.roleGrant.updateMany({
      where: { personId: town.coordinator.id },
      data: { endsAt: town.clock.now() },
    });
    expect(await owed()).toEqual([`authority review:${group}:${quarter} ×1, due 2026-10-19`]);
    expect(await owed({ personId: town.authority.id })).toHaveLength(1);
  });

  it('are verifications by the authority, two working days after the reviews', async () => {
    await submit('UTL-01');
    await town.deps.db.submissionVersion.updateMany({ data: { state: 'approved' } });
    expect(await owed()).toEqual([`authority verification:${group}:${quarter} ×1, due 2026-10-21`]);
    await town.deps.db.submissionVersion.updateMany({ data: { state: 'verified' } });
    expect(await owed()).toEqual([]);
  });

  it('are milestones: by who is responsible and of the group, else by the head', async () => {
    const { db } = town.deps;
    const mine = await createInitiative(db, { dueOn: '2026-10-20' });
    const ours = await createInitiative(db, { dueOn: '2026-10-12', state: 'planned' });
    const strangers = await createInitiative(db, { dueOn: '2026-10-13', state: 'late' });
    for (const state of ['done', 'stopped'] as const)
      await createInitiative(db, { dueOn: '2026-10-09', state });
    const answersFor = (id: number, responsibleId: number) =>
      db.initiative.update({ where: { id }, data: { responsibleId } });
    await answersFor(mine.id, town.member.id);
    await answersFor(strangers.id, town.stranger.id);
    expect(await owed()).toEqual([
      `head milestone:${ours.id}:2026-10-12 ×1, due 2026-10-12`,
      `head milestone:${strangers.id}:2026-10-13 ×1, due 2026-10-13`,
      `member milestone:${mine.id}:2026-10-20 ×1, due 2026-10-20`,
    ]);
    await db.initiative.update({ where: { id: mine.id }, data: { dueOn: '2026-11-20' } });
    expect(await owed({ personId: town.member.id })).toEqual([
      `member milestone:${mine.id}:2026-11-20 ×1, due 2026-11-20`,
    ]);
  });

  it('is the publication of an approved strategy, three working days after the approval', async () => {
    const { db } = town.deps;
    const { id } = await db.strategy.create({
      data: { cityId: 'oral', state: 'approved', approvedOn: '2026-10-01', updatedAt: town.clock.now() },
    });
    expect(await owed()).toEqual([`head publication:strategy:${id}:2026-10-01 ×1, due 2026-10-06`]);
    await db.strategy.update({ where: { id }, data: { state: 'published' } });
    expect(await owed()).toEqual([]);
  });

  it('are answers to citizens, all that were promised by one day together, by every coordinator', async () => {
    const { db } = town.deps;
    const ask = (number: string, dueOn: string, more: object = {}) =>
      db.feedback.create({
        data: {
          number,
          cityId: 'oral',
          language: 'kk',
          actionKey: number,
          createdAt: town.clock.now(),
          dueOn,
          dueAt: new Date(`${dueOn}T18:00+05:00`),
          ...more,
        },
      });
    await ask('1', '2026-10-22');
    await ask('2', '2026-10-22', { state: 'in_work' });
    await ask('3', '2026-10-23');
    await ask('4', '2026-10-23', { state: 'answered' });
    await ask('5', '2026-10-23', { hiddenAt: town.clock.now() });
    expect(await owed()).toEqual([
      `head answer:${group}:2026-10-22 ×2, due 2026-10-22`,
      `coordinator answer:${group}:2026-10-22 ×2, due 2026-10-22`,
      `head answer:${group}:2026-10-23 ×1, due 2026-10-23`,
      `coordinator answer:${group}:2026-10-23 ×1, due 2026-10-23`,
    ]);
  });

  it('is the calendar of the next year, by the administrators, from November to the end of the year', async () => {
    at('2026-10-31T12:00+05:00');
    expect(await owed({ kinds: ['calendarData'] })).toEqual([]);
    at('2026-11-01T12:00+05:00');
    const missing = ['administrator calendarData:2027 ×1, due 2026-12-31'];
    expect(await owed({ kinds: ['calendarData'] })).toEqual(missing);
    expect(await owed({ personId: town.administrator.id })).toEqual(missing);
    await town.deps.db.calendarYear.update({ where: { year: 2027 }, data: { status: 'official' } });
    expect(await owed({ kinds: ['calendarData'] })).toEqual([]);
  });

  it('is nothing for citizens and observers', async () => {
    await submit('UTL-01');
    await createInitiative(town.deps.db, { dueOn: '2026-10-20' });
    for (const { id } of [town.citizen, town.observer]) expect(await read({ personId: id })).toEqual([]);
  });
});

describe('what others are late with', () => {
  async function told(day: string): Promise<string[]> {
    at(`${day}T10:00+05:00`);
    const filter = { withLateOfOthers: true, workingGroupIds: [group] };
    const late = (await read(filter)).filter(({ toldAs }) => toldAs !== 'owner');
    const nameOf = (id: number) => (id === town.head.id ? 'head' : 'other');
    return [
      ...new Set(
        late.map(({ personId, toldAs, subject }) => `${nameOf(personId)} as ${toldAs}: ${subject.cityId}`),
      ),
    ].sort();
  }

  it('is told to the coordinators, and apart to the head, once it is late', async () => {
    expect(await told('2026-10-14')).toEqual([]);
    // Nobody is assigned in Aqsai, so the head owes what it is late with.
    expect(await told('2026-10-15')).toEqual([
      'head as head: oral',
      'other as coordinator: aksai',
      'other as coordinator: oral',
    ]);
  });

  it('is told to a head who has no other coordinator as both', async () => {
    await town.deps.db.roleGrant.updateMany({
      where: { personId: town.coordinator.id },
      data: { endsAt: town.clock.now() },
    });
    expect(await told('2026-10-19')).toEqual(['head as onlyCoordinator: oral']);
  });

  it('is told to nobody who owes it themselves, and is not theirs in lists', async () => {
    await submit('UTL-01');
    at('2026-10-22T10:00+05:00');
    const late = await read({ withLateOfOthers: true, kinds: ['review'] });
    expect(late.map(({ toldAs }) => toldAs)).toEqual(['owner', 'owner']);
    at('2026-10-16T10:00+05:00');
    const ofOral = (await read({ personId: town.coordinator.id })).filter(
      ({ subject }) => subject.cityId === 'oral',
    );
    expect(ofOral).toEqual([]);
  });
});

describe('whoever is away and covered', () => {
  it('is marked, and the deputy owes it as well', async () => {
    const { db } = town.deps;
    const deputy = await person([{ role: 'member', workingGroupId: group }]);
    const mine = await createInitiative(db, { dueOn: '2026-10-20' });
    const now = town.clock.now();
    await db.absence.create({
      data: {
        personId: town.head.id,
        deputyId: deputy.id,
        from: '2026-10-05',
        to: '2026-10-30',
        beginsAt: now,
        overAt: new Date('2026-10-31T00:00+05:00'),
        askedAt: now,
        acceptedAt: now,
      },
    });
    const milestones = await read({ kinds: ['milestone'] });
    expect(milestones.map(({ personId, isCovered, key }) => [personId, isCovered, key])).toEqual([
      [town.head.id, true, `milestone:${mine.id}:2026-10-20`],
      [deputy.id, false, `milestone:${mine.id}:2026-10-20`],
    ]);
    await submit('UTL-01');
    const reviews = await read({ kinds: ['review'] });
    expect(reviews.map(({ personId, isCovered }) => [personId, isCovered])).toEqual([
      [town.head.id, true],
      [town.coordinator.id, false],
    ]);
  });
});
