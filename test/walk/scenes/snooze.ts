import type { Scene } from '../stage.ts';

const hour = 3_600_000;
/** The message of a day on which nothing is overdue. */
const message = '2026-10-13';

/** Putting off a reminder. Played in the days before the deadline of the quarter, and on its last evening. */
export const snoozeScenes: readonly Scene[] = [
  {
    name: 'a reminder is put off, shown at once, and told again',
    async play(stage) {
      const member = stage.as(1103);
      await stage.waitUntil(`${message}T10:00+05:00`);
      await member.press('snz', message);
      stage.saw('readSnoozeChoices: choices');
      await member.press('snz.back');
      stage.saw('readSnooze: notPutOff');
      stage.saw('readDigestNow: ready');
      await member.press('snz');
      await member.press('snz.month');
      await member.press('day.none');
      await member.press('snz.day');
      stage.saw('putOffReminder: putOff');
      await member.press('snz');
      await member.press('snz.back');
      stage.saw('readSnooze: putOff');
      await member.press('snz.now');
      stage.saw('endSnooze: ended');
      await member.forge('snz.now', message);
      stage.saw('endSnooze: notPutOff');
      await member.forge('snz.day', message, '2026-10-20');
      stage.saw('putOffReminder: tooLate');
      await member.press('snz.to', message, 'latest');
      await member.forge('snz.day', message, '2026-10-01');
      stage.saw('putOffReminder: past');
      await member.press('snz.to', message, 'hour');
      await stage.wait(hour);
      await stage.wait(60_000);
      await member.say('/menu');
      const again = member.button('snz');
      if (again.data.includes(message)) throw new Error('What was put off did not come again');
      await member.tap(again);
      stage.saw('readSnoozeChoices: choices');
      await member.forge('snz', 's999999');
      stage.saw('readSnoozeChoices: nothingOwed');
      await member.forge('snz.to', 's999999', 'hour');
      stage.saw('putOffReminder: nothingOwed');
      await member.forge('snz.back', 's999999');
      stage.saw('readDigestNow: untrue');
    },
  },
  {
    name: 'on the last evening nothing can be put off any more',
    async play(stage) {
      const member = stage.as(1103);
      await stage.waitUntil('2026-10-14T17:20+05:00');
      await member.forge('snz', message);
      stage.saw('readSnoozeChoices: tooLate');
      await stage.waitUntil('2026-10-14T18:20+05:00');
      await member.forge('snz', message);
      stage.saw('readSnoozeChoices: overdue');
      await member.forge('snz.to', message, 'hour');
      stage.saw('putOffReminder: overdue');
    },
  },
];
