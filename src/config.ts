import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { isOneSlipApart } from './domain/cities/one-slip.ts';
import { projectFolder } from './project-folder.ts';
import { StartupProblem } from './startup-problem.ts';
import { BadFilesUrl, type FilesPlace, parseFilesUrl } from './storage/files/files-url.ts';

const text = z.string().trim().min(1, 'is empty');
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a port (0 to 65535)')
  .transform(Number)
  .refine((value) => value <= 65_535, 'is not a port (0 to 65535)');
const rate = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'is not a number')
  .transform(Number)
  .refine((value) => value >= 0.1, 'is below 0.1')
  .refine((value) => value <= 1_000, 'is above 1000');
const httpUrl = z.url({ protocol: /^https?$/, error: 'is not an http(s) address' });

const filesUrl = z.string().transform((value, context): FilesPlace => {
  try {
    return parseFilesUrl(value.trim());
  } catch (error) {
    if (!(error instanceof BadFilesUrl)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

const telegramIds = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean),
  )
  .refine(
    (ids) => ids.every((id) => /^[1-9]\d{0,15}$/.test(id)),
    'takes Telegram ids, numbers separated by commas',
  );

const variables = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{10,}$/, 'is not a bot token (123456:ABC…, as @BotFather gives it)')
    .optional(),
  TELEGRAM_API_ROOT: httpUrl.default('https://api.telegram.org'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'is not a PostgreSQL address (postgresql://…)')
    .optional(),
  DATA_DIR: text.default('./data'),
  FILES_URL: filesUrl.optional(),
  ADMIN_IDS: telegramIds.default([]),
  BOT_MODE: z.enum(['polling', 'webhook'], 'is neither polling nor webhook').default('polling'),
  WEBHOOK_URL: httpUrl.optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'takes 16 to 256 characters of A-Z a-z 0-9 _ -')
    .optional(),
  HOST: text.default('0.0.0.0'),
  PORT: port.default(8080),
  SEND_RATE: rate.default(29),
  TIME_ZONE: text.default('Asia/Almaty'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'is not a level (info, warn, error …)',
    )
    .default('info'),
  OPERATOR_NAME: text.optional(),
  OPERATOR_BIN: z
    .string()
    .regex(/^\d{12}$/, 'is not a BIN (12 digits)')
    .optional(),
});

/**
 * Names that start like ours but are none of ours are probably slips, and so are long ones that differ from
 * ours by one letter; others belong to the system.
 */
const ourPrefixes = /^(BOT|TELEGRAM|DATABASE|DATA|FILES|ADMIN|WEBHOOK|SEND|OPERATOR)_/;
const longEnoughForSlips = 8;

export interface Config {
  token: string;
  apiRoot: string;
  databaseUrl: string | undefined;
  dataFolder: string;
  /** Where the bytes of files are kept; the folder `files` of the data folder unless told. */
  files: FilesPlace;
  adminIds: readonly string[];
  updates: { mode: 'polling' } | { mode: 'webhook'; url: string; secret: string };
  host: string;
  port: number;
  /** Messages a second that delivery may send. */
  sendRate: number;
  timeZone: string;
  logLevel: string;
  /** Who answers for personal data; null until configured, and the consent screen then says so. */
  operator: { name: string; bin: string } | null;
}

/** The configuration without what only the running bot needs: for commands on the database alone. */
export type StorageConfig = Pick<
  Config,
  'databaseUrl' | 'dataFolder' | 'files' | 'timeZone' | 'logLevel' | 'operator' | 'adminIds' | 'sendRate'
>;

/** Reads the process's environment, completed by the file `.env` of the project where there is one. */
export function readEnvironment(): Record<string, string | undefined> {
  try {
    const file = readFileSync(path.join(projectFolder(), '.env'), 'utf8');
    return { ...parseEnv(file), ...process.env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return process.env;
    throw error;
  }
}

/** Parses the environment; throws a `StartupProblem` that names every wrong or unknown variable. */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const read = parseVariables(environment);
  if (read.BOT_TOKEN === undefined) {
    throw new StartupProblem(
      'BOT_TOKEN is missing: get a token from @BotFather and put it into .env, or try the bot without one: npm run demo',
    );
  }
  return { ...storageConfig(read), ...edges(read), token: read.BOT_TOKEN };
}

/** Parses as far as a command on the database needs; a token is not asked for. */
export function parseStorageConfig(environment: Record<string, string | undefined>): StorageConfig {
  return storageConfig(parseVariables(environment));
}

type Variables = z.infer<typeof variables>;

function parseVariables(environment: Record<string, string | undefined>): Variables {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const problems = Object.keys(given).flatMap((name) => slip(name) ?? []);
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  }
  if (problems.length > 0 || !parsed.success)
    throw new StartupProblem(`Configuration: ${problems.join('; ')}.`);
  return parsed.data;
}

/** What is wrong with a variable's name; null where it is ours, or none of our business. */
function slip(name: string): string | null {
  const ours = Object.keys(variables.shape);
  if (ours.includes(name)) return null;
  const meant = ours.find((one) => one.length >= longEnoughForSlips && isOneSlipApart(name, one));
  if (meant !== undefined) return `${name} is not a variable of ours: ${meant} is meant`;
  return ourPrefixes.test(name) ? `${name} is not a variable of ours` : null;
}

function storageConfig(read: Variables): StorageConfig {
  if ((read.OPERATOR_NAME === undefined) !== (read.OPERATOR_BIN === undefined)) {
    throw new StartupProblem('OPERATOR_NAME and OPERATOR_BIN are set together or not at all.');
  }
  return {
    databaseUrl: read.DATABASE_URL,
    dataFolder: read.DATA_DIR,
    files: read.FILES_URL ?? { kind: 'folder', folder: path.join(read.DATA_DIR, 'files') },
    timeZone: read.TIME_ZONE,
    logLevel: read.LOG_LEVEL,
    adminIds: read.ADMIN_IDS,
    sendRate: read.SEND_RATE,
    operator:
      read.OPERATOR_NAME === undefined || read.OPERATOR_BIN === undefined
        ? null
        : { name: read.OPERATOR_NAME, bin: read.OPERATOR_BIN },
  };
}

function edges(read: Variables): Pick<Config, 'apiRoot' | 'updates' | 'host' | 'port'> {
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret } = read;
  if (read.BOT_MODE === 'webhook' && (url === undefined || secret === undefined)) {
    throw new StartupProblem('BOT_MODE=webhook needs WEBHOOK_URL and WEBHOOK_SECRET.');
  }
  return {
    apiRoot: read.TELEGRAM_API_ROOT.replace(/\/$/, ''),
    updates:
      read.BOT_MODE === 'webhook' && url !== undefined && secret !== undefined
        ? { mode: 'webhook', url, secret }
        : { mode: 'polling' },
    host: read.HOST,
    port: read.PORT,
  };
}
