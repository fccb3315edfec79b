import { clipText } from '../../i18n/clean-text.ts';
import { type Html, joinHtml } from '../../i18n/html.ts';
import { textOf } from '../../i18n/text-of.ts';
import { type Choice, readChoices } from '../../usecases/assignments/read-choices.ts';
import { readInvitation } from '../../usecases/invitations/list-invitations.ts';
import { readCountryTeam } from '../../usecases/roles/read-country-team.ts';
import { readGroupTeam } from '../../usecases/roles/read-group-team.ts';
import { defineAction } from '../callback-data.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { invitationCard } from './invitation-card.ts';
import { openTeam } from './team-actions.ts';
import { placeOf } from './team-country.ts';
import { type InviteState, type InviteStep, invitable } from './team-invite-steps.ts';
import { roleName, ticked } from './team-words.ts';

export const pickRole = defineAction('ti.role', { role: 'id' }, 'invite');
export const pickGroup = defineAction('ti.group', { group: 'id' }, 'invite');
export const turnTo = defineAction('ti.page', { page: 'int' }, 'invite');
export const pickHead = defineAction('ti.head', { head: 'int' }, 'invite');
export const tick = defineAction('ti.tick', { choice: 'id' }, 'invite');
export const takeAll = defineAction('ti.all', {}, 'invite');
export const takeTicked = defineAction('ti.next', {}, 'invite');
export const create = defineAction('ti.create', {}, 'invite');
export const back = defineAction('ti.back', {}, 'invite');
export const cancel = defineAction('ti.cancel', {}, 'invite');

/** Groups or cities offered at once. */
const choicesOnPage = 8;

/** Draws the step at which an invitation stands. */
export async function drawInvite(turn: Turn, state: InviteState): Promise<Screen> {
  const { t } = turn;
  const { fields, version } = state;
  const ways: Button[] = [
    actionButton(t.plain('common:button.back'), back, {}, version),
    actionButton(t.plain('common:button.cancel'), cancel, {}, version),
  ];
  switch (state.step as InviteStep) {
    case 'role':
      return {
        text: t('team:invite.role'),
        buttons: [
          ...invitable(turn, fields.workingGroupId).map((role) => [
            actionButton(t.plain(`team:roleButton.${role}`), pickRole, { role }, version),
          ]),
          ways,
        ],
      };
    case 'group':
      return { text: t('team:invite.group'), buttons: [...(await groupButtons(turn, state)), ways] };
    case 'head':
      return {
        text: t('team:invite.head'),
        buttons: [
          [actionButton(t.plain('team:button.head'), pickHead, { head: 1 }, version)],
          [actionButton(t.plain('team:button.deputy'), pickHead, { head: 0 }, version)],
          ways,
        ],
      };
    case 'name':
      return { text: t('team:invite.name'), buttons: [ways] };
    case 'post':
      return { text: t('team:invite.post'), buttons: [ways] };
    case 'cities': {
      const { cities } = await readChoices(turn.deps, fields.workingGroupId ?? '');
      const all = actionButton(t.plain('team:button.allCities'), takeAll, {}, version);
      return { text: t('team:invite.cities'), buttons: [...tickButtons(turn, state, cities, all), ways] };
    }
    case 'spheres': {
      const { spheres } = await readChoices(turn.deps, fields.workingGroupId ?? '');
      const all = actionButton(t.plain('team:button.allSpheres'), takeAll, {}, version);
      return { text: t('team:invite.spheres'), buttons: [...tickButtons(turn, state, spheres, all), ways] };
    }
    case 'check':
      return {
        text: joinHtml(await summary(turn, state)),
        buttons: [[actionButton(t.plain('team:button.create'), create, {}, version)], ways],
      };
    case 'done': {
      const invitation = await readInvitation(turn.deps, {
        personId: turn.person.id,
        invitationId: fields.invitationId ?? 0,
      });
      if (invitation !== null) return invitationCard(turn, invitation);
      return {
        text: t('team:invite.alreadyMade'),
        buttons: [[actionButton(t.plain('team:button.team'), openTeam, { page: 0 })]],
      };
    }
    case 'left':
      return {
        text: t('team:invite.left'),
        buttons: [[actionButton(t.plain('team:button.team'), openTeam, { page: 0 })]],
      };
  }
}

async function groupButtons(turn: Turn, { fields, version }: InviteState): Promise<Button[][]> {
  const team = await readCountryTeam(turn.deps, turn.person.id);
  const groups = team.kind === 'noRight' ? [] : team.groups;
  const shown = pageOf(groups, fields.page, choicesOnPage);
  return [
    ...shown.items.map((group) => [
      actionButton(
        turn.t.plain('team:place', { place: placeOf(turn, group) }),
        pickGroup,
        { group: group.id },
        version,
      ),
    ]),
    pageButtons(turn, shown, (text, page) => actionButton(text, turnTo, { page }, version)),
  ];
}

function tickButtons(
  turn: Turn,
  { fields, version }: InviteState,
  choices: readonly Choice[],
  all: Button,
): Button[][] {
  const shown = pageOf(choices, fields.page, choicesOnPage);
  return [
    ...shown.items.map((choice) => [
      actionButton(
        ticked(textOf(turn.language, 'name', choice), fields.ticked.includes(choice.id)),
        tick,
        { choice: choice.id },
        version,
      ),
    ]),
    pageButtons(turn, shown, (text, page) => actionButton(text, turnTo, { page }, version)),
    fields.ticked.length > 0
      ? [actionButton(turn.t.plain('team:button.next'), takeTicked, {}, version)]
      : [all],
  ];
}

async function summary(turn: Turn, { fields }: InviteState): Promise<Html[]> {
  const { t, language } = turn;
  const { role = 'member', isHead = false, fullName = '', post = '', workingGroupId } = fields;
  const lines = [
    t('team:invite.check'),
    t('team:invite.who', { name: fullName, post }),
    t('team:invite.roleLine', { role: roleName(t, role, isHead) }),
  ];
  if (workingGroupId !== undefined) {
    const team = await readGroupTeam(turn.deps, { personId: turn.person.id, workingGroupId });
    if (team.kind === 'group')
      lines.push(t('team:member.group', { group: textOf(language, 'name', team.group) }));
  }
  if (role === 'member' && workingGroupId !== undefined) {
    const { cities, spheres } = await readChoices(turn.deps, workingGroupId);
    const namesOf = (ids: readonly string[], among: readonly Choice[]) =>
      clipText(
        among
          .filter(({ id }) => ids.includes(id))
          .map((choice) => textOf(language, 'name', choice))
          .join(', '),
        200,
      );
    const { cityIds = [], sphereIds = [] } = fields;
    lines.push(
      t('team:invite.citiesLine', {
        cities: cityIds.length === 0 ? t.plain('team:invite.allCities') : namesOf(cityIds, cities),
      }),
      t('team:invite.spheresLine', {
        spheres: sphereIds.length === 0 ? t.plain('team:invite.allSpheres') : namesOf(sphereIds, spheres),
      }),
    );
  }
  return [...lines, t('team:invite.term', { count: turn.deps.settings.invitationHours })];
}
