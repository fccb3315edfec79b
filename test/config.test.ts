import { describe, expect, it } from 'vitest';
import { parseConfig, parseStorageConfig } from '../src/config.ts';
import { StartupProblem } from '../src/startup-problem.ts';

const token = '123456:ABCdefGHIjklMNO';

function problemOf(environment: Record<string, string>): string {
  try {
    parseConfig({ BOT_TOKEN: token, ...environment });
  } catch (error) {
    expect(error).toBeInstanceOf(StartupProblem);
    return (error as Error).message;
  }
  throw new Error('The configuration was accepted');
}

describe('the configuration', () => {
  it('has a default for everything but the token', () => {
    expect(parseConfig({ BOT_TOKEN: token })).toEqual({
      token,
      apiRoot: 'https://api.telegram.org',
      databaseUrl: undefined,
      dataFolder: './data',
      files: { kind: 'folder', folder: 'data/files' },
      adminIds: [],
      updates: { mode: 'polling' },
      host: '0.0.0.0',
      port: 8080,
      sendRate: 29,
      timeZone: 'Asia/Almaty',
      logLevel: 'info',
      operator: null,
    });
  });

  it('reads what is set', () => {
    const config = parseConfig({
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
      DATABASE_URL: 'postgresql://bot@localhost/aqyldy',
      FILES_URL: 's3://KEY:a%2Fb@s3.example.kz/evidence',
      ADMIN_IDS: ' 12, 345 ,',
      BOT_MODE: 'webhook',
      WEBHOOK_URL: 'https://bot.example.kz/telegram',
      WEBHOOK_SECRET: 'abcdefgh-12345678',
      PORT: '0',
      SEND_RATE: '0.5',
      LOG_LEVEL: 'warn',
      OPERATOR_NAME: 'City hall',
      OPERATOR_BIN: '123456789012',
    });
    expect(config).toMatchObject({
      apiRoot: 'http://127.0.0.1:8081',
      databaseUrl: 'postgresql://bot@localhost/aqyldy',
      files: { kind: 's3', endpoint: 'https://s3.example.kz', bucket: 'evidence', secretKey: 'a/b' },
      adminIds: ['12', '345'],
      updates: { mode: 'webhook', url: 'https://bot.example.kz/telegram', secret: 'abcdefgh-12345678' },
      port: 0,
      sendRate: 0.5,
      logLevel: 'warn',
      operator: { name: 'City hall', bin: '123456789012' },
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(parseConfig({ BOT_TOKEN: token, DATABASE_URL: '', PORT: ' ', OPERATOR_BIN: '' })).toMatchObject({
      databaseUrl: undefined,
      port: 8080,
      operator: null,
    });
  });

  it('wants no token where only the database is used', () => {
    expect(parseStorageConfig({ DATA_DIR: '/srv/data' })).toMatchObject({
      dataFolder: '/srv/data',
      files: { kind: 'folder', folder: '/srv/data/files' },
    });
  });

  it.each([
    ['BOT_TOKEN', 'abc', 'is not a bot token (123456:ABC…, as @BotFather gives it)'],
    ['TELEGRAM_API_ROOT', 'telegram', 'is not an http(s) address'],
    ['TELEGRAM_API_ROOT', 'ftp://example.kz', 'is not an http(s) address'],
    ['DATABASE_URL', 'mysql://localhost/x', 'is not a PostgreSQL address (postgresql://…)'],
    ['FILES_URL', 'ftp://x', 'is neither file:///folder nor s3://KEY:SECRET@host/bucket'],
    ['FILES_URL', 's3://KEY:SECRET@host', 'names no bucket: s3://KEY:SECRET@host/bucket'],
    ['ADMIN_IDS', '12,@somebody', 'takes Telegram ids, numbers separated by commas'],
    ['ADMIN_IDS', '0', 'takes Telegram ids, numbers separated by commas'],
    ['BOT_MODE', 'push', 'is neither polling nor webhook'],
    ['WEBHOOK_URL', 'bot.example.kz', 'is not an http(s) address'],
    ['WEBHOOK_SECRET', 'short', 'takes 16 to 256 characters of A-Z a-z 0-9 _ -'],
    ['PORT', 'http', 'is not a port (0 to 65535)'],
    ['PORT', '65536', 'is not a port (0 to 65535)'],
    ['PORT', '80.5', 'is not a port (0 to 65535)'],
    ['SEND_RATE', 'fast', 'is not a number'],
    ['SEND_RATE', '0', 'is below 0.1'],
    ['SEND_RATE', '1001', 'is above 1000'],
    ['LOG_LEVEL', 'loud', 'is not a level (info, warn, error …)'],
    ['OPERATOR_BIN', '12345', 'is not a BIN (12 digits)'],
  ])('refuses %s=%s', (name, value, message) => {
    expect(problemOf({ [name]: value })).toBe(`Configuration: ${name} ${message}.`);
  });

  it('tells everything that is wrong at once', () => {
    expect(problemOf({ PORT: 'x', SEND_RATE: 'y', LOG_LEVEL: 'z' })).toBe(
      'Configuration: PORT is not a port (0 to 65535); SEND_RATE is not a number; ' +
        'LOG_LEVEL is not a level (info, warn, error …).',
    );
  });

  it('never quotes a value, which may be a secret', () => {
    expect(problemOf({ BOT_TOKEN: 'a-secret', WEBHOOK_SECRET: 'b-secret' })).not.toMatch(/[ab]-secret/);
  });

  it.each([
    ['BOT_TOKN', 'BOT_TOKN is not a variable of ours: BOT_TOKEN is meant'],
    ['DATABASEURL', 'DATABASEURL is not a variable of ours: DATABASE_URL is meant'],
    ['TIMEZONE', 'TIMEZONE is not a variable of ours: TIME_ZONE is meant'],
    ['LOG_LEVL', 'LOG_LEVL is not a variable of ours: LOG_LEVEL is meant'],
    ['BOT_NAME', 'BOT_NAME is not a variable of ours'],
  ])('refuses the name %s', (name, message) => {
    expect(problemOf({ [name]: 'x' })).toBe(`Configuration: ${message}.`);
  });

  it.each(['PATH', 'HOSTS', 'LOG_FORMAT', 'npm_config_port', 'DATABASE'])(
    'leaves %s to the system',
    (name) => {
      expect(parseConfig({ BOT_TOKEN: token, [name]: 'x' }).port).toBe(8080);
    },
  );

  it.each([
    [{ BOT_MODE: 'webhook', WEBHOOK_URL: 'https://bot.example.kz/' }],
    [{ BOT_MODE: 'webhook', WEBHOOK_SECRET: 'abcdefgh-12345678' }],
  ])('wants address and secret for a webhook', (environment) => {
    expect(problemOf(environment)).toBe('BOT_MODE=webhook needs WEBHOOK_URL and WEBHOOK_SECRET.');
  });

  it.each([[{ OPERATOR_NAME: 'City hall' }], [{ OPERATOR_BIN: '123456789012' }]])(
    'wants the operator whole',
    (environment) => {
      expect(problemOf(environment)).toBe('OPERATOR_NAME and OPERATOR_BIN are set together or not at all.');
    },
  );
});
