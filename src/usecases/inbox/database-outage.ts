/** Codes of Node.js for connections that are gone or never came about. */
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
]);
/** PostgreSQL: connection exceptions, too many connections, shutting down or starting up. */
const postgresCodes = /^(08...|53300|57P0[1-5])$/;
/** Prisma: the server cannot be reached, closed the connection, or no connection became free in time. */
const prismaCodes = /^P(1\d{3}|2024|2028|2037)$/;
/** Prisma's names for the same where it gives no code. */
const adapterKinds =
  /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|TlsConnectionError)$/;
const messages =
  /Connection terminated|Server has closed the connection|timeout exceeded when trying to connect/;

/** Whether an error, or what caused it, says that the database is out of order rather than the statement. */
export function isDatabaseOutage(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const { code, originalCode, kind, name, message, cause, meta } = error as Record<string, unknown>;
  if (name === 'PrismaClientInitializationError') return true;
  if (
    [code, originalCode].some(
      (one) =>
        typeof one === 'string' &&
        (connectionCodes.has(one) || postgresCodes.test(one) || prismaCodes.test(one)),
    )
  )
    return true;
  if (typeof kind === 'string' && adapterKinds.test(kind)) return true;
  if (typeof message === 'string' && messages.test(message)) return true;
  const { driverAdapterError } = (meta ?? {}) as Record<string, unknown>;
  return isDatabaseOutage(cause, depth + 1) || isDatabaseOutage(driverAdapterError, depth + 1);
}
