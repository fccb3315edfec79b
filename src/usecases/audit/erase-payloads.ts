import { Prisma } from '../../storage/generated/client.ts';
import type { Work } from '../transaction.ts';

/** The chain in which every erasure is recorded, whatever chain the payload was in. */
export const erasureChain = 'country';
export const erasureKind = 'payloads.erased';

/** How an event is named in the record of an erasure. */
export function nameOfEvent(event: { chainId: string; number: number }): string {
  return `${event.chainId}:${event.number}`;
}

/**
 * Blanks payload and salt of events, and records in the country's chain which ones: without that record a blank
 * payload counts as broken. What was erased before stays as it is. Answers how many were erased.
 */
export async function erasePayloads(
  { tx, now, audit }: Work,
  input: { eventIds: readonly number[]; actor: string },
): Promise<number> {
  const events = await tx.auditEvent.findMany({
    where: { id: { in: [...input.eventIds] }, payload: { erasedAt: null } },
    select: { id: true, chainId: true, number: true },
    orderBy: [{ chainId: 'asc' }, { number: 'asc' }],
  });
  if (events.length === 0) return 0;
  await tx.auditPayload.updateMany({
    where: { eventId: { in: events.map(({ id }) => id) } },
    data: { salt: null, payload: Prisma.DbNull, erasedAt: now },
  });
  audit({
    chain: erasureChain,
    kind: erasureKind,
    actor: input.actor,
    subject: 'audit',
    payload: { events: events.map(nameOfEvent) },
  });
  return events.length;
}
