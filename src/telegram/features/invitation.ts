import { formatInvitationPayload, parseInvitationPayload } from '../../domain/people/invitation.ts';
import { type Html, joinHtml } from '../../i18n/html.ts';
import { textOf } from '../../i18n/text-of.ts';
import { decideInvitation } from '../../usecases/invitations/decide-invitation.ts';
import { hashToken } from '../../usecases/invitations/invitation-rows.ts';
import { listInvitations, readInvitation } from '../../usecases/invitations/list-invitations.ts';
import { type InvitedTo, openInvitation } from '../../usecases/invitations/open-invitation.ts';
import { renewLink } from '../../usecases/invitations/renew-link.ts';
import { revokeInvitation } from '../../usecases/invitations/revoke-invitation.ts';
import { encodeAction } from '../callback-data.ts';
import { type DialogueHandler, type Feature, on } from '../feature.ts';
import { commandButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { invitationCard } from './invitation-card.ts';
import { giveLink } from './invitation-link.ts';
import { askConsent } from './privacy.ts';
import {
  confirmGuest,
  goOnAsGuest,
  newLink,
  openInvitationCard,
  openInvitations,
  openTeam,
  rejectGuest,
  revoke,
} from './team-actions.ts';
import { showNoRight } from './team-country.ts';
import { roleName, teamPageSize } from './team-words.ts';

/** Which invitation the guest came by, while they consent. Its token is not kept, only the hash. */
interface GuestFields {
  tokenHash: string | null;
}

async function comeByLink(turn: Turn, rest: string): Promise<void> {
  const token = parseInvitationPayload(formatInvitationPayload(rest));
  if (token === null) return refuse(turn, 'unknown');
  const tokenHash = hashToken(token);
  await turn.begin<GuestFields>('invitation', 'came', { tokenHash });
  await goOn(turn, tokenHash);
}

/** Opens the invitation; asks for the consent first where there is none. */
async function goOn(turn: Turn, tokenHash: string | null): Promise<void> {
  const { t } = turn;
  if (tokenHash === null) return refuse(turn, 'unknown');
  const outcome = await openInvitation(turn.deps, {
    personId: turn.person.id,
    tokenHash,
    guestName: turn.sender.name,
  });
  switch (outcome.kind) {
    case 'consentNeeded':
      await turn.show({
        text: joinHtml([
          t('team:guest.invited', { role: roleName(t, outcome.role, outcome.isHead) }),
          ...groupLine(turn, outcome),
          t('team:guest.consentFirst'),
        ]),
      });
      return askConsent(turn, 'role', { data: encodeAction(goOnAsGuest, {}) });
    case 'waitsForInviter':
      return turn.show({
        text: joinHtml([
          t('team:guest.waits', { role: roleName(t, outcome.role, outcome.isHead) }),
          ...groupLine(turn, outcome),
          t('team:guest.willTell'),
        ]),
        buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
      });
    case 'accepted':
      await turn.reload();
      await turn.refreshCommands();
      return turn.show(acceptedScreen(turn, outcome));
    case 'alreadyUsed':
      return refuse(turn, 'used');
    case 'ownInvitation':
      return refuse(turn, 'own');
    case 'expired':
    case 'revoked':
    case 'unknown':
      return refuse(turn, outcome.kind);
  }
}

function groupLine({ t, language }: Pick<Turn, 't' | 'language'>, { workingGroup }: InvitedTo): Html[] {
  return workingGroup === null
    ? []
    : [t('team:member.group', { group: textOf(language, 'name', workingGroup) })];
}

/** What somebody who got a role is told. */
export function acceptedScreen(to: Pick<Turn, 't' | 'language'>, given: InvitedTo): Screen {
  const { t } = to;
  return {
    text: joinHtml([
      t('team:guest.accepted', { role: roleName(t, given.role, given.isHead) }),
      ...groupLine(to, given),
      t('team:guest.start'),
    ]),
    buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
  };
}

async function refuse(turn: Turn, why: 'unknown' | 'used' | 'own' | 'expired' | 'revoked'): Promise<void> {
  await turn.show({
    text: turn.t(`errors:invitation.${why}`),
    buttons: [[commandButton(turn.t.plain('common:button.menu'), 'menu')]],
  });
}

const guestDialogue: DialogueHandler<GuestFields> = {
  kind: 'invitation',
  render: async ({ t }) => ({
    text: t('team:guest.consentFirst'),
    buttons: [
      [actionButton(t.plain('common:button.resume'), goOnAsGuest, {})],
      [commandButton(t.plain('common:button.menu'), 'menu')],
    ],
  }),
};

async function showInvitations(turn: Turn, page: number, opening?: Html): Promise<void> {
  const { t } = turn;
  const list = await listInvitations(turn.deps, turn.person.id);
  const shown = pageOf(list, page, teamPageSize);
  await turn.show({
    text: joinHtml([
      ...(opening === undefined ? [] : [opening]),
      list.length === 0 ? t('team:invitation.none') : t('team:invitation.list', { number: list.length }),
      ...shown.items.map(({ state, fullName, role, isHead }) =>
        t(`team:invitation.${state}`, { name: fullName, role: roleName(t, role, isHead) }),
      ),
    ]),
    buttons: [
      ...shown.items.map(({ id, fullName }) => [
        actionButton(fullName, openInvitationCard, { invitation: id }),
      ]),
      pageButtons(turn, shown, (text, to) => actionButton(text, openInvitations, { page: to })),
      [actionButton(t.plain('common:button.back'), openTeam, { page: 0 })],
    ],
  });
}

async function showCard(turn: Turn, invitationId: number): Promise<void> {
  const invitation = await readInvitation(turn.deps, { personId: turn.person.id, invitationId });
  if (invitation === null) return showInvitations(turn, 0, turn.t('errors:notFound'));
  await turn.show(invitationCard(turn, invitation));
}

async function decide(turn: Turn, invitationId: number, decision: 'confirm' | 'reject'): Promise<void> {
  const { t } = turn;
  const outcome = await decideInvitation(turn.deps, { personId: turn.person.id, invitationId, decision });
  const say = (text: Html) =>
    turn.show({ text, buttons: [[actionButton(t.plain('team:button.team'), openTeam, { page: 0 })]] });
  switch (outcome.kind) {
    case 'confirmed':
    case 'rejected':
      return say(t(`team:invitation.${outcome.kind}`, { name: outcome.fullName }));
    case 'alreadyConfirmed':
    case 'alreadyRejected':
    case 'notOpenedYet':
    case 'expired':
      return say(t(`team:invitation.${outcome.kind}`));
    case 'revoked':
      return say(t('team:invitation.alreadyEnded'));
    case 'noRight':
      return showNoRight(turn);
    case 'notFound':
      return say(t('errors:notFound'));
  }
}

async function takeBack(turn: Turn, invitationId: number): Promise<void> {
  const { t } = turn;
  const outcome = await revokeInvitation(turn.deps, { personId: turn.person.id, invitationId });
  switch (outcome.kind) {
    case 'revoked':
      return showInvitations(turn, 0, t('team:invitation.revoked', { name: outcome.fullName }));
    case 'alreadyConfirmed':
    case 'alreadyEnded':
      return showInvitations(turn, 0, t(`team:invitation.${outcome.kind}`));
    case 'noRight':
      return showNoRight(turn);
    case 'notFound':
      return showInvitations(turn, 0, t('errors:notFound'));
  }
}

async function renew(turn: Turn, invitationId: number): Promise<void> {
  const { t } = turn;
  const known = await readInvitation(turn.deps, { personId: turn.person.id, invitationId });
  const outcome = await renewLink(turn.deps, { personId: turn.person.id, invitationId });
  switch (outcome.kind) {
    case 'renewed':
      return giveLink(turn, {
        link: `https://t.me/${turn.botName}?start=${formatInvitationPayload(outcome.token)}`,
        fullName: known?.fullName ?? '',
        expiresAt: outcome.expiresAt,
      });
    case 'notOpen':
      return showInvitations(turn, 0, t('team:invitation.linkGone'));
    case 'noRight':
      return showNoRight(turn);
    case 'notFound':
      return showInvitations(turn, 0, t('errors:notFound'));
  }
}

/** Invitations: opened by their guests, confirmed or rejected by those who invited, listed, taken back. */
export const invitationFeature: Feature = {
  startLinks: { inv: comeByLink },
  dialogues: [guestDialogue],
  actions: [
    on(goOnAsGuest, async (turn) => {
      const state = await turn.read<GuestFields>('invitation');
      await goOn(turn, state?.fields.tokenHash ?? null);
    }),
    on(openInvitations, (turn, { page }) => showInvitations(turn, page)),
    on(openInvitationCard, (turn, { invitation }) => showCard(turn, invitation)),
    on(confirmGuest, (turn, { invitation }) => decide(turn, invitation, 'confirm')),
    on(rejectGuest, (turn, { invitation }) => decide(turn, invitation, 'reject')),
    on(revoke, (turn, { invitation }) => takeBack(turn, invitation)),
    on(newLink, (turn, { invitation }) => renew(turn, invitation)),
  ],
};
