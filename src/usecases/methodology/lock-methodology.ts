import type { Tx } from '../../storage/database.ts';

/**
 * Held to the end of the transaction by whatever changes the methodology, and by what writes down deadlines that
 * it follows from: of two at once, the second sees what the first did.
 */
export async function lockMethodology(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('methodology.import', 0))`;
}
