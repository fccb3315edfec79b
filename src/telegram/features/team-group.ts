import { clipText } from '../../i18n/clean-text.ts';
import { bold, escapeHtml, type Html, joinHtml, markup } from '../../i18n/html.ts';
import { textOf } from '../../i18n/text-of.ts';
import {
  type ReadGroupTeamOutcome,
  readGroupTeam,
  type TeamMember,
} from '../../usecases/roles/read-group-team.ts';
import { commandButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { inviteTo, openGaps, openGroup, openInvitations, openMember, openTeam } from './team-actions.ts';
import { answersLine, awayLine, personName, roleName } from './team-words.ts';

/** Longest lines about one person, so that a page stays readable. */
const longestLine = 160;
const longestPost = 60;
/** People on a page: fewer where warnings stand above them. */
const peopleOnPage = 4;

type Group = Extract<ReadGroupTeamOutcome, { kind: 'group' }>;

/** The people of a working group. `opening` is the outcome of what was done last. */
export async function showGroup(
  turn: Turn,
  workingGroupId: string,
  page: number,
  opening?: Html,
): Promise<void> {
  const { t } = turn;
  const team = await readGroupTeam(turn.deps, { personId: turn.person.id, workingGroupId });
  if (team.kind !== 'group') {
    return turn.show({
      text: team.kind === 'noRight' ? t('common:noRight') : t('errors:notFound'),
      buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
    });
  }
  const shown = pageOf(team.members, page, peopleOnPage);
  const isCountry = turn.person.grants.some(({ role }) => role === 'authority' || role === 'administrator');
  const { id } = team.group;
  await turn.show({
    text: joinHtml(
      [
        ...(opening === undefined ? [] : [opening]),
        joinHtml(headLines(turn, team)),
        ...shown.items.map((member) => memberLines(turn, member)),
      ],
      '\n\n',
    ),
    buttons: [
      ...shown.items.map(({ grantId, fullName }) => [
        actionButton(personName(t, fullName), openMember, { grant: grantId }),
      ]),
      pageButtons(turn, shown, (text, to) => actionButton(text, openGroup, { group: id, page: to })),
      [
        ...(team.mayInvite ? [actionButton(t.plain('team:button.invite'), inviteTo, { group: id })] : []),
        ...(team.invitations > 0
          ? [
              actionButton(
                t.plain('team:button.invitations', { number: team.invitations }),
                openInvitations,
                {
                  page: 0,
                },
              ),
            ]
          : []),
      ],
      team.unassigned !== null && team.unassigned > 0
        ? [actionButton(t.plain('team:button.gaps'), openGaps, { group: id, page: 0 })]
        : [],
      [
        isCountry
          ? actionButton(t.plain('common:button.back'), openTeam, { page: 0 })
          : commandButton(t.plain('common:button.menu'), 'menu'),
      ],
    ],
  });
}

function headLines({ t, language }: Turn, team: Group): Html[] {
  const group = textOf(language, 'name', team.group);
  const seesCoordinatorsOnly = team.members.every(({ role }) => role === 'coordinator') && !team.mayInvite;
  const head = [
    team.members.length === 0
      ? t('team:group.empty', { group })
      : seesCoordinatorsOnly
        ? t('team:group.coordinatorsOnly', { group, number: team.members.length })
        : t('team:group.title', { group, count: team.members.length }),
  ];
  if (team.coordinators === 1) head.push(t('team:group.oneCoordinator'));
  if (team.coordinators === 0) head.push(t('team:group.noCoordinator'));
  if (team.unassigned !== null && team.unassigned > 0) {
    head.push(t('team:group.unassigned', { count: team.unassigned }));
  }
  if (team.guests > 0) head.push(t('team:group.guests', { count: team.guests }));
  return head;
}

/** One person in a few lines: who, what they answer for, what they owe, and who stands in for them. */
function memberLines({ t }: Turn, member: TeamMember): Html {
  const { fullName, role, isHead, post, answers, lateness, away } = member;
  const name = markup(bold(escapeHtml(personName(t, fullName))));
  return lines(
    t('team:member.line', { name, role: roleName(t, role, isHead) }),
    post === null ? null : escapeHtml(clipText(post, longestPost)),
    answers.length === 0
      ? null
      : t('team:member.answers', { answers: clipText(answersLine(t, answers, 2), longestLine) }),
    lateness === null || (lateness.owed === 0 && lateness.cameLate === 0)
      ? null
      : t('team:member.owes', { owed: lateness.owed, late: lateness.overdue + lateness.cameLate }),
    away === null ? null : awayLine(t, away),
  );
}
