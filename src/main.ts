import { createApp } from './app.ts';
import { parseConfig, readEnvironment } from './config.ts';
import { timeZoneIsRight } from './domain/calendar/time-zone.ts';
import { createLogger, type Logger } from './logger.ts';
import { StartupProblem } from './startup-problem.ts';
import { openDatabase } from './storage/database.ts';

/** What is under way may take so long when the process is asked to stop, in milliseconds. */
const stoppingTime = 8_000;
/** The longest line that a problem at the start is told in. */
const longestLine = 600;

/** Runs the bot until it is asked to stop. */
async function main(): Promise<void> {
  const stopAsked = whenAskedToStop();
  const config = parseConfig(readEnvironment());
  checkTimeZone(config.timeZone);
  const logger = createLogger(config.logLevel);
  endOnUnexpected(logger);
  const database = await openDatabase({ url: config.databaseUrl, dataFolder: config.dataFolder });
  const app = createApp({ config, database, clock: { now: () => new Date() }, logger });
  try {
    await app.start();
    logger.info({ mode: config.updates.mode, database: database.kind }, 'the bot answers');
    await stopAsked;
  } finally {
    endAfter(stoppingTime, logger);
    await app.stop();
    await database.close();
  }
  logger.info('stopped');
}

function checkTimeZone(timeZone: string): void {
  const zone = timeZoneIsRight(timeZone);
  if (zone.kind === 'unknownZone') {
    throw new StartupProblem(`TIME_ZONE: ${timeZone} is not a time zone that this machine knows.`);
  }
  if (zone.kind === 'wrongOffset') {
    throw new StartupProblem(
      `TIME_ZONE: ${timeZone} has the offset ${zone.offset} here, not +05:00: choose Asia/Almaty, or update tzdata or Node.js.`,
    );
  }
}

/** Asked to stop while it starts, the bot finishes starting first. A second request changes nothing. */
function whenAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve());
    process.on('SIGTERM', () => resolve());
  });
}

/** A mistake that nobody caught: the state of the process is unknown, and a new one takes up what it leaves. */
function endOnUnexpected(logger: Logger): void {
  const end = (error: unknown): void => {
    logger.fatal({ err: error }, 'a mistake that nothing caught: the process ends');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

function endAfter(milliseconds: number, logger: Logger): void {
  setTimeout(() => {
    logger.error('what was under way did not end in time');
    process.exit(1);
  }, milliseconds).unref();
}

/** What went wrong in one line, without a stack. */
function inOneLine(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  const [first = '', ...rest] = message
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const line = rest.length === 0 ? first : `${first} ${rest.join('; ')}`;
  const told = error instanceof StartupProblem ? line : `The bot ended: ${line}`;
  return told.length > longestLine ? `${told.slice(0, longestLine)} …` : told;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${inOneLine(error)}\n`, () => process.exit(1));
  },
);
