import type { Random } from '../random.ts';

/** Letters of a deep link's payload: Telegram allows 64 of A-Z, a-z, 0-9, _ and -. */
const PREFIX = 'inv_';
const TOKEN_BYTES = 24;
const TOKEN = /^[A-Za-z0-9_-]{32}$/;

/** Hours in which an invitation can be opened, and after that confirmed, unless configured otherwise. */
export const INVITATION_HOURS = 72;

/** A new secret of 192 random bits in 32 URL-safe letters. */
export function makeInvitationToken(random: Pick<Random, 'bytes'>): string {
  const bytes = random.bytes(TOKEN_BYTES);
  if (bytes.length !== TOKEN_BYTES) throw new RangeError(`The random source gave ${bytes.length} bytes`);
  return Buffer.from(bytes).toString('base64url');
}

/** The payload of `/start` that carries a token. */
export function formatInvitationPayload(token: string): string {
  return PREFIX + token;
}

/** The token in a payload of `/start`, or null when the payload is no invitation. */
export function parseInvitationPayload(payload: string): string | null {
  const token = payload.startsWith(PREFIX) ? payload.slice(PREFIX.length) : '';
  return TOKEN.test(token) ? token : null;
}

/** The last instant, exclusive, at which an invitation made at an instant can be opened. */
export function invitationExpiry(createdAt: Date, hours: number = INVITATION_HOURS): Date {
  return new Date(createdAt.getTime() + hours * 3_600_000);
}

export interface Invitation {
  /** Null when it was made by the command line or the configuration. */
  invitedById: number | null;
  createdAt: Date;
  expiresAt: Date;
  guestId: number | null;
  openedAt: Date | null;
  confirmedAt: Date | null;
  rejectedAt: Date | null;
  revokedAt: Date | null;
}

export type InvitationState = 'open' | 'opened' | 'confirmed' | 'rejected' | 'expired' | 'revoked';

/**
 * Where an invitation stands. It must be opened before it expires; from then on the inviter has as long
 * again to say whether the right person came.
 */
export function invitationState(invitation: Invitation, now: Date): InvitationState {
  if (invitation.confirmedAt) return 'confirmed';
  if (invitation.rejectedAt) return 'rejected';
  if (invitation.revokedAt) return 'revoked';
  const validFor = invitation.expiresAt.getTime() - invitation.createdAt.getTime();
  const deadline = invitation.openedAt
    ? invitation.openedAt.getTime() + validFor
    : invitation.expiresAt.getTime();
  if (now.getTime() >= deadline) return 'expired';
  return invitation.openedAt ? 'opened' : 'open';
}

export type OpenDecision =
  | { kind: 'ok' }
  /** The same person opened it before; the inviter has yet to confirm. */
  | { kind: 'waitsForInviter' }
  /** Somebody opened it, or it was confirmed or rejected: it works once. */
  | { kind: 'alreadyUsed' }
  | { kind: 'ownInvitation' }
  | { kind: 'expired' }
  | { kind: 'revoked' };

/** Whether a person who came by the link may take the invitation. */
export function decideOpen(invitation: Invitation, personId: number, now: Date): OpenDecision {
  const state = invitationState(invitation, now);
  if (state === 'expired' || state === 'revoked') return { kind: state };
  if (state === 'opened' && invitation.guestId === personId) return { kind: 'waitsForInviter' };
  if (state !== 'open') return { kind: 'alreadyUsed' };
  return personId === invitation.invitedById ? { kind: 'ownInvitation' } : { kind: 'ok' };
}

export type ConfirmDecision =
  | { kind: 'ok' }
  | { kind: 'notOpenedYet' }
  /** Somebody else invited; only they know who was meant. */
  | { kind: 'notInviter' }
  | { kind: 'alreadyConfirmed' }
  | { kind: 'alreadyRejected' }
  | { kind: 'expired' }
  | { kind: 'revoked' };

/**
 * Whether a person may confirm or reject who came. One made without an inviter (by the command line) is
 * confirmed by whoever may invite to the role; nobody confirms themselves.
 */
export function decideConfirm(invitation: Invitation, personId: number, now: Date): ConfirmDecision {
  const { invitedById, guestId } = invitation;
  if ((invitedById !== null && invitedById !== personId) || guestId === personId) {
    return { kind: 'notInviter' };
  }
  switch (invitationState(invitation, now)) {
    case 'opened':
      return { kind: 'ok' };
    case 'open':
      return { kind: 'notOpenedYet' };
    case 'confirmed':
      return { kind: 'alreadyConfirmed' };
    case 'rejected':
      return { kind: 'alreadyRejected' };
    case 'expired':
      return { kind: 'expired' };
    case 'revoked':
      return { kind: 'revoked' };
  }
}

export type RevokeDecision = { kind: 'ok' } | { kind: 'alreadyConfirmed' } | { kind: 'alreadyEnded' };

/** Whether an invitation can still be taken back; once confirmed, the role itself has to be revoked. */
export function decideRevokeInvitation(invitation: Invitation, now: Date): RevokeDecision {
  const state = invitationState(invitation, now);
  if (state === 'open' || state === 'opened') return { kind: 'ok' };
  return { kind: state === 'confirmed' ? 'alreadyConfirmed' : 'alreadyEnded' };
}
