import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideConfirm,
  decideOpen,
  decideRevokeInvitation,
  formatInvitationPayload,
  type Invitation,
  invitationExpiry,
  invitationState,
  makeInvitationToken,
  parseInvitationPayload,
} from '../../../src/domain/people/invitation.ts';

const INVITER = 1;
const GUEST = 2;
const STRANGER = 3;
const HOUR = 3_600_000;
const CREATED = new Date('2026-11-22T05:00:00Z');
const hoursLater = (hours: number) => new Date(CREATED.getTime() + hours * HOUR);

const made = (changes: Partial<Invitation> = {}): Invitation => ({
  invitedById: INVITER,
  createdAt: CREATED,
  expiresAt: invitationExpiry(CREATED),
  guestId: null,
  openedAt: null,
  confirmedAt: null,
  rejectedAt: null,
  revokedAt: null,
  ...changes,
});
const opened = (changes: Partial<Invitation> = {}) =>
  made({ guestId: GUEST, openedAt: hoursLater(71), ...changes });

describe('tokens', () => {
  it('fit into a deep link and come back from it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 24 }), (bytes) => {
        const token = makeInvitationToken({ bytes: () => bytes });
        const payload = formatInvitationPayload(token);
        expect(payload).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
        expect(parseInvitationPayload(payload)).toBe(token);
      }),
    );
  });

  it('differ when the bytes differ', () => {
    const token = (byte: number) =>
      makeInvitationToken({ bytes: (count) => new Uint8Array(count).fill(byte) });
    expect(token(1)).not.toBe(token(2));
    expect(() => makeInvitationToken({ bytes: () => new Uint8Array(8) })).toThrow(RangeError);
  });

  it.each([
    '',
    'inv_',
    'inv_short',
    `inv_${'a'.repeat(33)}`,
    `inv_${'а'.repeat(32)}`,
    `rc_${'a'.repeat(32)}`,
  ])('are not seen in %j', (payload) => {
    expect(parseInvitationPayload(payload)).toBeNull();
  });
});

describe('invitationState', () => {
  it.each([
    ['made', made(), 0, 'open'],
    ['made, 72 hours ago but an instant', made(), 71.99, 'open'],
    ['made 72 hours ago', made(), 72, 'expired'],
    ['opened late', opened(), 100, 'opened'],
    ['opened and left for 72 hours', opened(), 143, 'expired'],
    ['confirmed', opened({ confirmedAt: hoursLater(72) }), 1000, 'confirmed'],
    ['rejected', opened({ rejectedAt: hoursLater(72) }), 1000, 'rejected'],
    ['revoked', made({ revokedAt: hoursLater(1) }), 2, 'revoked'],
  ])('of one %s', (_what, invitation, hours, state) => {
    expect(invitationState(invitation, hoursLater(hours))).toBe(state);
  });

  it('obeys a configured term', () => {
    const short = made({ expiresAt: invitationExpiry(CREATED, 1) });
    expect(invitationState(short, hoursLater(0.5))).toBe('open');
    expect(invitationState(short, hoursLater(1))).toBe('expired');
  });
});

describe('decideOpen', () => {
  it.each([
    ['a guest, in time', made(), GUEST, 1, 'ok'],
    ['the inviter', made(), INVITER, 1, 'ownInvitation'],
    ['a guest, too late', made(), GUEST, 72, 'expired'],
    ['the same guest again', opened(), GUEST, 72, 'waitsForInviter'],
    ['somebody else after the guest', opened(), STRANGER, 72, 'alreadyUsed'],
    ['the guest after confirmation', opened({ confirmedAt: hoursLater(72) }), GUEST, 73, 'alreadyUsed'],
    ['the guest after rejection', opened({ rejectedAt: hoursLater(72) }), GUEST, 73, 'alreadyUsed'],
    ['a guest after it was revoked', made({ revokedAt: hoursLater(1) }), GUEST, 2, 'revoked'],
    ['a guest of the command line', made({ invitedById: null }), GUEST, 1, 'ok'],
  ])('by %s', (_who, invitation, personId, hours, kind) => {
    expect(decideOpen(invitation, personId, hoursLater(hours))).toEqual({ kind });
  });
});

describe('decideConfirm', () => {
  it.each([
    ['the inviter', opened(), INVITER, 72, 'ok'],
    ['the inviter, before anybody came', made(), INVITER, 1, 'notOpenedYet'],
    ['another coordinator', opened(), STRANGER, 72, 'notInviter'],
    ['the guest', opened(), GUEST, 72, 'notInviter'],
    ['the guest of the command line', opened({ invitedById: null }), GUEST, 72, 'notInviter'],
    ['an administrator for the command line', opened({ invitedById: null }), STRANGER, 72, 'ok'],
    ['the inviter twice', opened({ confirmedAt: hoursLater(72) }), INVITER, 73, 'alreadyConfirmed'],
    ['the inviter after rejecting', opened({ rejectedAt: hoursLater(72) }), INVITER, 73, 'alreadyRejected'],
    ['the inviter, too late', opened(), INVITER, 143, 'expired'],
    ['the inviter after revoking', opened({ revokedAt: hoursLater(72) }), INVITER, 73, 'revoked'],
  ])('by %s', (_who, invitation, personId, hours, kind) => {
    expect(decideConfirm(invitation, personId, hoursLater(hours))).toEqual({ kind });
  });
});

describe('decideRevokeInvitation', () => {
  it.each([
    ['made', made(), 1, 'ok'],
    ['opened', opened(), 72, 'ok'],
    ['confirmed', opened({ confirmedAt: hoursLater(72) }), 73, 'alreadyConfirmed'],
    ['rejected', opened({ rejectedAt: hoursLater(72) }), 73, 'alreadyEnded'],
    ['expired', made(), 72, 'alreadyEnded'],
    ['revoked', made({ revokedAt: hoursLater(1) }), 2, 'alreadyEnded'],
  ])('of one %s', (_what, invitation, hours, kind) => {
    expect(decideRevokeInvitation(invitation, hoursLater(hours))).toEqual({ kind });
  });
});
