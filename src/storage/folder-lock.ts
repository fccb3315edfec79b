import { createHash } from 'node:crypto';
import { mkdir, realpath, unlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Longest path that every system accepts for a local socket. */
const longestSocketPath = 100;

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process, or answers `inUse`.
 *
 * The lock is a local socket that the process listens on: it dies with the process, so a killed bot leaves
 * nothing to clean up by hand. (The embedded database does not guard its folder itself.)
 */
export async function lockFolder(folder: string): Promise<FolderLock | 'inUse'> {
  await mkdir(folder, { recursive: true });
  const socketPath = await socketPathOf(folder);
  if (await somebodyListens(socketPath)) return 'inUse';
  await unlink(socketPath).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const server = createServer((socket) => socket.end());
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(socketPath, () => resolve(true));
  });
  if (!taken) return 'inUse';
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function socketPathOf(folder: string): Promise<string> {
  const real = await realpath(folder);
  const inside = path.join(real, 'in-use.sock');
  if (Buffer.byteLength(inside) <= longestSocketPath) return inside;
  const name = createHash('sha256').update(real).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `aqyldy-qala-${name}.sock`);
}

function somebodyListens(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
