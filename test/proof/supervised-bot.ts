import type { SandboxServer } from '../setup/sandbox-server.ts';
import { type BotProcess, type BuiltProject, type Ending, startBot } from '../startup/built-bot.ts';

/** A bot that is started again whenever it is killed, as a service manager does. */
export interface SupervisedBot {
  /** Kills the process, whatever it does, and starts the next one at once. */
  kill(): Promise<void>;
  /** Resolves when the present process has asked for updates. */
  whenPolling(): Promise<void>;
  readonly kills: number;
  /** Milliseconds from each start to its first poll, as far as it came so far. */
  readonly startTimes: readonly number[];
  /** Endings that nobody asked for, with what the process said last. */
  readonly crashes: readonly string[];
  /** Everything that the processes logged. */
  log(): string;
  stop(): Promise<Ending>;
}

/** Starts the built bot against a sandbox, and keeps it running. */
export function superviseBot(
  project: BuiltProject,
  telegram: SandboxServer,
  environment: Readonly<Record<string, string>>,
): SupervisedBot {
  const crashes: string[] = [];
  const startTimes: number[] = [];
  const logs: string[] = [];
  let kills = 0;
  let isStopped = false;
  let current: BotProcess;
  let polling: Promise<void>;

  function start(): void {
    const startedAt = performance.now();
    const bot = startBot(project, {
      BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      OPERATOR_NAME: 'Test operator',
      OPERATOR_BIN: '123456789012',
      ...environment,
    });
    current = bot;
    // The poll itself is answered later: the call before it tells that the process is there.
    polling = new Promise((resolve) => {
      const off = telegram.sandbox.onCall(({ method }) => {
        if (method !== 'deleteWebhook') return;
        off();
        startTimes.push(performance.now() - startedAt);
        resolve();
      });
      void bot.ended.then(() => {
        off();
        resolve();
      });
    });
    void bot.ended.then(({ code, signal }) => {
      logs.push(bot.stdout(), bot.stderr());
      if (signal !== 'SIGKILL' && code !== 0)
        crashes.push(`${code} ${signal}: ${bot.stderr() || bot.stdout()}`);
    });
  }

  start();
  return {
    async kill() {
      if (isStopped) return;
      kills += 1;
      await current.kill('SIGKILL');
      if (!isStopped) start();
    },
    whenPolling: () => polling,
    get kills() {
      return kills;
    },
    startTimes,
    crashes,
    log: () => [...logs, current.stdout(), current.stderr()].join('\n'),
    stop() {
      isStopped = true;
      return current.kill('SIGTERM');
    },
  };
}
