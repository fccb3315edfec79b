import { forgetUnusedFiles } from '../files/forget-unused-files.ts';
import { forgetUpdates } from '../inbox/forget-updates.ts';
import { forgetGuests } from '../invitations/forget-guests.ts';
import { forgetDrafts } from '../privacy/forget-drafts.ts';
import { forgetExpiredData } from '../privacy/forget-expired-data.ts';
import { forgetIdlePeople } from '../privacy/forget-idle-people.ts';
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
  {
    name: 'privacy.forget',
    dueKey: dailyAt('03:00'),
    async run(deps) {
      await forgetIdlePeople(deps);
      await forgetDrafts(deps);
      await forgetExpiredData(deps);
    },
  },
  {
    name: 'files.forgetUnused',
    dueKey: dailyAt('03:00'),
    async run(deps) {
      await forgetUnusedFiles(deps);
    },
  },
  {
    name: 'guests.forget',
    dueKey: dailyAt('03:00'),
    async run(deps) {
      await forgetGuests(deps);
    },
  },
  {
    name: 'inbox.forget',
    dueKey: dailyAt('03:00'),
    async run(deps) {
      await forgetUpdates(deps);
    },
  },
];
