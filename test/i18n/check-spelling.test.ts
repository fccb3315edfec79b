import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

it('check:spelling fails with one line that says what to install when hunspell is missing', () => {
  const result = spawnSync(process.execPath, ['scripts/check-spelling.mjs'], {
    cwd: root,
    env: { PATH: '/nonexistent' },
    encoding: 'utf8',
  });
  expect(result.status).toBe(1);
  expect(result.stderr.trim().split('\n')).toEqual([
    expect.stringContaining('apt-get install hunspell hunspell-kk hunspell-ru'),
  ]);
});
