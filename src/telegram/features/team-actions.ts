import { defineAction } from '../callback-data.ts';

// Buttons that lead from one screen of the team to another; in a file of their own, so that screens which
// lead to each other need not import each other.

export const openTeam = defineAction('tm.home', { page: 'int' });
export const openGroup = defineAction('tm.group', { group: 'id', page: 'int' });
export const openPeople = defineAction('tm.people', { page: 'int' });
export const openMember = defineAction('tm.member', { grant: 'int' });
export const openGaps = defineAction('tm.gaps', { group: 'id', page: 'int' });
export const openCityGap = defineAction('tm.gap', { group: 'id', city: 'id', page: 'int' });
/** Assigns in one city what nobody is assigned to. */
export const assignIn = defineAction('tm.fill', { grant: 'int', city: 'id' });
export const askToEnd = defineAction('tm.end', { grant: 'int' });
export const endForGood = defineAction('tm.ended', { grant: 'int' });
export const assignTo = defineAction('tm.assign', { grant: 'int' });
export const inviteTo = defineAction('tm.invite', { group: 'id' });

export const openInvitations = defineAction('inv.list', { page: 'int' });
export const openInvitationCard = defineAction('inv.card', { invitation: 'int' });
export const confirmGuest = defineAction('inv.yes', { invitation: 'int' });
export const rejectGuest = defineAction('inv.no', { invitation: 'int' });
export const revoke = defineAction('inv.revoke', { invitation: 'int' });
export const newLink = defineAction('inv.link', { invitation: 'int' });
/** The guest goes on after the consent; which invitation it was is in the dialogue. */
export const goOnAsGuest = defineAction('inv.guest', {});
