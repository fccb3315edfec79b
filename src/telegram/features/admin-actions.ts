import { defineAction } from '../callback-data.ts';

// Buttons that lead from one screen of administration to another, also from messages; in a file of their own,
// so that screens which lead to each other need not import each other.

export const openPeriods = defineAction('per.list', { page: 'int' });
export const openPeriod = defineAction('per.open', { period: 'int' });
/** Begins to reopen a period: for whom is asked first. */
export const reopen = defineAction('per.reopen', { period: 'int' });
/** The same for a working group that asked for it. */
export const reopenFor = defineAction('per.for', { period: 'int', group: 'id' });
export const askToClose = defineAction('per.shut', { reopening: 'int', period: 'int' });
export const closeForGood = defineAction('per.shutok', { reopening: 'int', period: 'int' });
/** The years of the working calendar, and how to bring one. */
export const openCalendar = defineAction('cal.years', {});
/** A member or coordinator asks the authority to reopen a period for their group. */
export const askForReopening = defineAction('per.ask', { period: 'int', group: 'id' });
