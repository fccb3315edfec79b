import { defineAction } from '../callback-data.ts';

// Buttons of absences and deputies, also of messages; in a file of their own, so that screens which lead to
// each other need not import each other.

export const openAway = defineAction('away', {});
export const beginAway = defineAction('away.new', {});
export const endAway = defineAction('away.end', { absence: 'int' });
export const acceptAway = defineAction('away.yes', { absence: 'int' });
export const declineAway = defineAction('away.no', { absence: 'int' });
