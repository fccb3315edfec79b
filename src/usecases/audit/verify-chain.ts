import type { Tx } from '../../storage/database.ts';
import { commitmentOf, firstPrev, hashOf, type LinkedEvent } from './append-audit.ts';
import { nameOfEvent } from './erase-payloads.ts';

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
  /** Payload or salt are gone, and are not marked as erased. */
  | 'payloadMissing'
  /** Payload and salt are marked as erased, and no event records that. */
  | 'erasureUnrecorded'
  /** They are marked as erased, and are still there. */
  | 'erasureUnfinished'
  /** The chain's head names another length or hash than its last event. */
  | 'headChanged'
  /** Events without a head. */
  | 'headMissing'
  /** The chain ends before the head that was noted earlier. */
  | 'anchorMissing'
  /** The event of that number has another hash than the head that was noted earlier: the chain was written anew. */
  | 'anchorChanged';

export type ChainVerdict =
  | { chain: string; kind: 'whole'; length: number; erased: number; head: string }
  /** `number` is that of the first event that does not fit; for a head, that of the last event. */
  | { chain: string; kind: 'broken'; number: number; reason: BreakReason };

/** The head of a chain as it was at some time: the event of that number has that hash for ever. */
export interface Anchor {
  chain: string;
  number: number;
  hash: string;
}

/** An event as it is stored, with what lies apart from it. */
export type StoredEvent = LinkedEvent & {
  hash: string;
  payload: { salt: string | null; payload: unknown; erasedAt: Date | null } | null;
};

/** Events read at once, so that little is in memory whatever the length. */
const batch = 1_000;

/** How far a chain has been walked. */
interface Progress {
  chain: string;
  number: number;
  hash: string;
  erased: number;
  /** Whether an event was met: the first batch begins wherever the chain does, even below 1. */
  begun: boolean;
}

/**
 * Recomputes a chain from its first event to its head. Takes no lock: what is appended meanwhile is walked too, and
 * is not taken for events put in behind the head.
 */
export async function verifyChain(
  tx: Tx,
  chain: string,
  known: { anchors: readonly Anchor[]; erasures: ReadonlySet<string> },
): Promise<ChainVerdict> {
  const broken = (number: number, reason: BreakReason): ChainVerdict => ({
    chain,
    kind: 'broken',
    number,
    reason,
  });
  const progress: Progress = { chain, number: 0, hash: firstPrev(chain), erased: 0, begun: false };
  for (;;) {
    const head = await tx.auditChain.findUnique({ where: { id: chain } });
    if (head === null) {
      const first = await firstAfter(tx, chain, null);
      // It has events, or else a head of it was noted earlier.
      return first === null ? broken(1, 'anchorMissing') : broken(first, 'headMissing');
    }
    if (head.length < progress.number) return broken(progress.number, 'headChanged');
    const problem = await walk(tx, progress, head.length, known);
    if (problem !== null) return broken(problem.number, problem.reason);
    // Events missing at the end show only in the head.
    if (progress.number < head.length) return broken(progress.number + 1, 'numberMissing');
    if (progress.hash !== head.headHash) return broken(progress.number, 'headChanged');
    const beyond = await firstAfter(tx, chain, head.length);
    if (beyond === null) break;
    // The head moves together with what is appended, so one that stays says that these were put in.
    const now = await tx.auditChain.findUnique({ where: { id: chain } });
    if (now === null || now.length <= head.length) return broken(beyond, 'headChanged');
  }
  if (known.anchors.some(({ number }) => number > progress.number)) {
    return broken(progress.number + 1, 'anchorMissing');
  }
  const { number: length, erased, hash: head } = progress;
  return { chain, kind: 'whole', length, erased, head };
}

/** Checks the events up to a number, and moves on; the first that does not fit, or null. */
async function walk(
  tx: Tx,
  progress: Progress,
  upTo: number,
  { anchors, erasures }: { anchors: readonly Anchor[]; erasures: ReadonlySet<string> },
): Promise<{ number: number; reason: BreakReason } | null> {
  for (;;) {
    const events = await tx.auditEvent.findMany({
      where: {
        chainId: progress.chain,
        number: { lte: upTo, ...(progress.begun ? { gt: progress.number } : {}) },
      },
      orderBy: { number: 'asc' },
      include: { payload: true },
      take: batch,
    });
    for (const event of events) {
      const { number } = event;
      if (number !== progress.number + 1) return { number: progress.number + 1, reason: 'numberMissing' };
      if (event.prev !== progress.hash) return { number, reason: 'linkBroken' };
      const verdict = verifyEvent(event, erasures);
      if (verdict === 'erased') progress.erased += 1;
      else if (verdict !== 'whole') return { number, reason: verdict };
      if (anchors.some((anchor) => anchor.number === number && anchor.hash !== event.hash)) {
        return { number, reason: 'anchorChanged' };
      }
      progress.number = number;
      progress.hash = event.hash;
      progress.begun = true;
    }
    if (events.length < batch) return null;
  }
}

/** Whether an event's facts give its hash, and its payload its commitment, or was erased on record. */
export function verifyEvent(
  event: StoredEvent,
  erasures: ReadonlySet<string>,
): 'whole' | 'erased' | BreakReason {
  if (hashOf(event) !== event.hash) return 'eventChanged';
  const row = event.payload;
  if (row === null) return 'payloadMissing';
  if (row.erasedAt !== null) {
    if (row.salt !== null || row.payload !== null) return 'erasureUnfinished';
    return erasures.has(nameOfEvent(event)) ? 'erased' : 'erasureUnrecorded';
  }
  if (row.salt === null || row.payload === null) return 'payloadMissing';
  return commitmentOf(row.salt, row.payload) === event.commitment ? 'whole' : 'payloadChanged';
}

/** The number of the first event after another one, or of the chain. */
async function firstAfter(tx: Tx, chainId: string, number: number | null): Promise<number | null> {
  const event = await tx.auditEvent.findFirst({
    where: { chainId, ...(number === null ? {} : { number: { gt: number } }) },
    select: { number: true },
    orderBy: { number: 'asc' },
  });
  return event?.number ?? null;
}
