import type { Scene } from '../stage.ts';
import { quarter, submit } from './reporting.ts';

/** Saying that there is no value, correcting what was sent, sending the same again. */
export const entryScenes: readonly Scene[] = [
  {
    name: 'from the spheres to a question that has no answer, and on to the next',
    async play(stage) {
      const member = stage.as(1103);
      await member.say('/submit');
      await member.press('sub.group', 'astana', await stage.periodId(quarter));
      await member.press('sub.sphere', 'astana', await stage.periodId(quarter), 'transport');
      await member.press('sub.next');
      stage.saw('readQuestion: question');
      await member.press('sub.none');
      await member.press('sub.lack', 'not_applicable');
      await member.press('sub.lackwhy', 'noService');
      await member.press('sub.evid');
      await member.say('https://stat.gov.kz/');
      await member.press('sub.evdone');
      await member.press('sub.lack');
      await member.press('sub.resume');
      const send = member.button('sub.send');
      await member.press('sub.send');
      stage.saw('submitNoValue: accepted');
      await member.tap(send);
      await member.press('sub.next');
      stage.saw('readQuestion: question');
    },
  },
  {
    name: 'there is no value: a ready reason, own words, a change of mind',
    async play(stage) {
      const member = stage.as(1101);
      await member.forge('sub.open', 'oral', 'UTL-02', await stage.periodId(quarter));
      await member.press('sub.none');
      await member.press('sub.lack', 'not_applicable');
      await member.say('аз');
      await member.press('sub.none');
      await member.press('sub.lack', 'no_data');
      await member.press('sub.lackwhy', 'notGiven');
      await member.press('sub.send');
      stage.saw('submitNoValue: accepted');
      await member.forge('sub.open', 'oral', 'UTL-02', await stage.periodId(quarter));
      await member.press('sub.none');
      await member.press('sub.lack', 'no_data');
      await member.press('sub.lackwhy', 'notGiven');
      await member.press('sub.send');
      stage.saw('submitNoValue: unchanged');
    },
  },
  {
    name: 'another member sends it first, or the reason is forged away',
    async play(stage) {
      const [slow, quick] = [stage.as(1101), stage.as(1104)];
      await slow.forge('sub.open', 'oral', 'UTL-02', await stage.periodId(quarter));
      await slow.press('sub.none');
      await slow.press('sub.lack', 'not_applicable');
      await slow.say('Мұндай желі жоқ');
      await submit(stage, quick, { cityId: 'oral', kpiCode: 'UTL-02', text: '44' });
      await slow.press('sub.send');
      stage.saw('submitNoValue: overtaken');
      await slow.forge('sub.list', 0);
    },
  },
  {
    name: 'what was sent is opened again, and sent as it stands',
    async play(stage) {
      const [member, citizen] = [stage.as(1104), stage.as(1001)];
      await member.forge('sub.list', 0);
      await member.press('sub.sent', 0);
      stage.saw('listSent: sent');
      await member.press('sub.open', 'oral', 'UTL-02');
      await member.say('44');
      await member.press('sub.send');
      stage.saw('submitValue: unchanged');
      await citizen.forge('sub.sent', 0);
      stage.saw('listSent: noRight');
    },
  },
];
