import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/**
 * The log of the process, as JSON lines. It never holds Telegram ids, names, texts or tokens: log counts,
 * row ids and names of errors only; what slips in under a telling name is removed here as well. It goes to
 * the standard output unless told.
 */
export function createLogger(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: [
        'token',
        'text',
        'chatId',
        'userName',
        'externalId',
        '*.token',
        '*.text',
        '*.chatId',
        '*.externalId',
      ],
      censor: '(removed)',
    },
    serializers: { err: describeError },
  };
  return pino(options, destination);
}

/** What a log may say of an error: name, code, stack without the message, and the same of its cause. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    name: error.name,
    code: (error as { code?: unknown }).code ?? (error as { error_code?: unknown }).error_code,
    at: frames.slice(0, 8).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
