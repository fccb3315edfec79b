import { defineConfig } from 'vitest/config';

/** Long proofs: the real process killed, cut off from its database, restarted. `npm run proof` runs them. */
export default defineConfig({
  test: {
    name: 'proof',
    include: ['test/proof/**/*.test.ts'],

    // Each proof loads both cores by itself.
    fileParallelism: false,
    testTimeout: 10 * 60_000,
    hookTimeout: 120_000,
  },
});
