import type { Tx } from '../../storage/database.ts';
import { erasureChain, erasureKind } from './erase-payloads.ts';
import { type Anchor, type ChainVerdict, verifyChain } from './verify-chain.ts';

export type { Anchor, BreakReason, ChainVerdict } from './verify-chain.ts';

/**
 * Recomputes every audit chain, or the named one, from its first event to its head, and names the first
 * broken link of each. Payloads that were erased on record do not break a chain; they are counted. `anchors` are
 * heads that were noted earlier, outside the database: only they show that the end of a chain was cut off together
 * with its head, or that all of it was written anew.
 */
export async function verifyAudit(
  tx: Tx,
  { only, anchors = [] }: { only?: string | undefined; anchors?: readonly Anchor[] } = {},
): Promise<ChainVerdict[]> {
  const heads = await tx.auditChain.findMany({ where: only === undefined ? {} : { id: only } });
  const withEvents = await tx.auditEvent.groupBy({
    by: ['chainId'],
    where: only === undefined ? {} : { chainId: only },
  });
  const wanted = anchors.filter(({ chain }) => only === undefined || chain === only);
  const chains = new Set([
    ...heads.map(({ id }) => id),
    ...withEvents.map(({ chainId }) => chainId),
    ...wanted.map(({ chain }) => chain),
  ]);
  const erasures = await readErasures(tx);
  const verdicts: ChainVerdict[] = [];
  for (const chain of [...chains].sort()) {
    const ofChain = wanted.filter((anchor) => anchor.chain === chain);
    verdicts.push(await verifyChain(tx, chain, { anchors: ofChain, erasures }));
  }
  return verdicts;
}

/** Names of the events whose erasure is recorded. */
async function readErasures(tx: Tx): Promise<ReadonlySet<string>> {
  const records = await tx.auditEvent.findMany({
    where: { chainId: erasureChain, kind: erasureKind },
    select: { payload: { select: { payload: true } } },
  });
  return new Set(
    records.flatMap(({ payload }) => {
      const { events } = (payload?.payload ?? {}) as { events?: unknown };
      return Array.isArray(events) ? events.map(String) : [];
    }),
  );
}
