import { png } from '../../sandbox/server/fixture.ts';
import type { Scene } from '../stage.ts';
import { quarter } from './reporting.ts';

const pdf = { fileName: 'a.pdf', mimeType: 'application/pdf' };

/** What a value rests on: given, taken away, opened, and kept from whoever may not see it. */
export const evidenceScenes: readonly Scene[] = [
  {
    name: 'files, a link, a comment and a grade go with a value, and reviewers open them',
    async play(stage) {
      const [member, head, stranger] = [stage.as(1103), stage.as(1203), stage.as(1101)];
      await member.forge('sub.open', 'astana', 'UTL-01', await stage.periodId(quarter));
      await member.sendPictures([png(30, 20), png(31, 20)]);
      stage.saw('keepFile: kept');
      await member.say('90');
      await member.press('sub.evid');
      await member.sendDocument(new Uint8Array([1, 2, 3]), pdf);
      stage.saw('keepFile: kept');
      await member.sendDocument(new Uint8Array(), pdf);
      stage.saw('keepFile: empty');
      await member.say('https://stat.gov.kz/a');
      await member.say('ftp://stat.gov.kz/a');
      await member.say('GPS 51.16, 71.47');
      await member.press('sub.unfile');
      await member.press('sub.unlink');
      await member.press('sub.unnote');
      await member.press('sub.evdone');
      await member.press('sub.grade');
      await member.press('sub.graded', 'register');
      await member.press('sub.send');
      stage.saw('checkEvidence: checked');
      stage.saw('submitValue: accepted');
      const version = await stage.newestVersion('astana', 'UTL-01');
      await head.say('/review');
      await head.forge('rev.open', version);
      await head.press('ev.open', version);
      stage.saw('readEvidence: evidence');
      await head.press('his.open');
      await head.press('ev.open', version);
      stage.saw('readEvidence: evidence');
      await head.press('rev.open', version);
      await stranger.forge('ev.open', version);
      stage.saw('readEvidence: noRight');
      await head.forge('ev.open', 99_999);
      stage.saw('readEvidence: notFound');
    },
  },
  {
    name: 'a file comes from whose role has just ended',
    async play(stage) {
      // Relieved in a scene before; what they were asked then is still open.
      const guest = stage.as(1105);
      await guest.sendPictures([png(30, 21)]);
      stage.saw('keepFile: noRight');
    },
  },
];
