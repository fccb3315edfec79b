import type { Scene } from '../stage.ts';

/** The message of the day: what it leads to, and what becomes of it when things in it are done. */
export const digestScenes: readonly Scene[] = [
  {
    name: 'a message of the day is opened, and shows what is left',
    async play(stage) {
      const [member, head, only] = [stage.as(1103), stage.as(1203), stage.as(1106)];
      await member.press('rem.val');
      stage.saw('readQuestion: question');
      await member.press('rem.go', 'submit');
      await head.press('rem.ini');
      stage.saw('readInitiative: initiative');
      await only.press('rem.val');
      await only.say('12');
      await only.forge('sub.send');
      stage.saw('submitValue: accepted');
      await stage.wait(60_000);
      stage.saw('readDigestLeft: allDone');
    },
  },
  {
    name: 'one thing of several is done',
    async play(stage) {
      const member = stage.as(1103);
      await member.press('rem.val');
      await member.say('1');
      await member.forge('sub.send');
      await stage.wait(5 * 60_000);
      stage.saw('readDigestLeft: left');
    },
  },
  {
    name: 'deadlines of every kind, page by page',
    async play(stage) {
      const head = stage.as(1203);
      await head.say('/deadlines');
      stage.saw('listDeadlines: deadlines');
      await head.press('dl.page', 1);
      await head.press('dl.page', 0);
    },
  },
];
