import cron from 'node-cron';
import type { Logger } from '../logger.ts';
import type { Deps } from '../usecases/deps.ts';
import type { Job } from '../usecases/schedule/job.ts';
import { runDueJobs } from '../usecases/schedule/run-due-jobs.ts';

/** Calls `run` each minute of real time until it is stopped. */
export type EveryMinute = (timeZone: string, run: () => void) => { stop(): void };

/** So near to a minute, in milliseconds, it counts as begun: timers fire a little early or late. */
const nearly = 1_000;

/**
 * The minutes of the clock on the wall, by node-cron. It says when the next one begins; the waiting is our own, a
 * minute at most, by a clock that is never set. Left to node-cron, a clock that is set back would stop the minutes
 * until it has caught up, and one that is set a year forward would hold the process up while it counts what it missed.
 */
export const cronEveryMinute: EveryMinute = (timeZone, run) => {
  const task = cron.createTask('* * * * *', () => undefined, { timezone: timeZone });
  let timer: NodeJS.Timeout;
  function wait(): void {
    const begins = task.getNextRuns(2).map((next) => next.getTime() - Date.now());
    const left = begins.find((milliseconds) => milliseconds > nearly) ?? 0;
    timer = setTimeout(
      () => {
        wait();
        run();
      },
      Math.min(left, 60_000 + nearly),
    );
  }
  wait();
  return {
    stop() {
      clearTimeout(timer);
      void task.destroy();
    },
  };
};

export interface Ticks {
  start(): void;
  /** Does what is due now; waits for a tick that is under way first. */
  tick(): Promise<void>;
  /** Ends the minutes and waits for a tick that is under way. */
  stop(): Promise<void>;
}

/**
 * Asks each minute what is due and does it. In one process no two ticks overlap: a minute that finds one
 * under way is passed over.
 */
export function createTicks(parts: {
  deps: Deps;
  jobs: readonly Job[];
  logger: Logger;
  everyMinute: EveryMinute;
  /** Called after each tick: something may be owed to somebody. */
  onDone(): void;
}): Ticks {
  const { deps, logger } = parts;
  let minutes: { stop(): void } | null = null;
  let underWay = 0;
  let last: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    try {
      const { failures, ...done } = await runDueJobs(deps, parts.jobs);
      for (const { job, error } of failures) logger.error({ err: error, job }, 'a job did not succeed');
      if (done.periods + done.reminders + done.ran.length > 0)
        logger.info(done, 'the clock did what was due');
    } catch (error) {
      logger.error({ err: error }, 'a tick did not succeed');
    }
    parts.onDone();
  }

  function tick(): Promise<void> {
    underWay += 1;
    last = last.then(run).finally(() => {
      underWay -= 1;
    });
    return last;
  }

  return {
    start() {
      minutes ??= parts.everyMinute(deps.settings.timeZone, () => {
        if (underWay === 0) void tick();
      });
    },
    tick,
    async stop() {
      minutes?.stop();
      minutes = null;
      await last;
    },
  };
}
