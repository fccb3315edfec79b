import { createApp } from './app.ts';
import { parseConfig, readEnvironment } from './config.ts';
import { timeZoneIsRight } from './domain/calendar/time-zone.ts';
import { createLogger } from './logger.ts';
import { StartupProblem } from './startup-problem.ts';
import { openDatabase } from './storage/database.ts';

/** Runs the bot until it is asked to stop. */
async function main(): Promise<void> {
  const config = parseConfig(readEnvironment());
  const zone = timeZoneIsRight(config.timeZone);
  if (zone.kind !== 'ok') {
    throw new StartupProblem(
      `TIME_ZONE: this machine's time zone data do not give ${config.timeZone} the offset +05:00: update tzdata or Node.js.`,
    );
  }
  const logger = createLogger(config.logLevel);
  const database = await openDatabase({ url: config.databaseUrl, dataFolder: config.dataFolder });
  const app = createApp({ config, database, clock: { now: () => new Date() }, logger });
  try {
    await app.start();
  } catch (error) {
    await app.stop();
    await database.close();
    throw error;
  }
  logger.info({ mode: config.updates.mode, database: database.kind }, 'the bot answers');

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await app.stop();
    await database.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  if (error instanceof StartupProblem) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
