import type { Deps } from '../deps.ts';
import type { ClaimedMessage } from './delivery-outcome.ts';
import { recordDelivery } from './record-delivery.ts';

/** After so many seconds of the database's clock the worker of a claim counts as dead. */
export const claimSeconds = 60;

/**
 * Finds messages whose worker died with them, and puts them back: whether they arrived is not known, so each
 * counts as an attempt with an unknown outcome. A worker never loses its own claims (`holder` is new with
 * each start, and what it holds it has in hand). Answers how many were found.
 */
export async function recoverMessages(
  deps: Deps,
  input: { holder: string; olderThanSeconds?: number },
): Promise<number> {
  const seconds = input.olderThanSeconds ?? claimSeconds;
  const abandoned = await deps.db.$queryRaw<(ClaimedMessage & { claimedBy: string })[]>`
    SELECT "id", "kind", "params", "recipientId", "chatId", "attempts", "claimedBy" FROM "OutboxMessage"
    WHERE "state" = 'claimed' AND "claimedBy" <> ${input.holder}
      AND "claimedAt" <= clock_timestamp() - make_interval(secs => ${seconds})
    ORDER BY "id" LIMIT 500`;
  for (const message of abandoned) {
    await recordDelivery(deps, {
      holder: message.claimedBy,
      message,
      outcome: { kind: 'unknown', reason: 'abandoned' },
    });
  }
  return abandoned.length;
}
