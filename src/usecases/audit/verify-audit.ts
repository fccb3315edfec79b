import type { Tx } from '../../storage/database.ts';
import { commitmentOf, firstPrev, hashOf } from './append-audit.ts';

/** What is wrong with a link of a chain. */
export type BreakReason =
  /** The event's own facts do not give its hash. */
  | 'eventChanged'
  /** It does not continue the event before it: one was changed, put in, or put elsewhere. */
  | 'linkBroken'
  /** A number is missing, or one comes before the first. */
  | 'numberMissing'
  /** Payload or salt do not give the commitment. */
  | 'payloadChanged'
  /** The payload is gone, and no erasure is recorded. */
  | 'payloadMissing'
  /** The chain's head names another length or hash than its last event. */
  | 'headChanged'
  /** Events without a head. */
  | 'headMissing';

export type ChainVerdict =
  | { chain: string; kind: 'whole'; length: number; erased: number }
  /** `number` is that of the first event that does not fit; for a head, that of the last event. */
  | { chain: string; kind: 'broken'; number: number; reason: BreakReason };

const batch = 1_000;

/**
 * Recomputes every audit chain, or the named one, from its first event to its head, and names the first
 * broken link of each. Payloads that were erased on record do not break a chain; they are counted. Reads in
 * batches, so it holds little in memory whatever the length.
 */
export async function verifyAudit(tx: Tx, only?: string): Promise<ChainVerdict[]> {
  const within = only === undefined ? {} : { id: only };
  const heads = await tx.auditChain.findMany({ where: within, orderBy: { id: 'asc' } });
  const known = new Set(heads.map(({ id }) => id));
  const chains = await tx.auditEvent.groupBy({
    by: ['chainId'],
    where: only === undefined ? {} : { chainId: only },
    _min: { number: true },
    orderBy: { chainId: 'asc' },
  });
  const verdicts: ChainVerdict[] = [];
  for (const head of heads) verdicts.push(await verifyChain(tx, head));
  for (const { chainId, _min } of chains) {
    if (known.has(chainId)) continue;
    verdicts.push({ chain: chainId, kind: 'broken', number: _min.number ?? 1, reason: 'headMissing' });
  }
  return verdicts.sort((a, b) => (a.chain < b.chain ? -1 : 1));
}

async function verifyChain(
  tx: Tx,
  head: { id: string; length: number; headHash: string },
): Promise<ChainVerdict> {
  const chain = head.id;
  const broken = (number: number, reason: BreakReason): ChainVerdict => ({
    chain,
    kind: 'broken',
    number,
    reason,
  });
  let prev = firstPrev(chain);
  let number = 0;
  let erased = 0;
  // An event numbered below 1 must be met too, so the first batch begins wherever the chain does.
  let seen: { number: { gt: number } } | Record<string, never> = {};
  for (;;) {
    const events = await tx.auditEvent.findMany({
      where: { chainId: chain, ...seen },
      orderBy: { number: 'asc' },
      include: { payload: true },
      take: batch,
    });
    for (const event of events) {
      if (event.number !== number + 1) return broken(number + 1, 'numberMissing');
      if (event.prev !== prev) return broken(event.number, 'linkBroken');
      if (hashOf(event) !== event.hash) return broken(event.number, 'eventChanged');
      const verdict = checkPayload(event.commitment, event.payload);
      if (verdict === 'erased') erased += 1;
      else if (verdict !== 'whole') return broken(event.number, verdict);
      prev = event.hash;
      number = event.number;
    }
    if (events.length < batch) break;
    seen = { number: { gt: number } };
  }
  // Events missing at the end show only in the head.
  if (head.length > number) return broken(number + 1, 'numberMissing');
  if (head.length !== number || head.headHash !== prev) return broken(number, 'headChanged');
  return { chain, kind: 'whole', length: number, erased };
}

function checkPayload(
  commitment: string,
  row: { salt: string | null; payload: unknown; erasedAt: Date | null } | null,
): 'whole' | 'erased' | 'payloadMissing' | 'payloadChanged' {
  if (row === null) return 'payloadMissing';
  if (row.erasedAt !== null && row.salt === null && row.payload === null) return 'erased';
  if (row.salt === null || row.payload === null) return 'payloadMissing';
  return commitmentOf(row.salt, row.payload) === commitment ? 'whole' : 'payloadChanged';
}
