import { defineConfig } from 'vitest/config';
import { recordOutcomes } from './test/walk/record-outcomes.ts';

/** Tests that need a database run twice: on the embedded engine and on real PostgreSQL. */
const withDatabase = ['test/{cli,delivery,http,journeys,schedule,storage,telegram,usecases}/**/*.test.ts'];
const limits = { testTimeout: 60_000, hookTimeout: 90_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...limits,
          isolate: false,
          name: 'rules',
          include: [
            'test/config.test.ts',
            'test/{calendar-file,domain,guards,i18n,sandbox,spreadsheets,startup}/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          ...limits,
          isolate: false,
          name: 'embedded',
          include: withDatabase,
          globalSetup: 'test/setup/embedded.ts',
        },
      },
      {
        plugins: [recordOutcomes()],
        test: {
          ...limits,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          name: 'walk',
          include: ['test/walk/**/*.test.ts'],
          globalSetup: 'test/setup/embedded.ts',
        },
      },
      {
        test: {
          ...limits,
          isolate: false,
          name: 'server',
          include: withDatabase,
          globalSetup: 'test/setup/server.ts',
        },
      },
    ],
  },
});
