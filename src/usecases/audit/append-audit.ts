import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Random } from '../../domain/random.ts';
import type { Tx } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/client.ts';

export interface AuditEntry {
  /** Id of the working group whose chain it belongs to, or `country`. */
  chain: string;
  /** What happened: `value.approved`. */
  kind: string;
  /** Reference of the person who acted, or `clock`, `cli`, `import`, `configuration`. */
  actor: string;
  /** What it concerns: `version:17`. */
  subject: string;
  /** Facts worth keeping; erased on demand without breaking the chain. */
  payload: Prisma.InputJsonObject;
}

/** Rows of one statement. */
const atOnce = 1_000;

/** The `prev` of a chain's first event. */
export function firstPrev(chain: string): string {
  return sha256(`aqyldy-qala:${chain}`);
}

/** What an event's payload is replaced by in the chain: without the salt it tells nothing. */
export function commitmentOf(salt: string, payload: unknown): string {
  return sha256(`${salt}:${canonicalJson(payload)}`);
}

/** What an event's hash is made of. */
export interface LinkedEvent {
  chainId: string;
  number: number;
  at: Date;
  kind: string;
  actorRef: string;
  subject: string;
  commitment: string;
  prev: string;
}

/** The hash of an event, which the next one names as its `prev`. */
export function hashOf(event: LinkedEvent): string {
  return sha256(
    canonicalJson([
      event.chainId,
      event.number,
      event.at.toISOString(),
      event.kind,
      event.actorRef,
      event.subject,
      event.commitment,
      event.prev,
    ]),
  );
}

/** Appends events to their chains. Locks the chains' heads, in order of their names, so call it last. */
export async function appendAudit(
  tx: Tx,
  entries: readonly AuditEntry[],
  at: Date,
  random: Random,
): Promise<void> {
  const chains = [...new Set(entries.map((entry) => entry.chain))].sort();
  for (const chain of chains) {
    await tx.auditChain.createMany({ data: { id: chain, headHash: firstPrev(chain) }, skipDuplicates: true });
    const [head] = await tx.$queryRaw<{ length: number; headHash: string }[]>`
      SELECT "length", "headHash" FROM "AuditChain" WHERE "id" = ${chain} FOR UPDATE`;
    if (head === undefined) throw new Error(`Audit chain ${chain} has no head`);
    let { length, headHash } = head;
    const events: (LinkedEvent & { hash: string })[] = [];
    const payloads: { salt: string; payload: Prisma.InputJsonObject }[] = [];
    for (const entry of entries.filter((candidate) => candidate.chain === chain)) {
      const salt = Buffer.from(random.bytes(16)).toString('hex');
      const event = {
        chainId: chain,
        number: length + 1,
        at,
        kind: entry.kind,
        actorRef: entry.actor,
        subject: entry.subject,
        commitment: commitmentOf(salt, entry.payload),
        prev: headHash,
      };
      const hash = hashOf(event);
      events.push({ ...event, hash });
      payloads.push({ salt, payload: entry.payload });
      length += 1;
      headHash = hash;
    }
    await writeEvents(tx, events, payloads);
    await tx.auditChain.update({ where: { id: chain }, data: { length, headHash } });
  }
}

/** Events of one chain with their payloads, in their order: two statements for each thousand. */
async function writeEvents(
  tx: Tx,
  events: readonly (LinkedEvent & { hash: string })[],
  payloads: readonly { salt: string; payload: Prisma.InputJsonObject }[],
): Promise<void> {
  for (let from = 0; from < events.length; from += atOnce) {
    const data = events.slice(from, from + atOnce);
    const written = await tx.auditEvent.createManyAndReturn({
      data,
      select: { id: true, number: true },
    });
    const idOf = new Map(written.map(({ id, number }) => [number, id]));
    await tx.auditPayload.createMany({
      data: data.map(({ number }, index) => {
        const eventId = idOf.get(number);
        const payload = payloads[from + index];
        if (eventId === undefined || payload === undefined)
          throw new Error(`Event ${number} was not written`);
        return { eventId, ...payload };
      }),
    });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
