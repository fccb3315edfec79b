import type { Performer, Scene } from '../stage.ts';

/** Goes to the choice of a deputy by buttons: the first day that stands ready, and the same as the last. */
async function chooseDays(who: Performer): Promise<void> {
  await who.say('/settings');
  await who.press('away');
  await who.press('away.new');
  await who.press('abs.day');
  await who.press('abs.day');
}

/** Being away: asking a colleague, who accepts, declines, or is away too. */
export const absenceScenes: readonly Scene[] = [
  {
    name: 'a colleague stands in, and gives it up',
    async play(stage) {
      const [member, deputy, head] = [stage.as(1102), stage.as(1101), stage.as(1201)];
      const [first, second] = [await stage.personId(1102), await stage.personId(1101)];
      await member.say('/settings');
      await member.press('away');
      stage.saw('readAbsences: absences');
      await member.press('away.new');
      await member.say('кеше');
      await member.press('abs.month');
      await member.press('day.none');
      await member.press('abs.back');
      await member.press('abs.day');
      await member.say('01.02.2028');
      await member.press('abs.day');
      await member.press('abs.back');
      await member.press('abs.day');
      await member.press('abs.who', second);
      stage.saw('askDeputy: asked');
      await chooseDays(member);
      await member.press('abs.who', second);
      stage.saw('askDeputy: overlaps');
      await stage.wait(60_000);
      const yes = deputy.button('away.yes');
      await head.forge('away.yes', 1);
      stage.saw('answerDeputy: noRight');
      await deputy.press('away.yes');
      stage.saw('answerDeputy: accepted');
      await deputy.tap(yes);
      stage.saw('answerDeputy: alreadyAnswered');
      await chooseDays(deputy);
      await deputy.press('abs.who', first);
      stage.saw('askDeputy: standsIn');
      await chooseDays(head);
      await head.press('abs.who', first);
      stage.saw('askDeputy: deputyAway');
      await head.forge('abs.who', head.userId);
      stage.saw('askDeputy: notColleague');
      await head.forge('away.end', 1);
      stage.saw('endAbsence: noRight');
      await head.forge('away.end', 999_999);
      stage.saw('endAbsence: notFound');
      await head.forge('away.yes', 999_999);
      stage.saw('answerDeputy: notFound');
      await deputy.say('/submit');
      await deputy.say('/settings');
      await deputy.press('away');
      await deputy.press('away.end');
      stage.saw('endAbsence: ended');
      await stage.wait(60_000);
    },
  },
  {
    name: 'somebody of a large group looks for a deputy',
    async play(stage) {
      const member = stage.as(1103);
      await chooseDays(member);
      await member.press('abs.page', 1);
    },
  },
  {
    name: 'a question is declined, taken back, or came too late',
    async play(stage) {
      const [member, deputy, citizen] = [stage.as(1102), stage.as(1101), stage.as(1001)];
      const [first, second] = [await stage.personId(1102), await stage.personId(1101)];
      await chooseDays(member);
      await member.press('abs.who', second);
      await stage.wait(60_000);
      await deputy.press('away.no');
      stage.saw('answerDeputy: declined');
      await stage.wait(60_000);
      await chooseDays(member);
      await member.press('abs.who', second);
      await stage.wait(60_000);
      const yes = deputy.button('away.yes');
      // Meanwhile the deputy is to be away too.
      await chooseDays(deputy);
      await deputy.forge('abs.who', await stage.personId(1201));
      stage.saw('askDeputy: asked');
      await deputy.tap(yes);
      stage.saw('answerDeputy: isAway');
      await member.say('/settings');
      await member.press('away');
      const end = member.button('away.end');
      await member.tap(end);
      stage.saw('endAbsence: ended');
      await member.tap(end);
      stage.saw('endAbsence: alreadyEnded');
      await deputy.tap(yes);
      stage.saw('answerDeputy: gone');
      await citizen.forge('away');
      stage.saw('readAbsences: noRight');
      await stage.wait(60_000);
      // Typed in the evening for the next day, and sent when that day is over.
      await chooseDays(member);
      await stage.wait(40 * 24 * 60 * 60_000);
      await member.press('abs.who', first === second ? first : second);
      stage.saw('askDeputy: badDays');
    },
  },
  {
    name: 'the role ends before a deputy is asked',
    async play(stage) {
      const [member, head] = [stage.as(1104), stage.as(1201)];
      await chooseDays(member);
      await head.forge('tm.member', await stage.grantOf(1104, 'member'));
      await head.press('tm.end');
      await head.press('tm.ended');
      await member.press('abs.who');
      stage.saw('askDeputy: noRight');
    },
  },
];
