import type { Actor } from '../../sandbox/server/actor.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server/sandbox.ts';
import type { Clock } from '../../src/domain/clock.ts';
import { seededRandom } from './random.ts';

export type { Actor } from '../../sandbox/server/actor.ts';

export interface SandboxServer {
  sandbox: Sandbox;
  token: string;
  url: string;
  person(userId: number, languageCode: string): Actor;
  /** The newest file that a person got from the bot. */
  fileOf(who: Actor): Promise<{ name: string; bytes: Uint8Array }>;
  close(): Promise<void>;
}

/** A Bot API server on a free loopback port, with one bot. */
export async function startSandboxServer(
  clock: Clock,
  seed: number,
  options: Partial<SandboxOptions> = {},
): Promise<SandboxServer> {
  const token = '700:sandbox-token-for-tests';
  const random = seededRandom(seed);
  const sandbox = createSandbox({
    clock,
    random: () => random.below(1_000_000) / 1_000_000,
    bots: [{ token, id: 700, username: 'aqyldy_qala_bot', firstName: 'Aqyldy Qala' }],
    ...options,
  });
  const { url } = await sandbox.listen();
  return {
    sandbox,
    token,
    url,
    person(userId, languageCode) {
      if (sandbox.users.find(userId) === undefined) {
        sandbox.users.createUser({ id: userId, firstName: `Person ${userId}`, languageCode });
      }
      return sandbox.as(userId);
    },
    async fileOf(who) {
      const document = who
        .messages()
        .findLast(({ from, document: file }) => from === 'bot' && file)?.document;
      if (document === undefined) throw new Error(`${who.user.id} got no file`);
      const response = await fetch(`${url}/sandbox/api/files/${encodeURIComponent(document.fileId)}`);
      return { name: document.fileName, bytes: new Uint8Array(await response.arrayBuffer()) };
    },
    close: () => sandbox.close(),
  };
}
