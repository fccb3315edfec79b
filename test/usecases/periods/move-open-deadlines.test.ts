import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Methodology } from '../../../src/domain/methodology/methodology.ts';
import { readMethodology } from '../../../src/storage/read-methodology.ts';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { importMethodology } from '../../../src/usecases/methodology/import-methodology.ts';
import { readMovedDeadlines } from '../../../src/usecases/periods/read-moved-deadlines.ts';
import { planReminders } from '../../../src/usecases/reminders/plan-reminders.ts';
import { createPeriods } from '../../setup/periods.ts';
import { group, openReportingTown } from '../reporting/reporting-town.ts';

describe('open deadlines when the calendar of a year arrives', async () => {
  const town = await openReportingTown();
  const { deps, clock, member, head, coordinator } = town;
  const { db } = deps;
  const own = (await readMethodology()).methodology;
  afterAll(() => town.database.close());
  let count = 0;

  /** The project's methodology with a published 2027 that has further days off. */
  function published(daysOff: string[], status: 'official' | 'provisional' = 'official'): Methodology {
    const calendar = own.calendar.map((year) =>
      year.year === 2027 ? { ...year, status, weekdayDaysOff: [...year.weekdayDaysOff, ...daysOff] } : year,
    );
    return { ...own, calendar };
  }

  async function bring(methodology: Methodology, checksum?: string) {
    count += 1;
    const outcome = await importMethodology(deps, {
      methodology,
      checksum: checksum ?? `calendar ${count}`,
      actor: 'cli',
    });
    return outcome.kind === 'imported' ? outcome.moved : outcome.kind;
  }

  const period = (key: string) => db.period.findUniqueOrThrow({ where: { key } });
  const told = () => db.outboxMessage.findMany({ where: { kind: 'deadline.moved' }, orderBy: { id: 'asc' } });
  const audited = (kind: string) =>
    db.auditEvent.findMany({ where: { kind }, include: { payload: true }, orderBy: { number: 'asc' } });

  beforeAll(async () => {
    await createPeriods(db, { from: '2026-12-30', to: '2026-12-31', kinds: ['month', 'year'] });
    // A Wednesday evening between the holidays, after everybody's hours.
    clock.moveTo('2027-01-06T20:00+05:00');
  });

  it('move later with it, in the transaction that brings it', async () => {
    expect((await period('2026-12')).dueOn).toBe('2027-01-12');
    expect(await bring(published(['2027-01-08']))).toEqual([
      { what: 'due', periodKey: '2026-Q4', workingGroupId: null, from: '2027-01-19', to: '2027-01-20' },
      { what: 'due', periodKey: '2026-12', workingGroupId: null, from: '2027-01-12', to: '2027-01-13' },
      { what: 'due', periodKey: '2026', workingGroupId: null, from: '2027-02-02', to: '2027-02-03' },
    ]);
    expect(await period('2026-Q4')).toMatchObject({
      dueOn: '2027-01-20',
      dueAt: new Date('2027-01-20T18:00+05:00'),
      locksAt: new Date('2027-01-28T00:00+05:00'),
    });
  });

  it('leave the periods alone that are locked', async () => {
    expect(await period('2026-Q3')).toMatchObject({ dueOn: '2026-10-14' });
  });

  it('are audited with both days, and the chain holds', async () => {
    const events = await audited('period.deadlineMoved');
    expect(events).toHaveLength(3);
    expect(events[0]).toMatchObject({ chainId: 'country', actorRef: 'cli' });
    expect(events[0]?.payload?.payload).toEqual({
      period: '2026-Q4',
      due: { from: '2027-01-19', to: '2027-01-20' },
      lock: { from: '2027-01-26', to: '2027-01-27' },
    });
    expect((await verifyAudit(db)).map(({ kind }) => kind)).not.toContain('broken');
  });

  it('are told to those who report, each in their hours, and to nobody else', async () => {
    const messages = await told();
    const people = [member, head, coordinator, town.stranger, town.strangeCoordinator];
    expect(
      [...new Set(messages.flatMap(({ recipientId }) => recipientId ?? []))].sort((a, b) => a - b),
    ).toEqual(people.map(({ id }) => id).sort((a, b) => a - b));
    // The seventh and the eighth are days off.
    expect(messages.every(({ notBefore }) => +notBefore === +new Date('2027-01-11T09:00+05:00'))).toBe(true);
    expect(messages.filter(({ recipientId }) => recipientId === member.id)).toHaveLength(3);
  });

  it('say for each person what became of them', async () => {
    const moves = (await told())
      .filter(({ recipientId }) => recipientId === member.id)
      .map(({ params }) => params as { what: 'due'; id: number; from: string });
    clock.moveTo('2027-01-11T09:00+05:00');
    const read = await readMovedDeadlines(deps, { personId: member.id, moves });
    expect(read).toMatchObject([
      { periodKey: '2026-Q4', from: '2027-01-19', until: new Date('2027-01-20T18:00+05:00') },
      { periodKey: '2026-12', from: '2027-01-12', until: new Date('2027-01-13T18:00+05:00') },
      { periodKey: '2026', from: '2027-02-02', until: new Date('2027-02-03T18:00+05:00') },
    ]);
    expect(read[0]?.owed).toBeGreaterThan(0);
    const citizen = await readMovedDeadlines(deps, { personId: town.citizen.id, moves });
    expect(citizen).toEqual([null, null, null]);
    clock.moveTo('2027-01-13T18:00:00.001+05:00');
    expect((await readMovedDeadlines(deps, { personId: member.id, moves }))[1]).toBeNull();
  });

  it('neither move nor are told again by the same data, nor by other data with the same calendar', async () => {
    clock.moveTo('2027-01-11T09:00+05:00');
    const before = (await told()).length;
    expect(await bring(published(['2027-01-08']), 'calendar 1')).toBe('unchanged');
    expect(await bring(published(['2027-01-08']))).toEqual([]);
    expect(await told()).toHaveLength(before);
  });

  it('stay where the day off is taken back, and do not drift when it returns', async () => {
    expect(await bring(published([]))).toEqual([]);
    expect(await bring(published(['2027-01-08']))).toEqual([]);
    expect((await period('2026-Q4')).dueOn).toBe('2027-01-20');
  });

  it('keep a published year whatever a later release only forecasts', async () => {
    expect(await bring(published(['2027-01-14'], 'provisional'))).toEqual([]);
    const year = await db.calendarYear.findUniqueOrThrow({ where: { year: 2027 } });
    expect(year.status).toBe('official');
    expect(year.daysOff).not.toContain('2027-01-14');
  });

  it('move by the rules that they were made by, not by those that came since', async () => {
    const { reporting } = own;
    const longer = {
      ...published(['2027-01-08']),
      reporting: { ...reporting, dueWorkingDays: { month: 15, quarter: 30, year: 60 } },
    };
    expect(await bring(longer)).toEqual([]);
    const moved = await bring({ ...longer, calendar: published(['2027-01-08', '2027-01-15']).calendar });
    expect(moved).toContainEqual({
      what: 'due',
      periodKey: '2026-Q4',
      workingGroupId: null,
      from: '2027-01-20',
      to: '2027-01-21',
    });
    // So that the rest goes on by the usual rules.
    await bring(published(['2027-01-08', '2027-01-15']));
  });

  it('are reminded of before the new day, though the old one had been told', async () => {
    // The last working day before the deadline: a day before it is told.
    clock.moveTo('2027-01-20T10:00+05:00');
    await planReminders(deps);
    const stages = async () =>
      (
        await db.reminder.findMany({
          where: { personId: member.id, obligationKey: { endsWith: ':2026-Q4' } },
          distinct: ['stage'],
        })
      ).map(({ stage }) => stage);
    expect(await stages()).toEqual(['before-1']);
    // The day itself turns out to be a day off, so there are two working days left again.
    expect(await bring(published(['2027-01-08', '2027-01-15', '2027-01-20']))).toContainEqual({
      what: 'due',
      periodKey: '2026-Q4',
      workingGroupId: null,
      from: '2027-01-21',
      to: '2027-01-22',
    });
    expect(await stages()).toEqual([]);
    expect(await planReminders(deps)).toBe(0);
    clock.moveTo('2027-01-21T10:00+05:00');
    await planReminders(deps);
    expect(await stages()).toEqual(['before-1']);
    // A day off that is still ahead leaves as many working days: the same is not said twice.
    expect(await bring(published(['2027-01-08', '2027-01-15', '2027-01-20', '2027-01-22']))).toContainEqual({
      what: 'due',
      periodKey: '2026-Q4',
      workingGroupId: null,
      from: '2027-01-22',
      to: '2027-01-25',
    });
    expect(await stages()).toEqual(['before-1']);
  });

  it('move the lock alone after the due day, for those who still may be late', async () => {
    clock.moveTo('2027-01-26T10:00+05:00');
    const days = ['2027-01-08', '2027-01-15', '2027-01-20', '2027-01-22', '2027-01-28'];
    expect(await bring(published(days))).toContainEqual({
      what: 'lock',
      periodKey: '2026-Q4',
      workingGroupId: null,
      from: '2027-02-01',
      to: '2027-02-02',
    });
    expect(await period('2026-Q4')).toMatchObject({
      dueOn: '2027-01-25',
      locksAt: new Date('2027-02-03T00:00+05:00'),
    });
  });

  it('move the last day of a reopening that became a day off, in its own chain too', async () => {
    clock.moveTo('2027-02-15T10:00+05:00');
    const { id: periodId } = await period('2026-Q3');
    const at = clock.now();
    const reopening = await db.periodReopening.create({
      data: { periodId, workingGroupId: group, until: new Date('2027-02-17T18:00+05:00'), reason: 'x', at },
    });
    const before = (await told()).length;
    expect(await bring(published(['2027-02-17']))).toEqual([
      {
        what: 'reopening',
        periodKey: '2026-Q3',
        workingGroupId: group,
        from: '2027-02-17',
        to: '2027-02-18',
      },
    ]);
    const { until } = await db.periodReopening.findUniqueOrThrow({ where: { id: reopening.id } });
    expect(until).toEqual(new Date('2027-02-18T18:00+05:00'));
    const chains = (await audited('period.reopeningMoved')).map(({ chainId }) => chainId);
    expect(chains.sort()).toEqual(['country', group]);
    const messages = (await told()).slice(before);
    // Nobody of another group.
    expect(messages.flatMap(({ recipientId }) => recipientId ?? []).sort((a, b) => a - b)).toEqual(
      [member, head, coordinator].map(({ id }) => id).sort((a, b) => a - b),
    );
    const params = messages[0]?.params as { what: 'reopening'; id: number; from: string };
    expect(await readMovedDeadlines(deps, { personId: member.id, moves: [params] })).toMatchObject([
      { what: 'reopening', periodKey: '2026-Q3', from: '2027-02-17', until },
    ]);
    await db.periodReopening.update({ where: { id: reopening.id }, data: { endedAt: clock.now() } });
    expect(await readMovedDeadlines(deps, { personId: member.id, moves: [params] })).toEqual([null]);
  });
});
