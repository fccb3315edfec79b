import { defineConfig } from 'vitest/config';
import { recordOutcomes } from './test/walk/record-outcomes.ts';

const longWalk = 'test/proof/long-walk.test.ts';
const limits = { testTimeout: 20 * 60_000, hookTimeout: 120_000 };
const walking = { ...limits, include: [longWalk] };

/** Long proofs: the real process killed, cut off from its database, restarted. `npm run proof` runs them. */
export default defineConfig({
  test: {
    // Each proof loads both cores by itself.
    fileParallelism: false,
    projects: [
      { test: { ...limits, name: 'proof', include: ['test/proof/**/*.test.ts'], exclude: [longWalk] } },
      {
        plugins: [recordOutcomes()],
        test: { ...walking, name: 'walk-embedded', globalSetup: 'test/setup/embedded.ts' },
      },
      {
        plugins: [recordOutcomes()],
        test: { ...walking, name: 'walk-server', globalSetup: 'test/setup/server.ts' },
      },
    ],
  },
});
