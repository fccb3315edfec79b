import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Longest path that every system accepts for a local socket. */
const longestSocketPath = 100;
/** How long one waits for a process that wants the same folder to make up its mind, in milliseconds. */
const pause = 20;
/** After so many pauses such a process counts as the holder. */
const patience = 250;

export interface FolderLock {
  release(): Promise<void>;
}

/** What a process answers to whoever asks at its socket. */
type State = 'held' | 'wanted';

/**
 * Takes a data folder for this process, or answers `inUse`.
 *
 * The lock is a local socket that the process listens on: it dies with the process, so a killed bot leaves
 * nothing to clean up by hand. (The embedded database does not guard its folder itself.) Each process has a
 * socket of its own name and looks at the others only once it listens: of two that come at the same time, at
 * least one sees the other, and the one whose name is greater gives way.
 */
export async function lockFolder(folder: string): Promise<FolderLock | 'inUse'> {
  await mkdir(folder, { recursive: true });
  const place = await placeOf(await realpath(folder));
  let state: State = 'wanted';
  const { server, name } = await listenIn(place, () => state);
  const release = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  for (let round = 0; ; round += 1) {
    const others = await readOthers(place, name);
    const givesWay = others.some((other) => other.state === 'held' || other.name < name || round >= patience);
    if (givesWay) {
      await release();
      return 'inUse';
    }
    if (others.length === 0) {
      state = 'held';
      return { release };
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Where the sockets of a folder are: in it, or, where its path is too long for a socket, among temporary files. */
interface Place {
  folder: string;
  prefix: string;
}

const suffix = '.sock';

async function placeOf(folder: string): Promise<Place> {
  const inside = { folder, prefix: 'in-use-' };
  if (Buffer.byteLength(socketPath(inside, newName())) <= longestSocketPath) return inside;
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return { folder: tmpdir(), prefix: `aqyldy-qala-${hash}-` };
}

function newName(): string {
  return randomBytes(6).toString('hex');
}

function socketPath(place: Place, name: string): string {
  return path.join(place.folder, `${place.prefix}${name}${suffix}`);
}

async function listenIn(place: Place, state: () => State): Promise<{ server: Server; name: string }> {
  for (;;) {
    const name = newName();
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(state());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(socketPath(place, name), resolve);
    });
    server.unref();
    // Somebody who asked between its making and our listening took it for a dead one.
    if (existsSync(socketPath(place, name))) return { server, name };
    await new Promise((resolve) => server.close(resolve));
  }
}

async function readOthers(place: Place, own: string): Promise<{ name: string; state: State }[]> {
  const names = (await readdir(place.folder))
    .filter((file) => file.startsWith(place.prefix) && file.endsWith(suffix))
    .map((file) => file.slice(place.prefix.length, -suffix.length))
    .filter((name) => name !== own);
  const states = await Promise.all(names.map((name) => askState(socketPath(place, name))));
  return names.flatMap((name, index) => {
    const state = states[index];
    return state === undefined || state === null ? [] : [{ name, state }];
  });
}

/** What the process behind a socket says; null for one that is gone, whose socket is removed. */
async function askState(file: string): Promise<State | null> {
  const answer = await new Promise<string | null>((resolve) => {
    let said = '';
    const socket = connect(file);
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      said += text;
    });
    socket.once('error', () => resolve(null));
    // A process that is busy takes the connection but says nothing yet: it is alive.
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('close', () => resolve(said));
  });
  if (answer !== null) return answer === 'wanted' ? 'wanted' : 'held';
  await rm(file, { force: true });
  return null;
}
