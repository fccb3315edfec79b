import { createHash } from 'node:crypto';
import type { Prisma } from '../../storage/generated/client.ts';

/** What is stored of a token: whoever reads the database cannot use it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Rows that nobody has decided on; some of them may have expired. */
export const pending = {
  confirmedAt: null,
  rejectedAt: null,
  revokedAt: null,
} satisfies Prisma.InvitationWhereInput;

/** The name is only for the inviter to recognise the guest; after that it is not ours to keep. */
export const blankGuest = { guestName: null } satisfies Prisma.InvitationUpdateManyMutationInput;
