import type { Prisma } from '../../storage/generated/client.ts';
import type { FailReason } from './delivery-outcome.ts';

/** Why a message is dead: it failed for a reason that a person may be able to mend. */
export const deadReasons = ['badRequest', 'error', 'unknown'] as const;
export type DeadReason = (typeof deadReasons)[number];

/** Every reason for which a message is failed, those first that nobody can mend. */
export const failedReasons = [
  'blocked',
  'deactivated',
  'chatNotFound',
  ...deadReasons,
] as const satisfies readonly (FailReason | DeadReason)[];

/**
 * The condition, for Prisma, of a message that is dead: nobody reads it unless somebody does something. Those
 * that were told in another message share its fate, and are not counted.
 */
export const isDead = {
  state: 'failed',
  reason: { in: [...deadReasons] },
  joinedIntoId: null,
  closedAt: null,
} as const satisfies Prisma.OutboxMessageWhereInput;

/** The stored reason of a dead message; throws on another one: that is a bug. */
export function deadReasonOf(reason: string | null): DeadReason {
  const found = deadReasons.find((one) => one === reason);
  if (found === undefined) throw new Error(`«${reason}» is not why a message is dead`);
  return found;
}
