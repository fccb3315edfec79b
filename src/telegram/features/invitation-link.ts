import { joinHtml } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import { actionButton, copyButton, urlButton } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { drawQrCode } from './invitation-qr.ts';
import { openTeam } from './team-actions.ts';

/** Shows the link of an invitation, the only time that it is known, and a picture of it to be scanned. */
export async function giveLink(
  turn: Turn,
  made: { link: string; fullName: string; expiresAt: Date },
): Promise<void> {
  const { t } = turn;
  const { link, fullName } = made;
  const { date, time } = toLocalMoment(made.expiresAt, turn.deps.settings.timeZone);
  const share = new URL('https://t.me/share/url');
  share.searchParams.set('url', link);
  share.searchParams.set('text', t.plain('team:invite.shareText'));
  await turn.show({
    text: joinHtml([
      t('team:invite.ready', { name: fullName }),
      t('team:invite.linkTerm', { day: date, time }),
    ]),
    buttons: [
      [urlButton(t.plain('team:button.share'), share.href)],
      [copyButton(t.plain('team:button.copy'), link)],
      [actionButton(t.plain('team:button.team'), openTeam, { page: 0 })],
    ],
  });
  await turn.sendFile({
    bytes: drawQrCode(link),
    name: 'invitation.png',
    caption: joinHtml([t('team:invite.picture', { name: fullName }), t('team:invite.link', { link })]),
    isPhoto: true,
  });
}
