import { type Person, TourFailure } from '../person.ts';

/**
 * From a link that was just made to a role in force: the guest opens it, consents, and the inviter confirms who
 * came. The link opens nothing for a second one.
 */
export async function joinByInvitation(
  inviter: Person,
  guest: Person,
  role: 'coordinator' | 'member',
): Promise<void> {
  const made = await inviter.sees(/t\.me\/\S+\?start=inv_/);
  const payload = /\?start=(inv_[A-Za-z0-9_-]+)/.exec(made)?.[1];
  if (payload === undefined) throw new TourFailure(`${inviter.name}: there is no link in «${made}»`);
  const { t } = guest;
  await guest.opens(payload);
  await guest.presses(t.plain('start:button.language'));
  await guest.sees(t.plain('team:guest.consentFirst'));
  await guest.presses(t.plain('privacy:button.agree'));
  await guest.sees(t.plain('team:guest.willTell'));
  await inviter.sees(t.plain('team:invitation.question'));
  await inviter.presses(inviter.t.plain('team:button.confirmGuest'));
  await inviter.sees(inviter.t.plain('team:invitation.confirmed', { name: '' }).replace(/[.:\s]+$/, ''));
  await guest.sees(t.plain('team:guest.start'), t.plain(`states:role.${role}`));
}
