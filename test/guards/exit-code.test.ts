import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

describe('A run of the tests', () => {
  // The embedded PostgreSQL once ended every run with 0.
  it('ends with an exit code other than 0 where a test failed', () => {
    const run = spawnSync(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/guards/failing/vitest.config.ts'],
      { cwd: root, encoding: 'utf8', timeout: 60_000 },
    );
    expect(run.stdout).toContain('1 failed');
    expect(run.status).toBe(1);
  });
});
