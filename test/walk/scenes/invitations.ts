import { hour } from '../../setup/clock.ts';
import type { Performer, Scene, Stage } from '../stage.ts';

const west = 'wg_west_kazakhstan';

/** Invites an observer to the inviter's group; the payload of the link. */
async function inviteObserver(stage: Stage, inviter: Performer): Promise<string> {
  await inviter.forge('tm.invite', west);
  await inviter.press('ti.role', 'observer');
  await inviter.say('Серік Бекұлы');
  await inviter.say('Бас маман');
  await inviter.press('ti.create');
  stage.saw('createInvitation: created');
  return inviter.newestInvitation();
}

/** Comes by a link for the first time; who has not consented to a role yet does so. */
async function come(stage: Stage, guest: Performer, payload: string): Promise<void> {
  await guest.say(`/start ${payload}`);
  if (guest.sees('lang')) await guest.press('lang', guest.language);
  if (guest.sees('cons.yes')) await guest.press('cons.yes');
  stage.saw('openInvitation: waitsForInviter');
}

/** Invitations: made, opened, confirmed, rejected, revoked, expired, renewed, and opened by the wrong people. */
export const invitationScenes: readonly Scene[] = [
  {
    name: 'a member is invited, comes, and is confirmed',
    async play(stage) {
      const [head, deputy, guest] = [stage.as(1201), stage.as(1202), stage.as(2001)];
      await head.forge('tm.invite', west);
      await head.press('ti.back');
      await head.press('tm.invite', west);
      await head.press('ti.role', 'member');
      await head.say('Иван');
      await head.say('Иван Иванов');
      await head.say('Главный специалист');
      await head.press('ti.tick', 'oral');
      await head.press('ti.next');
      await head.press('ti.all');
      await head.press('ti.create');
      stage.saw('createInvitation: created');
      const payload = head.newestInvitation();
      const invitation = await stage.newestInvitation();
      await head.say(`/start ${payload}`);
      stage.saw('openInvitation: ownInvitation');
      await head.forge('inv.yes', invitation);
      stage.saw('decideInvitation: notOpenedYet');
      await deputy.forge('inv.yes', invitation);
      stage.saw('decideInvitation: noRight');
      await deputy.forge('inv.link', invitation);
      stage.saw('renewLink: noRight');
      await head.say('/team');
      await head.press('inv.list');
      await head.press('inv.card', invitation);
      await head.press('inv.link', invitation);
      stage.saw('renewLink: renewed');
      await guest.say(`/start ${payload}`);
      await guest.press('lang', guest.language);
      stage.saw('openInvitation: unknown');
      const renewed = head.newestInvitation();
      await guest.say(`/start ${renewed}`);
      stage.saw('openInvitation: consentNeeded');
      await guest.press('cons.no');
      await guest.say('/language');
      await guest.press('lang', guest.language);
      await guest.press('inv.guest');
      stage.saw('openInvitation: consentNeeded');
      await guest.press('cons.yes');
      stage.saw('openInvitation: waitsForInviter');
      await guest.say(`/start ${renewed}`);
      stage.saw('openInvitation: waitsForInviter');
      await stage.as(1002).say(`/start ${renewed}`);
      stage.saw('openInvitation: alreadyUsed');
      await head.forge('inv.link', invitation);
      stage.saw('renewLink: notOpen');
      await head.press('inv.yes', invitation);
      stage.saw('decideInvitation: confirmed');
      await head.forge('inv.no', invitation);
      stage.saw('decideInvitation: alreadyConfirmed');
      await head.forge('inv.revoke', invitation);
      stage.saw('revokeInvitation: alreadyConfirmed');
    },
  },
  {
    name: 'the wrong person came',
    async play(stage) {
      const [head, guest] = [stage.as(1201), stage.as(2002)];
      const payload = await inviteObserver(stage, head);
      const invitation = await stage.newestInvitation();
      await come(stage, guest, payload);
      await head.press('inv.no', invitation);
      stage.saw('decideInvitation: rejected');
      await head.forge('inv.yes', invitation);
      stage.saw('decideInvitation: alreadyRejected');
      await head.forge('inv.revoke', invitation);
      stage.saw('revokeInvitation: alreadyEnded');
    },
  },
  {
    name: 'an invitation is taken back by the other coordinator',
    async play(stage) {
      const [head, deputy, guest] = [stage.as(1201), stage.as(1202), stage.as(2002)];
      const payload = await inviteObserver(stage, head);
      const invitation = await stage.newestInvitation();
      await come(stage, guest, payload);
      await deputy.say('/team');
      await deputy.press('inv.list');
      await deputy.press('inv.card', invitation);
      await deputy.press('inv.revoke', invitation);
      stage.saw('revokeInvitation: revoked');
      await head.press('inv.yes', invitation);
      stage.saw('decideInvitation: revoked');
      await stage.as(1002).say(`/start ${payload}`);
      stage.saw('openInvitation: revoked');
    },
  },
  {
    name: 'invitations that are not theirs, or not there',
    async play(stage) {
      const [head, citizen] = [stage.as(1201), stage.as(1001)];
      const invitation = await stage.newestInvitation();
      await citizen.forge('inv.revoke', invitation);
      stage.saw('revokeInvitation: noRight');
      await citizen.forge('inv.revoke', 999_999);
      stage.saw('revokeInvitation: notFound');
      await head.forge('inv.link', 999_999);
      stage.saw('renewLink: notFound');
      await head.forge('inv.yes', 999_999);
      stage.saw('decideInvitation: notFound');
      await head.forge('tm.invite', west);
      await head.press('ti.role', 'member');
      await head.say('Серік Бекұлы');
      await head.say('Бас маман');
      await head.forge('ti.tick', 'semey');
      await head.press('ti.next');
      await head.press('ti.all');
      await head.press('ti.create');
      stage.saw('createInvitation: invalid');
    },
  },
  {
    name: 'an administrator invites a coordinator of any group',
    async play(stage) {
      const administrator = stage.as(1501);
      await administrator.say('/team');
      await administrator.press('tm.invite');
      await administrator.press('ti.role', 'coordinator');
      await administrator.press('ti.page', 1);
      await administrator.press('ti.group');
      await administrator.press('ti.head', 1);
      await administrator.say('Алия Сейтова');
      await administrator.press('ti.cancel');
    },
  },
  {
    name: 'invitations run out',
    async play(stage) {
      const [head, guest] = [stage.as(1201), stage.as(2003)];
      const opened = await inviteObserver(stage, head);
      const invitation = await stage.newestInvitation();
      await come(stage, guest, opened);
      const unopened = await inviteObserver(stage, head);
      await stage.wait(73 * hour);
      await head.press('inv.yes', invitation);
      stage.saw('decideInvitation: expired');
      await guest.say(`/start ${unopened}`);
      stage.saw('openInvitation: expired');
    },
  },
];
