import { finishBroadcasts } from '../broadcasts/finish-broadcasts.ts';
import type { Deps } from '../deps.ts';
import { createDuePeriods } from '../periods/create-due-periods.ts';
import { rateAfterChanges } from '../rating/rate-after-changes.ts';
import { planReminders } from '../reminders/plan-reminders.ts';
import { refreshDigests } from '../reminders/refresh-digests.ts';
import type { Job } from './job.ts';

/** A job that began so long ago, in milliseconds, and did not end, is taken up again. */
const givenUpAfter = 15 * 60_000;

export interface DueJobsReport {
  periods: number;
  /** Ratings brought up to date after approvals, deadlines and the like. */
  ratings: number;
  reminders: number;
  /** Names of the jobs that ran. */
  ran: string[];
  /** What did not succeed; it is tried again later. The rest was done nevertheless. */
  failures: { job: string; error: unknown }[];
}

/**
 * Does all that is due at the clock's now and was not done yet: creates periods, brings ratings up to date,
 * writes reminders and mends those of the day, ends broadcasts that are over, runs jobs. What is due is asked of
 * the database, so it does not matter which ticks were missed, whether two overlap, or how many replicas ask.
 */
export async function runDueJobs(deps: Deps, jobs: readonly Job[]): Promise<DueJobsReport> {
  const report: DueJobsReport = { periods: 0, ratings: 0, reminders: 0, ran: [], failures: [] };
  const attempt = async (job: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      report.failures.push({ job, error });
    }
  };
  await attempt('periods', async () => {
    report.periods = (await createDuePeriods(deps)).length;
  });
  await attempt('ratings', async () => {
    report.ratings = (await rateAfterChanges(deps)).length;
  });
  await attempt('reminders', async () => {
    report.reminders = await planReminders(deps);
  });
  await attempt('digests', async () => {
    await refreshDigests(deps);
  });
  // An author who is gone watches nothing to its end.
  await attempt('broadcasts', async () => {
    await finishBroadcasts(deps.db, deps.clock.now());
  });
  for (const job of jobs) {
    await attempt(job.name, async () => {
      if (await runOnce(deps, job)) report.ran.push(job.name);
    });
  }
  return report;
}

/** Runs a job if its newest due key was not done yet. Who writes the row runs it. */
async function runOnce(deps: Deps, job: Job): Promise<boolean> {
  const { db, clock, settings } = deps;
  const startedAt = clock.now();
  const key = { job: job.name, dueKey: job.dueKey(startedAt, settings.timeZone) };
  const begun = await db.jobRun.createMany({ data: { ...key, startedAt }, skipDuplicates: true });
  if (begun.count === 0) {
    const abandoned = await db.jobRun.updateMany({
      where: {
        ...key,
        finishedAt: null,
        startedAt: { lt: new Date(startedAt.getTime() - givenUpAfter) },
      },
      data: { startedAt, outcome: null },
    });
    if (abandoned.count === 0) return false;
  }
  const where = { job_dueKey: key };
  try {
    await job.run(deps, key.dueKey);
  } catch (error) {
    await db.jobRun.update({ where, data: { outcome: 'failed' } });
    throw error;
  }
  await db.jobRun.update({ where, data: { outcome: 'done', finishedAt: clock.now() } });
  return true;
}
