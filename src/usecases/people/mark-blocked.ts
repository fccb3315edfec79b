import type { Deps } from '../deps.ts';

/** Notes that a person blocked the bot, or let it write again: nothing is sent to whoever blocked it. */
export async function markBlocked(
  deps: Deps,
  input: { channel: string; externalId: string; isBlocked: boolean },
): Promise<void> {
  await deps.db.person.updateMany({
    where: { identity: { channel: input.channel, externalId: input.externalId } },
    data: { blockedAt: input.isBlocked ? deps.clock.now() : null },
  });
}
