import { joinHtml } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import { textOf } from '../../i18n/text-of.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { PendingInvitation } from '../../usecases/invitations/list-invitations.ts';
import { actionButton, type Screen } from '../screen.ts';
import { confirmGuest, newLink, openInvitations, rejectGuest, revoke } from './team-actions.ts';
import { roleName } from './team-words.ts';

/** One pending invitation: who came, or that nobody did, and what the reader can do about it. */
export function invitationCard(
  { t, deps }: { t: Translate; deps: { settings: { timeZone: string } } },
  invitation: PendingInvitation,
): Screen {
  const { id, state, role, isHead, workingGroup, fullName, post, guestName } = invitation;
  const { isTheirsToDecide, isTheirsToRenew } = invitation;
  const { date, time } = toLocalMoment(invitation.expiresAt, deps.settings.timeZone);
  const about = [
    t('team:invite.roleLine', { role: roleName(t, role, isHead) }),
    ...(workingGroup === null
      ? []
      : [t('team:member.group', { group: textOf(t.language, 'name', workingGroup) })]),
  ];
  const lines =
    state === 'open'
      ? [
          t('team:invitation.title', { name: fullName, post }),
          ...about,
          t('team:invitation.notOpened', { day: date, time }),
        ]
      : [
          t('team:invitation.openedBy', { guest: guestName ?? t.plain('team:unnamed') }),
          t('team:invitation.meant', { name: fullName, post }),
          ...about,
          isTheirsToDecide ? t('team:invitation.question') : t('team:invitation.waitsForOther'),
        ];
  return {
    text: joinHtml(lines),
    buttons: [
      isTheirsToDecide
        ? [actionButton(t.plain('team:button.confirmGuest'), confirmGuest, { invitation: id })]
        : [],
      isTheirsToDecide
        ? [actionButton(t.plain('team:button.rejectGuest'), rejectGuest, { invitation: id })]
        : [],
      isTheirsToRenew ? [actionButton(t.plain('team:button.newLink'), newLink, { invitation: id })] : [],
      isTheirsToDecide ? [] : [actionButton(t.plain('team:button.revoke'), revoke, { invitation: id })],
      [actionButton(t.plain('common:button.back'), openInvitations, { page: 0 })],
    ],
  };
}
