import type { Scene } from '../stage.ts';
import { quarter, submit } from './reporting.ts';

/** The message of the day: what it leads to, and what becomes of it when things in it are done. */
export const digestScenes: readonly Scene[] = [
  {
    name: 'a message of the day leads to what it names, and says at last that all is done',
    async play(stage) {
      const [member, head, only] = [stage.as(1103), stage.as(1203), stage.as(1106)];
      await stage.wait(60_000);
      await member.press('rem.go', 'submit');
      stage.saw('listOwedGroups: groups');
      await head.press('rem.ini');
      stage.saw('readInitiative: initiative');
      await only.press('rem.val', 'kokshetau', 'UTL-04', await stage.periodId(quarter));
      stage.saw('readQuestion: question');
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
      await submit(stage, stage.as(1105), { cityId: 'oral', kpiCode: 'SAF-01', text: '41' });
      await stage.wait(60_000);
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
