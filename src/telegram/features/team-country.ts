import { type Html, joinHtml } from '../../i18n/html.ts';
import { textOf } from '../../i18n/text-of.ts';
import {
  type NamedGroup,
  readCountryPeople,
  readCountryTeam,
} from '../../usecases/roles/read-country-team.ts';
import { commandButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { inviteTo, openGroup, openInvitations, openMember, openPeople, openTeam } from './team-actions.ts';
import { showGroup } from './team-group.ts';
import { personName, roleName, teamPageSize } from './team-words.ts';

/** `/team`: the country for those who see it whole, else the own group, or a choice between the own ones. */
export async function showTeam(turn: Turn, page = 0): Promise<void> {
  const { t } = turn;
  const team = await readCountryTeam(turn.deps, turn.person.id);
  switch (team.kind) {
    case 'noRight':
      return showNoRight(turn);
    case 'groups': {
      const [only, ...others] = team.groups;
      if (only !== undefined && others.length === 0) return showGroup(turn, only.id, 0);
      const shown = pageOf(team.groups, page, teamPageSize);
      return turn.show({
        text: t('team:chooseGroup'),
        buttons: [
          ...shown.items.map((group) => [groupButton(turn, group)]),
          pageButtons(turn, shown, (text, to) => actionButton(text, openTeam, { page: to })),
          [commandButton(t.plain('common:button.menu'), 'menu')],
        ],
      });
    }
    case 'country': {
      const { groups, people, mayInvite, invitations, guests } = team;
      const shown = pageOf(groups, page, teamPageSize);
      const connected = groups.filter(({ coordinators }) => coordinators.length > 0).length;
      const lines = [
        t('team:country.title', { groups: groups.length, connected }),
        ...(guests > 0 ? [t('team:group.guests', { count: guests })] : []),
        ...shown.items.map((group) => groupLine(turn, group)),
        t('team:country.page', { page: shown.page + 1, pages: shown.pages }),
      ];
      const management: Button[][] = mayInvite
        ? [
            [
              actionButton(t.plain('team:button.invite'), inviteTo, { group: '' }),
              ...(invitations > 0
                ? [
                    actionButton(
                      t.plain('team:button.invitations', { number: invitations }),
                      openInvitations,
                      { page: 0 },
                    ),
                  ]
                : []),
            ],
            ...(people > 0 ? [[actionButton(t.plain('team:button.people'), openPeople, { page: 0 })]] : []),
          ]
        : [];
      return turn.show({
        text: joinHtml(lines),
        buttons: [
          ...shown.items.map((group) => [groupButton(turn, group)]),
          pageButtons(turn, shown, (text, to) => actionButton(text, openTeam, { page: to })),
          ...management,
          [commandButton(t.plain('common:button.menu'), 'menu')],
        ],
      });
    }
  }
}

/** Who holds a role of the whole country. */
export async function showPeople(turn: Turn, page: number, opening?: Html): Promise<void> {
  const { t } = turn;
  const found = await readCountryPeople(turn.deps, turn.person.id);
  if (found.kind === 'noRight') return showNoRight(turn);
  const shown = pageOf(found.people, page, teamPageSize);
  await turn.show({
    text: joinHtml([
      ...(opening === undefined ? [] : [opening]),
      t('team:country.people', { number: found.people.length }),
      ...shown.items.map(({ fullName, role }) =>
        t('team:member.line', { name: personName(t, fullName), role: roleName(t, role, false) }),
      ),
    ]),
    buttons: [
      ...shown.items.map(({ grantId, fullName }) => [
        actionButton(personName(t, fullName), openMember, { grant: grantId }),
      ]),
      pageButtons(turn, shown, (text, to) => actionButton(text, openPeople, { page: to })),
      [actionButton(t.plain('common:button.back'), openTeam, { page: 0 })],
    ],
  });
}

/** A polite refusal, with the way to what the person may do. */
export async function showNoRight(turn: Turn): Promise<void> {
  await turn.show({
    text: turn.t('common:noRight'),
    buttons: [[commandButton(turn.t.plain('common:button.menu'), 'menu')]],
  });
}

/** The oblast or city of a group, in the language of the conversation. */
export function placeOf(turn: Turn, group: NamedGroup): string {
  return textOf(turn.language, 'place', group);
}

function groupButton(turn: Turn, group: NamedGroup): Button {
  const place = turn.t.plain('team:place', { place: placeOf(turn, group) });
  return actionButton(place, openGroup, { group: group.id, page: 0 });
}

function groupLine(turn: Turn, group: NamedGroup): Html {
  const { t } = turn;
  const place = placeOf(turn, group);
  const [first, ...others] = group.coordinators;
  if (first === undefined) return t('team:country.noCoordinator', { place });
  const name = personName(t, first.fullName);
  if (others.length === 0) return t('team:country.oneCoordinator', { place, name });
  return t('team:country.coordinators', { place, name, more: others.length });
}
