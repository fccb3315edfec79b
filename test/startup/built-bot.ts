import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** A copy of the built project, which a test may spoil, and which no build disturbs. */
export interface BuiltProject {
  folder: string;
  remove(): Promise<void>;
}

/** Copies what the built bot needs to run. `npm run build` must have been run. */
export async function copyBuiltProject(): Promise<BuiltProject> {
  const folder = await mkdtemp(path.join(tmpdir(), 'aqyldy-built-'));
  for (const part of ['dist/src', 'dist/locales', 'locales', 'prisma', 'package.json']) {
    await cp(path.join(root, part), path.join(folder, part), { recursive: true });
  }
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A bot that runs as a process of its own. */
export interface BotProcess {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** How the process ended, once it has. */
  ended: Promise<Ending>;
  /** Resolves with true when it has said on its standard output that it answers; with false when it ended before. */
  answers: Promise<boolean>;
  kill(signal: NodeJS.Signals): Promise<Ending>;
}

/** Starts the bot with nothing in its environment but what is given. */
export function startBot(
  project: BuiltProject,
  environment: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): BotProcess {
  const child = spawn(process.execPath, [...nodeOptions, 'dist/src/main.js'], {
    cwd: project.folder,
    env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test run that is broken off leaves no bot behind.
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('close', () => process.off('exit', endWithUs));
  let stdout = '';
  let stderr = '';
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const answers = new Promise<boolean>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.includes('the bot answers')) resolve(true);
    });
    void ended.then(() => resolve(false));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    answers,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** A loopback port that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
