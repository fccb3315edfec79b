import { defineConfig } from 'vitest/config';

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
          name: 'rules',
          include: ['test/{domain,guards,i18n,sandbox}/**/*.test.ts'],
        },
      },
      {
        test: { ...limits, name: 'embedded', include: withDatabase, globalSetup: 'test/setup/embedded.ts' },
      },
      {
        test: { ...limits, name: 'server', include: withDatabase, globalSetup: 'test/setup/server.ts' },
      },
    ],
  },
});
