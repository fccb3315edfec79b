import { runNightlyRating } from '../rating/run-nightly-rating.ts';
import { dailyAt, type Job } from './job.ts';

/** What the clock does once a day, besides periods, ratings after changes, and reminders. */
export const jobs: readonly Job[] = [
  {
    name: 'rating.nightly',
    dueKey: dailyAt('02:00'),
    async run(deps) {
      await runNightlyRating(deps);
    },
  },
];
