// Static imports: the compiler copies these files into dist/locales, and their types make the typed keys.
// A new area is one file in each language, an import of each, and a line in each list.
import kkAbsence from '../../locales/kk/absence.json' with { type: 'json' };
import kkAdmin from '../../locales/kk/admin.json' with { type: 'json' };
import kkAnswers from '../../locales/kk/answers.json' with { type: 'json' };
import kkBatch from '../../locales/kk/batch.json' with { type: 'json' };
import kkBot from '../../locales/kk/bot.json' with { type: 'json' };
import kkBroadcast from '../../locales/kk/broadcast.json' with { type: 'json' };
import kkCalendar from '../../locales/kk/calendar.json' with { type: 'json' };
import kkCommands from '../../locales/kk/commands.json' with { type: 'json' };
import kkCommon from '../../locales/kk/common.json' with { type: 'json' };
import kkCompleteness from '../../locales/kk/completeness.json' with { type: 'json' };
import kkDeadlines from '../../locales/kk/deadlines.json' with { type: 'json' };
import kkDelivery from '../../locales/kk/delivery.json' with { type: 'json' };
import kkDiscussion from '../../locales/kk/discussion.json' with { type: 'json' };
import kkEntry from '../../locales/kk/entry.json' with { type: 'json' };
import kkErrors from '../../locales/kk/errors.json' with { type: 'json' };
import kkEvidence from '../../locales/kk/evidence.json' with { type: 'json' };
import kkFeedback from '../../locales/kk/feedback.json' with { type: 'json' };
import kkHelp from '../../locales/kk/help.json' with { type: 'json' };
import kkHistory from '../../locales/kk/history.json' with { type: 'json' };
import kkInitiatives from '../../locales/kk/initiatives.json' with { type: 'json' };
import kkMenu from '../../locales/kk/menu.json' with { type: 'json' };
import kkMy from '../../locales/kk/my.json' with { type: 'json' };
import kkPeriods from '../../locales/kk/periods.json' with { type: 'json' };
import kkPrivacy from '../../locales/kk/privacy.json' with { type: 'json' };
import kkRating from '../../locales/kk/rating.json' with { type: 'json' };
import kkReminders from '../../locales/kk/reminders.json' with { type: 'json' };
import kkReview from '../../locales/kk/review.json' with { type: 'json' };
import kkSettings from '../../locales/kk/settings.json' with { type: 'json' };
import kkSnooze from '../../locales/kk/snooze.json' with { type: 'json' };
import kkStart from '../../locales/kk/start.json' with { type: 'json' };
import kkStates from '../../locales/kk/states.json' with { type: 'json' };
import kkSubmit from '../../locales/kk/submit.json' with { type: 'json' };
import kkTeam from '../../locales/kk/team.json' with { type: 'json' };
import ruAbsence from '../../locales/ru/absence.json' with { type: 'json' };
import ruAdmin from '../../locales/ru/admin.json' with { type: 'json' };
import ruAnswers from '../../locales/ru/answers.json' with { type: 'json' };
import ruBatch from '../../locales/ru/batch.json' with { type: 'json' };
import ruBot from '../../locales/ru/bot.json' with { type: 'json' };
import ruBroadcast from '../../locales/ru/broadcast.json' with { type: 'json' };
import ruCalendar from '../../locales/ru/calendar.json' with { type: 'json' };
import ruCommands from '../../locales/ru/commands.json' with { type: 'json' };
import ruCommon from '../../locales/ru/common.json' with { type: 'json' };
import ruCompleteness from '../../locales/ru/completeness.json' with { type: 'json' };
import ruDeadlines from '../../locales/ru/deadlines.json' with { type: 'json' };
import ruDelivery from '../../locales/ru/delivery.json' with { type: 'json' };
import ruDiscussion from '../../locales/ru/discussion.json' with { type: 'json' };
import ruEntry from '../../locales/ru/entry.json' with { type: 'json' };
import ruErrors from '../../locales/ru/errors.json' with { type: 'json' };
import ruEvidence from '../../locales/ru/evidence.json' with { type: 'json' };
import ruFeedback from '../../locales/ru/feedback.json' with { type: 'json' };
import ruHelp from '../../locales/ru/help.json' with { type: 'json' };
import ruHistory from '../../locales/ru/history.json' with { type: 'json' };
import ruInitiatives from '../../locales/ru/initiatives.json' with { type: 'json' };
import ruMenu from '../../locales/ru/menu.json' with { type: 'json' };
import ruMy from '../../locales/ru/my.json' with { type: 'json' };
import ruPeriods from '../../locales/ru/periods.json' with { type: 'json' };
import ruPrivacy from '../../locales/ru/privacy.json' with { type: 'json' };
import ruRating from '../../locales/ru/rating.json' with { type: 'json' };
import ruReminders from '../../locales/ru/reminders.json' with { type: 'json' };
import ruReview from '../../locales/ru/review.json' with { type: 'json' };
import ruSettings from '../../locales/ru/settings.json' with { type: 'json' };
import ruSnooze from '../../locales/ru/snooze.json' with { type: 'json' };
import ruStart from '../../locales/ru/start.json' with { type: 'json' };
import ruStates from '../../locales/ru/states.json' with { type: 'json' };
import ruSubmit from '../../locales/ru/submit.json' with { type: 'json' };
import ruTeam from '../../locales/ru/team.json' with { type: 'json' };

/** The Kazakh texts, one file per area. Their types are the keys of both languages. */
export const kazakhTexts = {
  absence: kkAbsence,
  admin: kkAdmin,
  answers: kkAnswers,
  batch: kkBatch,
  bot: kkBot,
  calendar: kkCalendar,
  broadcast: kkBroadcast,
  commands: kkCommands,
  common: kkCommon,
  completeness: kkCompleteness,
  deadlines: kkDeadlines,
  delivery: kkDelivery,
  discussion: kkDiscussion,
  entry: kkEntry,
  errors: kkErrors,
  evidence: kkEvidence,
  feedback: kkFeedback,
  help: kkHelp,
  history: kkHistory,
  initiatives: kkInitiatives,
  menu: kkMenu,
  my: kkMy,
  periods: kkPeriods,
  privacy: kkPrivacy,
  rating: kkRating,
  reminders: kkReminders,
  review: kkReview,
  settings: kkSettings,
  snooze: kkSnooze,
  start: kkStart,
  states: kkStates,
  submit: kkSubmit,
  team: kkTeam,
};

/** The Russian texts, of the same areas; a guard test holds their keys and placeholders against the Kazakh. */
export const russianTexts: Record<keyof typeof kazakhTexts, object> = {
  absence: ruAbsence,
  admin: ruAdmin,
  answers: ruAnswers,
  batch: ruBatch,
  bot: ruBot,
  calendar: ruCalendar,
  broadcast: ruBroadcast,
  commands: ruCommands,
  common: ruCommon,
  completeness: ruCompleteness,
  deadlines: ruDeadlines,
  delivery: ruDelivery,
  discussion: ruDiscussion,
  entry: ruEntry,
  errors: ruErrors,
  evidence: ruEvidence,
  feedback: ruFeedback,
  help: ruHelp,
  history: ruHistory,
  initiatives: ruInitiatives,
  menu: ruMenu,
  my: ruMy,
  periods: ruPeriods,
  privacy: ruPrivacy,
  rating: ruRating,
  reminders: ruReminders,
  review: ruReview,
  settings: ruSettings,
  snooze: ruSnooze,
  start: ruStart,
  states: ruStates,
  submit: ruSubmit,
  team: ruTeam,
};
