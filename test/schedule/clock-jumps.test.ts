import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutboxWorker } from '../../src/delivery/outbox-worker.ts';
import { createPace, sleep } from '../../src/delivery/pace.ts';
import { createTooMany } from '../../src/delivery/too-many.ts';
import { createLogger } from '../../src/logger.ts';
import { openDatabase } from '../../src/storage/database.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import { beginInstallation } from '../../src/usecases/periods/begin-installation.ts';
import { jobs } from '../../src/usecases/schedule/jobs.ts';
import { runDueJobs } from '../../src/usecases/schedule/run-due-jobs.ts';
import { day, hour, type MovableClock, minute, movableClock } from '../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';
import { testFiles } from '../setup/files.ts';
import { createPerson } from '../setup/people.ts';
import { testSettings } from '../setup/prepare.ts';
import { seededRandom } from '../setup/random.ts';

const group = 'wg_west_kazakhstan';
let database: TestDatabase;
let clock: MovableClock;
let deps: Deps;
let member: number;
beforeEach(async () => {
  database = await openTestDatabase();
  clock = movableClock('2026-09-01T10:00+05:00');
  deps = { db: database.db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
  await beginInstallation(deps);
  member = (
    await createPerson(database.db, {
      roles: [{ role: 'member', workingGroupId: group }],
      assignments: [{ cityId: 'oral', kpiCode: 'UTL-04' }],
    })
  ).id;
});
afterEach(() => database.close());

const tick = (of: Deps = deps) => runDueJobs(of, jobs);
const digests = () =>
  database.db.outboxMessage.findMany({ where: { kind: 'reminder.digest' }, orderBy: { id: 'asc' } });
const keys = async () =>
  (await database.db.period.findMany({ orderBy: { key: 'asc' } })).map(({ key }) => key);
/** All that a tick may write, to tell whether one wrote anything. */
const written = async () => ({
  periods: await database.db.period.count(),
  messages: await database.db.outboxMessage.count(),
  reminders: await database.db.reminder.count(),
  runs: await database.db.jobRun.count(),
});

/** As if a worker had delivered what waits. */
const send = () =>
  database.db.outboxMessage.updateMany({
    where: { state: 'waiting' },
    data: { state: 'sent', finishedAt: clock.now() },
  });

describe('a clock that jumps', () => {
  it('a year forward leads to every period that it passed, once, and to no storm', async () => {
    await tick();
    clock.moveTo('2027-10-05T10:00+05:00');
    const report = await tick();
    expect(report.failures).toEqual([]);
    const months = ['09', '10', '11', '12'].map((month) => `2026-${month}`);
    const later = ['01', '02', '03', '04', '05', '06', '07', '08', '09'].map((month) => `2027-${month}`);
    const quarters = ['2026-Q3', '2026-Q4', '2027-Q1', '2027-Q2', '2027-Q3'];
    expect(await keys()).toEqual(['2026', ...months, ...later, ...quarters].sort());
    // Of five quarters four are locked long since; of the last one it is the seventh working day before.
    expect(report.reminders).toBe(1);
    // Each nightly job for the last night alone.
    expect(report.ran.length).toBe(jobs.length);
    const before = await written();
    for (let count = 0; count < 3; count += 1) {
      clock.advance(minute);
      await tick();
    }
    expect(await written()).toEqual(before);
  });

  it('into the last days before a deadline leads to one message a person, with one stage a thing', async () => {
    clock.moveTo('2027-10-13T10:00+05:00');
    expect((await tick()).reminders).toBe(1);
    const reminders = await database.db.reminder.findMany({ where: { personId: member } });
    expect(reminders.map(({ stage }) => stage)).toEqual(['before-1']);
    expect(await digests()).toHaveLength(1);
  });

  it.each([true, false])(
    'back does nothing twice, and forward again goes on where it was (sent meanwhile: %s)',
    async (isSent) => {
      // A working day before the deadline, and then the day itself.
      for (const now of ['2026-10-13T10:00+05:00', '2026-10-14T10:00+05:00']) {
        clock.moveTo(now);
        await tick();
        if (isSent) await send();
      }
      const told = () =>
        database.db.reminder.findMany({ select: { stage: true, sentOn: true }, orderBy: { id: 'asc' } });
      const before = { ...(await written()), told: await told() };
      expect(before.messages).toBe(2);
      for (const back of [hour, day, 30 * day, 40 * day]) {
        clock.moveTo(new Date(new Date('2026-10-14T10:00+05:00').getTime() - back));
        await tick();
      }
      clock.moveTo('2026-10-14T10:01+05:00');
      await tick();
      // Nightly jobs are done for the nights that the clock shows; they bear being done again.
      expect({ ...(await written()), told: await told(), runs: 0 }).toEqual({ ...before, runs: 0 });
      if (isSent) await send();
      clock.moveTo('2026-10-15T10:00+05:00');
      await tick();
      expect(await digests()).toHaveLength(3);
    },
  );

  it('before the beginning of the installation creates nothing', async () => {
    clock.moveTo('2025-01-15T10:00+05:00');
    expect((await tick()).periods).toBe(0);
    expect(await keys()).toEqual([]);
  });
});

describe('ticks that were missed', () => {
  it('for days are made up by the next one: one message, with the stage that is true now', async () => {
    clock.moveTo('2026-10-08T10:00+05:00');
    await tick();
    await send();
    // Nothing from Thursday to Tuesday: three and two days before pass unheard.
    clock.moveTo('2026-10-13T10:00+05:00');
    await tick();
    const reminders = await database.db.reminder.findMany({ where: { personId: member } });
    expect(reminders.map(({ stage }) => stage)).toEqual(['before-7', 'before-1']);
  });

  it('at the minute of a deadline do not lose it', async () => {
    clock.moveTo('2026-10-14T17:59+05:00');
    await tick();
    await send();
    clock.moveTo('2026-10-15T09:03+05:00');
    await tick();
    const stages = (await database.db.reminder.findMany({ orderBy: { id: 'asc' } })).map(
      ({ stage }) => stage,
    );
    expect(stages).toEqual(['day', 'overdue-1']);
  });
});

describe('two leaders at once', () => {
  it('create, plan and send everything once', async () => {
    // Each with connections of its own, where the engine has a server.
    const other = database.url === undefined ? null : await openDatabase({ url: database.url });
    const second: Deps = { ...deps, db: other?.db ?? database.db };
    try {
      const people = [member];
      for (let count = 0; count < 30; count += 1) {
        const { id } = await createPerson(database.db, {
          telegramId: 5_000 + count,
          roles: [{ role: 'member', workingGroupId: group }],
          assignments: [{ cityId: 'oral', kpiCode: 'UTL-04' }],
        });
        people.push(id);
      }
      clock.moveTo('2026-10-13T10:00+05:00');
      const reports = await Promise.all([tick(deps), tick(second), tick(deps), tick(second)]);
      expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
      const sum = (count: (report: (typeof reports)[number]) => number) =>
        reports.reduce((total, report) => total + count(report), 0);
      expect(sum(({ periods }) => periods)).toBe(2);
      expect(sum(({ reminders }) => reminders)).toBe(people.length);
      expect(sum(({ ran }) => ran.length)).toBe(jobs.length);
      expect((await digests()).flatMap(({ recipientId }) => recipientId ?? []).sort((a, b) => a - b)).toEqual(
        people,
      );
      expect(await database.db.reminder.count()).toBe(people.length);

      const sent: number[] = [];
      const monotonic = () => performance.now();
      const workers = [deps, second].map((of, index) =>
        createOutboxWorker({
          deps: of,
          deliver: async ({ recipientId }) => {
            sent.push(recipientId ?? 0);
            return { kind: 'sent', messageRef: `m${sent.length}` };
          },
          logger: createLogger('silent'),
          holder: `leader ${index}`,
          sendRate: 1_000,
          pace: createPace({ rate: 1_000, monotonic, sleep }),
          tooMany: createTooMany(monotonic),
          monotonic,
        }),
      );
      for (const worker of workers) worker.start();
      for (const worker of workers) await worker.whenIdle();
      for (const worker of workers) await worker.stop();
      expect(sent.sort((a, b) => a - b)).toEqual(people);
      expect(await database.db.outboxMessage.count({ where: { state: { not: 'sent' } } })).toBe(0);
    } finally {
      await other?.close();
    }
  });
});
