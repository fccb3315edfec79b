import { type Html, joinHtml } from '../../i18n/html.ts';
import { toLocalMoment } from '../../i18n/instants.ts';
import { textOf } from '../../i18n/text-of.ts';
import { endRole } from '../../usecases/roles/end-role.ts';
import { type ReadTeamMemberOutcome, readTeamMember } from '../../usecases/roles/read-group-team.ts';
import { commandButton } from '../go.ts';
import { actionButton, type Button } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  askToEnd,
  assignTo,
  endForGood,
  openGroup,
  openMember,
  openPeople,
  openTeam,
} from './team-actions.ts';
import { showNoRight, showPeople } from './team-country.ts';
import { showGroup } from './team-group.ts';
import { answersLine, awayLine, personName, roleName } from './team-words.ts';

type Found = Extract<ReadTeamMemberOutcome, { kind: 'member' }>;

/** The holder of a role: what they answer for, and what can be done. `opening` is the outcome of the last step. */
export async function showMember(turn: Turn, grantId: number, opening?: Html): Promise<void> {
  const { t, language } = turn;
  const found = await readTeamMember(turn.deps, { personId: turn.person.id, grantId });
  if (found.kind === 'noRight') return showNoRight(turn);
  if (found.kind === 'notFound') return showGone(turn);
  const { member, group, mayAssign, mayEnd } = found;
  const { fullName, post, role, isHead, answers } = member;
  const { date } = toLocalMoment(member.startsAt, turn.deps.settings.timeZone);
  const name = personName(t, fullName);
  const answering = role === 'member' || role === 'coordinator';
  await turn.show({
    text: joinHtml([
      ...(opening === undefined ? [] : [opening]),
      post === null ? t('team:member.titleOnly', { name }) : t('team:member.title', { name, post }),
      t('team:member.role', { role: roleName(t, role, isHead), day: date }),
      ...(group === null ? [] : [t('team:member.group', { group: textOf(language, 'name', group) })]),
      ...(answering && answers.length > 0
        ? [t('team:member.answers', { answers: answersLine(t, answers, 8) })]
        : []),
      ...(role === 'member' && answers.length === 0 ? [t('team:member.answersNothing')] : []),
      ...(member.fallback !== null && member.fallback > 0
        ? [t('team:member.fallback', { count: member.fallback })]
        : []),
      ...(member.lateness === null ? [] : [t('team:member.lateness', { ...member.lateness })]),
      ...(member.away === null ? [] : [awayLine(t, member.away)]),
    ]),
    buttons: [
      mayAssign ? [actionButton(t.plain('team:button.assign'), assignTo, { grant: grantId })] : [],
      mayEnd ? [actionButton(t.plain('team:button.endRole'), askToEnd, { grant: grantId })] : [],
      [backButton(turn, found)],
    ],
  });
}

function backButton({ t }: Turn, { group }: Found): Button {
  const text = t.plain('common:button.back');
  return group === null
    ? actionButton(text, openPeople, { page: 0 })
    : actionButton(text, openGroup, { group: group.id, page: 0 });
}

async function showGone(turn: Turn): Promise<void> {
  await turn.show({
    text: turn.t('errors:notFound'),
    buttons: [[actionButton(turn.t.plain('team:button.team'), openTeam, { page: 0 })]],
  });
}

/** Asks before a role is ended: it takes effect at once. */
export async function askEnd(turn: Turn, grantId: number): Promise<void> {
  const { t } = turn;
  const found = await readTeamMember(turn.deps, { personId: turn.person.id, grantId });
  if (found.kind === 'notFound') return showGone(turn);
  if (found.kind === 'noRight' || !found.mayEnd) return showNoRight(turn);
  const { fullName, role, isHead } = found.member;
  await turn.show({
    text: joinHtml([
      t('team:end.ask', { name: personName(t, fullName), role: roleName(t, role, isHead) }),
      found.group === null ? t('team:end.effect') : t('team:end.effectInGroup'),
    ]),
    buttons: [
      [actionButton(t.plain('team:button.endRole'), endForGood, { grant: grantId })],
      [actionButton(t.plain('common:button.cancel'), openMember, { grant: grantId })],
    ],
  });
}

/** Ends it, and shows the team without the person. */
export async function end(turn: Turn, grantId: number): Promise<void> {
  const { t } = turn;
  const outcome = await endRole(turn.deps, { by: turn.person.id, grantId });
  switch (outcome.kind) {
    case 'ended': {
      const done = t('team:end.done', { name: personName(t, outcome.fullName) });
      if (outcome.isOwn) {
        await turn.reload();
        await turn.refreshCommands();
        return turn.show({
          text: done,
          buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
        });
      }
      return outcome.workingGroupId === null
        ? showPeople(turn, 0, done)
        : showGroup(turn, outcome.workingGroupId, 0, done);
    }
    case 'alreadyEnded':
      return outcome.workingGroupId === null
        ? showPeople(turn, 0, t('team:end.already'))
        : showGroup(turn, outcome.workingGroupId, 0, t('team:end.already'));
    case 'lastAdministrator':
      return showMember(turn, grantId, t('team:end.last'));
    case 'configured':
      return showMember(turn, grantId, t('team:end.configured'));
    case 'noRight':
      return showNoRight(turn);
    case 'notFound':
      return showGone(turn);
  }
}
