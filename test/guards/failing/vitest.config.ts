import { defineConfig } from 'vitest/config';

/** A run with the set-up of the real ones in which a test fails. */
export default defineConfig({
  test: {
    include: ['test/guards/failing/fails.ts'],
    globalSetup: 'test/setup/server.ts',
    hookTimeout: 90_000,
  },
});
