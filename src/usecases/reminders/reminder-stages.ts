import { REMINDER_STAGES, type ReminderProfile, type Stage } from '../../domain/reminders/stages.ts';

/** The stages that are told of a report, by profile: the standard one begins three working days before. */
export const reportStages: Readonly<Record<ReminderProfile, readonly Stage[]>> = {
  light: REMINDER_STAGES.light,
  standard: REMINDER_STAGES.standard.filter((stage) => stage <= 3),
  active: REMINDER_STAGES.active,
};
