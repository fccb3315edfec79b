import { invitationState } from '../../domain/people/invitation.ts';
import type { Deps } from '../deps.ts';
import { blankGuest, pending } from './invitation-rows.ts';

/** Blanks the names of guests on whom nobody decided in time. Answers how many there were. */
export async function forgetGuests(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const rows = await deps.db.invitation.findMany({ where: { ...pending, guestName: { not: null } } });
  const expired = rows.filter((row) => invitationState(row, now) === 'expired').map(({ id }) => id);
  const blanked = await deps.db.invitation.updateMany({ where: { id: { in: expired } }, data: blankGuest });
  return blanked.count;
}
