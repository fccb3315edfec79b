import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { createTicks } from '../../src/schedule/ticks.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import { beginInstallation } from '../../src/usecases/periods/begin-installation.ts';
import { dailyAt, type Job } from '../../src/usecases/schedule/job.ts';
import { runDueJobs } from '../../src/usecases/schedule/run-due-jobs.ts';
import { day, hour, type MovableClock, minute, movableClock } from '../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';
import { testFiles } from '../setup/files.ts';
import { createPerson } from '../setup/people.ts';
import { testSettings } from '../setup/prepare.ts';
import { seededRandom } from '../setup/random.ts';

let database: TestDatabase;
let clock: MovableClock;
let deps: Deps;
beforeEach(async () => {
  database = await openTestDatabase();
  clock = movableClock('2026-10-05T10:00+05:00');
  deps = { db: database.db, files: testFiles, clock, random: seededRandom(), settings: testSettings };
});
afterEach(() => database.close());

/** A nightly job that notes the days for which it ran. */
function nightly(ran: string[], run: () => Promise<void> = async () => undefined): Job {
  return {
    name: 'nightly',
    dueKey: dailyAt('03:00'),
    async run(_, dueKey) {
      await run();
      ran.push(dueKey);
    },
  };
}

describe('a daily job', () => {
  it('is due at its local time, and runs once a day whatever the number of ticks', async () => {
    const ran: string[] = [];
    const jobs = [nightly(ran)];
    for (let count = 0; count < 3; count += 1) await runDueJobs(deps, jobs);
    expect(ran).toEqual(['2026-10-05']);
    clock.moveTo('2026-10-06T02:59+05:00');
    await runDueJobs(deps, jobs);
    expect(ran).toEqual(['2026-10-05']);
    clock.moveTo('2026-10-06T03:00+05:00');
    expect((await runDueJobs(deps, jobs)).ran).toEqual(['nightly']);
    expect(ran).toEqual(['2026-10-05', '2026-10-06']);
    expect(await database.db.jobRun.findFirst({ where: { dueKey: '2026-10-06' } })).toMatchObject({
      outcome: 'done',
      finishedAt: clock.now(),
    });
  });

  it('runs once after an outage of days, for the last of them', async () => {
    const ran: string[] = [];
    await runDueJobs(deps, [nightly(ran)]);
    clock.advance(9 * day);
    await runDueJobs(deps, [nightly(ran)]);
    expect(ran).toEqual(['2026-10-05', '2026-10-14']);
  });

  it('does not run again when the clock goes back', async () => {
    const ran: string[] = [];
    await runDueJobs(deps, [nightly(ran)]);
    clock.advance(day);
    await runDueJobs(deps, [nightly(ran)]);
    clock.advance(-day);
    await runDueJobs(deps, [nightly(ran)]);
    expect(ran).toEqual(['2026-10-05', '2026-10-06']);
  });

  it('runs in one of the replicas that ask at the same time', async () => {
    const ran: string[] = [];
    const jobs = [nightly(ran)];
    await Promise.all([runDueJobs(deps, jobs), runDueJobs(deps, jobs), runDueJobs(deps, jobs)]);
    expect(ran).toEqual(['2026-10-05']);
  });

  it('that failed or was killed is taken up again after a quarter of an hour, once', async () => {
    const ran: string[] = [];
    let isBroken = true;
    const jobs = [
      nightly(ran, async () => {
        if (isBroken) throw new Error('no');
      }),
    ];
    const report = await runDueJobs(deps, jobs);
    expect(report.failures).toMatchObject([{ job: 'nightly', error: new Error('no') }]);
    isBroken = false;
    clock.advance(15 * minute);
    await runDueJobs(deps, jobs);
    expect(ran).toEqual([]);
    clock.advance(1);
    await Promise.all([runDueJobs(deps, jobs), runDueJobs(deps, jobs)]);
    clock.advance(hour);
    await runDueJobs(deps, jobs);
    expect(ran).toEqual(['2026-10-05']);
  });

  it('that fails does not keep the others from their work', async () => {
    const ran: string[] = [];
    const broken: Job = { ...nightly([]), name: 'broken', run: () => Promise.reject(new Error('no')) };
    await runDueJobs(deps, [broken, nightly(ran)]);
    expect(ran).toEqual(['2026-10-05']);
  });
});

describe('a tick', () => {
  it('creates periods, and tells what is due in them in the same breath', async () => {
    clock.moveTo('2026-09-01T10:00+05:00');
    await beginInstallation(deps);
    const group = 'wg_west_kazakhstan';
    const { id } = await createPerson(database.db, {
      roles: [{ role: 'member', workingGroupId: group }],
      assignments: [{ cityId: 'oral', kpiCode: 'UTL-04' }],
    });
    // The clock wakes up a day before the deadline of a quarter that it has not seen end.
    clock.moveTo('2026-10-13T10:00+05:00');
    expect(await runDueJobs(deps, [])).toMatchObject({ periods: 2, reminders: 1, failures: [] });
    expect(await runDueJobs(deps, [])).toMatchObject({ periods: 0, reminders: 0 });
    expect(await database.db.outboxMessage.findMany()).toMatchObject([{ recipientId: id }]);
  });

  it('never overlaps with another of the same process', async () => {
    let minutePassed: () => void = () => undefined;
    let atOnce = 0;
    let most = 0;
    let runs = 0;
    const job: Job = {
      name: 'slow',
      dueKey: () => {
        runs += 1;
        return String(runs);
      },
      async run() {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise(setImmediate);
        atOnce -= 1;
      },
    };
    let done = 0;
    const ticks = createTicks({
      deps,
      jobs: [job],
      logger: createLogger('silent'),
      everyMinute: (zone, run) => {
        expect(zone).toBe('Asia/Almaty');
        minutePassed = run;
        return { stop: () => undefined };
      },
      onDone: () => {
        done += 1;
      },
    });
    ticks.start();
    const asked = ticks.tick();
    // Minutes that find a tick under way are passed over; a tick that was asked for follows it.
    minutePassed();
    minutePassed();
    const askedAgain = ticks.tick();
    await Promise.all([asked, askedAgain]);
    expect({ most, runs, done }).toEqual({ most: 1, runs: 2, done: 2 });
    minutePassed();
    await ticks.stop();
    expect(runs).toBe(3);
  });

  it('that fails is followed by the next one', async () => {
    let done = 0;
    const broken = { ...deps, clock: { now: () => new Date(Number.NaN) } };
    const ticks = createTicks({
      deps: broken,
      jobs: [],
      logger: createLogger('silent'),
      everyMinute: () => ({ stop: () => undefined }),
      onDone: () => {
        done += 1;
      },
    });
    await ticks.tick();
    await ticks.tick();
    expect(done).toBe(2);
  });
});
