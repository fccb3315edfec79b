import { type Feature, on } from '../feature.ts';
import {
  askToEnd,
  assignIn,
  assignTo,
  endForGood,
  inviteTo,
  openCityGap,
  openGaps,
  openGroup,
  openMember,
  openPeople,
  openTeam,
} from './team-actions.ts';
import { assignActions, assignDialogue, beginAssigning } from './team-assign.ts';
import { showPeople, showTeam } from './team-country.ts';
import { showCityGap, showGaps } from './team-gaps.ts';
import { showGroup } from './team-group.ts';
import { beginInvite, inviteActions, inviteDialogue } from './team-invite.ts';
import { askEnd, end, showMember } from './team-member.ts';

/** The people of a group or of the country: their roles, what they answer for, invitations. */
export const teamFeature: Feature = {
  commands: { team: (turn) => showTeam(turn) },
  dialogues: [inviteDialogue, assignDialogue],
  actions: [
    on(openTeam, (turn, { page }) => showTeam(turn, page)),
    on(openGroup, (turn, { group, page }) => showGroup(turn, group, page)),
    on(openPeople, (turn, { page }) => showPeople(turn, page)),
    on(openMember, (turn, { grant }) => showMember(turn, grant)),
    on(openGaps, (turn, { group, page }) => showGaps(turn, group, page)),
    on(openCityGap, (turn, { group, city, page }) => showCityGap(turn, group, city, page)),
    on(assignIn, (turn, { grant, city }) => beginAssigning(turn, grant, city)),
    on(askToEnd, (turn, { grant }) => askEnd(turn, grant)),
    on(endForGood, (turn, { grant }) => end(turn, grant)),
    on(assignTo, (turn, { grant }) => beginAssigning(turn, grant)),
    on(inviteTo, (turn, { group }) => beginInvite(turn, group)),
    ...inviteActions,
    ...assignActions,
  ],
};
