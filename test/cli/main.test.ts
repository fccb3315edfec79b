import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/storage/database.ts';

const compiled = path.resolve(import.meta.dirname, '../../dist/src/cli/main.js');

/** Runs the compiled command line as an operator does, with nothing of our environment but what is named. */
function cli(args: string[], environment: Record<string, string>) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [compiled, ...args], { env: environment });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

describe('the command line as a process', () => {
  let dataFolder = '';
  let bot: Database;
  beforeAll(async () => {
    dataFolder = await mkdtemp(path.join(tmpdir(), 'aqyldy-cli-'));
    bot = await openDatabase({ dataFolder });
  });
  afterAll(async () => {
    await bot.close();
    await rm(dataFolder, { recursive: true });
  });

  it('checks the methodology data without a database or a token', async () => {
    const { code, out, err } = await cli(['methodology', 'check'], { DATA_DIR: '/nowhere' });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Right: /);
  });

  it('says in one line that the running bot uses the embedded database', async () => {
    const { code, out, err } = await cli(['people', 'list'], { DATA_DIR: dataFolder });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(dataFolder);
    expect(err.trimEnd()).not.toContain('\n');
  });

  it('says in one line which variable is wrong', async () => {
    const { code, err } = await cli(['people', 'list'], { DATABASE_URL: 'mysql://x' });
    expect(code).toBe(1);
    expect(err).toMatch(/^Configuration: DATABASE_URL .*\n$/);
  });
});
