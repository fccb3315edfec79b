import { setTimeout } from 'node:timers/promises';
import { destination } from 'pino';
import { settingsOf, systemRandom } from '../app.ts';
import { parseConfig, parseStorageConfig, readEnvironment } from '../config.ts';
import { createLogger } from '../logger.ts';
import { openDatabase } from '../storage/database.ts';
import { openFileStore } from '../storage/files/open-file-store.ts';
import { methodologyFolder, readMethodology, readMethodologyFiles } from '../storage/read-methodology.ts';
import { connectBot } from '../telegram/connect-bot.ts';
import { createApi } from '../telegram/messenger.ts';
import type { CliContext } from './command.ts';
import { runCli } from './run.ts';

/** Lets commands work on the environment of this process. The environment is read when a command needs it. */
function contextOf(environment: () => Record<string, string | undefined>): CliContext {
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    async withDatabase(use) {
      const config = parseStorageConfig(environment());
      const database = await openDatabase({ url: config.databaseUrl, dataFolder: config.dataFolder });
      try {
        return await use({
          db: database.db,
          files: openFileStore(config.files, createLogger(config.logLevel, destination(2))),
          clock: { now: () => new Date() },
          random: systemRandom,
          settings: settingsOf(config),
        });
      } finally {
        await database.close();
      }
    },
    async askBotName() {
      const config = parseConfig(environment());
      return connectBot({
        api: createApi(config.token, config.apiRoot),
        apiRoot: config.apiRoot,
        pause: (seconds) => setTimeout(seconds * 1_000),
      });
    },
    readMethodologyFiles: (folder) => readMethodologyFiles(folder ?? methodologyFolder()),
    readMethodology: (folder) => readMethodology(folder ?? methodologyFolder()),
  };
}

runCli(contextOf(readEnvironment), process.argv.slice(2), (line) => process.stderr.write(`${line}\n`)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
