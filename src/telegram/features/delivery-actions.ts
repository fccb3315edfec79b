import { defineAction } from '../callback-data.ts';

/** What was planned in a week, and what became of it; week 0 ends today, week 1 seven days before. */
export const openDelivery = defineAction('dlv.open', { week: 'int' });
export const openDays = defineAction('dlv.days', { week: 'int' });
export const openAreas = defineAction('dlv.areas', { week: 'int', page: 'int' });
export const sendDeliveryTable = defineAction('dlv.file', { week: 'int' });
/** Who reported late or not at all, by region; period 0 is the newest quarter. */
export const openLateness = defineAction('dlv.late', { period: 'int', page: 'int' });
export const chooseLatenessPeriod = defineAction('dlv.periods', { page: 'int' });

/** The messages that cannot arrive, and what is done with one. */
export const openDeadMessages = defineAction('dead.list', { page: 'int' });
export const openDeadMessage = defineAction('dead.open', { message: 'int' });
export const sendAgain = defineAction('dead.again', { message: 'int' });
export const closeMessage = defineAction('dead.close', { message: 'int' });
