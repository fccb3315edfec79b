import { invitationState } from '../../domain/people/invitation.ts';
import { joinHtml } from '../../i18n/html.ts';
import { textOf } from '../../i18n/text-of.ts';
import { readInvitation } from '../../usecases/invitations/list-invitations.ts';
import { readGivenRole, readGuestInvitation } from '../../usecases/invitations/read-notice.ts';
import { acceptedScreen } from '../features/invitation.ts';
import { invitationCard } from '../features/invitation-card.ts';
import { roleName } from '../features/team-words.ts';
import { commandButton } from '../go.ts';
import { notification } from '../notification.ts';

/** Asks the inviter whether the right person came; not sent once decided, revoked or expired. */
export const invitationOpened = notification({
  kind: 'invitation.opened',
  async render({ deps, recipient, t }, { invitationId }) {
    const invitation = await readInvitation(deps, { personId: recipient.id, invitationId });
    if (invitation === null || !invitation.isTheirsToDecide) return null;
    return invitationCard({ t, deps }, invitation);
  },
});

/** Tells the guest what became of the invitation. */
export const invitationDecided = notification({
  kind: 'invitation.decided',
  changesCommands: true,
  async render({ deps, now, recipient, t, language }, { invitationId }) {
    const invitation = await readGuestInvitation(deps.db, { invitationId, guestId: recipient.id });
    if (invitation === null) return null;
    switch (invitationState(invitation, now)) {
      case 'confirmed':
        return acceptedScreen({ t, language }, invitation);
      case 'rejected':
        return { text: t('team:guest.rejected') };
      case 'revoked':
        return { text: t('errors:invitation.revoked') };
      case 'open':
      case 'opened':
      case 'expired':
        return null;
    }
  },
});

/** Tells a known person that the configuration made them an administrator. */
export const roleGiven = notification({
  kind: 'role.given',
  changesCommands: true,
  async render({ deps, now, recipient, t, language }, { grantId }) {
    const grant = await readGivenRole(deps.db, { grantId, personId: recipient.id });
    if (grant === null || (grant.endsAt !== null && grant.endsAt <= now)) return null;
    return acceptedScreen({ t, language }, grant);
  },
});

/** Tells somebody that their role ended. */
export const roleEnded = notification({
  kind: 'role.ended',
  changesCommands: true,
  async render({ deps, recipient, t, language }, { grantId }) {
    const grant = await readGivenRole(deps.db, { grantId, personId: recipient.id });
    if (grant === null || grant.endsAt === null) return null;
    const { role, isHead, workingGroup } = grant;
    return {
      text: joinHtml([
        t('team:end.told', { role: roleName(t, role, isHead) }),
        ...(workingGroup === null
          ? []
          : [t('team:member.group', { group: textOf(language, 'name', workingGroup) })]),
      ]),
      buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
    };
  },
});
