import type { Job } from './job.ts';

/** What the clock does once a day, besides periods and reminders. */
export const jobs: readonly Job[] = [];
