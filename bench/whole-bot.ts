import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApp } from '../src/app.ts';
import { createLogger } from '../src/logger.ts';
import { openDatabase } from '../src/storage/database.ts';
import { reportToParent } from './report-to-parent.ts';
import { people } from './updates.ts';

const [apiRoot = '', secret = '', databaseUrl] = process.argv.slice(2);
const logger = createLogger('error');
const database = await openDatabase({ url: databaseUrl });
const port = await freePort();
const url = `http://127.0.0.1:${port}/updates`;
const app = createApp({
  config: {
    token: '1:bench-token',
    apiRoot,
    databaseUrl,
    dataFolder: '',
    files: { kind: 'folder', folder: path.join(tmpdir(), `aqyldy-bench-${process.pid}`) },
    adminIds: [],
    updates: { mode: 'webhook', url, secret },
    host: '127.0.0.1',
    port,
    sendRate: 29,
    timeZone: 'Asia/Almaty',
    logLevel: 'error',
    operator: null,
  },
  database,
  clock: { now: () => new Date() },
  logger,
});
const now = new Date();
await database.db.person.deleteMany({ where: { ref: { startsWith: 'bench-' }, identity: null } });
for (let index = 0; index < people; index += 1) {
  const externalId = String(1_000 + index);
  await database.db.person.create({
    data: {
      ref: `bench-${process.pid}-${index}`,
      language: 'kk',
      createdAt: now,
      seenAt: now,
      identity: { create: { channel: 'telegram', externalId, linkedAt: now } },
    },
  });
}
await app.start();
reportToParent(url);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => resolve(free));
    });
  });
}
