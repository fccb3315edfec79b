import type { Language } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import type { DropReason } from './delivery-outcome.ts';

/** A working group's chat, as whoever draws a message for it sees it. */
export interface GroupChat {
  id: number;
  workingGroupId: string;
  language: Language;
}

/** Where a message goes. */
export interface Address {
  channel: string;
  externalId: string;
}

/** Where the messages of a linked chat go; why nowhere, while its link is not confirmed or once it has ended. */
export async function readAddresseeOfChat(
  deps: Deps,
  chatId: number,
): Promise<(Address & { chat: GroupChat; topicId: string | null }) | DropReason> {
  const row = await deps.db.linkedChat.findUniqueOrThrow({ where: { id: chatId } });
  if (row.confirmedAt === null || row.unlinkedAt !== null) return 'unlinked';
  const { id, workingGroupId, language, channel, externalId, topicId } = row;
  return { chat: { id, workingGroupId, language }, channel, externalId, topicId };
}

/** Where a person's messages go; why nowhere, where they are gone or want none. */
export async function readAddresseeOfPerson(deps: Deps, recipientId: number): Promise<Address | DropReason> {
  const person = await deps.db.person.findUnique({
    where: { id: recipientId },
    select: { deletedAt: true, blockedAt: true, identity: { select: { channel: true, externalId: true } } },
  });
  if (person === null || person.deletedAt !== null) return 'deleted';
  if (person.blockedAt !== null) return 'blocked';
  return person.identity ?? 'unreachable';
}

/** When anything was last tried to be sent to a chat of a messenger, whichever links lead there. */
export async function readLastAttempt(
  deps: Deps,
  chat: { channel: string; externalId: string },
): Promise<Date | null> {
  const last = await deps.db.outboxAttempt.findFirst({
    where: { message: { chat }, outcome: { not: 'dropped' }, at: { lte: deps.clock.now() } },
    select: { at: true },
    orderBy: { at: 'desc' },
  });
  return last?.at ?? null;
}
