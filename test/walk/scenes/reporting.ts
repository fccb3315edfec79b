import type { Performer, Scene, Stage } from '../stage.ts';

export const quarter = '2026-Q3';

/** Types a value and sends it; the KPI has no earlier values beside which it could look odd. */
export async function submit(
  stage: Stage,
  who: Performer,
  value: { cityId: string; kpiCode: string; text: string },
): Promise<void> {
  await who.forge('sub.open', value.cityId, value.kpiCode, await stage.periodId(quarter));
  stage.saw('readQuestion: question');
  await who.say(value.text);
  await who.press('sub.send');
  stage.saw('submitValue: accepted');
}

/** Says of the open question that there is no data, up to the confirmation; also where nothing is shown any more. */
export async function sayNoData(who: Performer): Promise<void> {
  await who.forge('sub.none');
  await who.forge('sub.lack', 'no_data');
  await who.forge('sub.lackwhy', 'notGiven');
}

/** Submitting values: every way to be asked again, and to be refused. */
export const reportingScenes: readonly Scene[] = [
  {
    name: 'a value from the list to the receipt, odd and ambiguous on the way',
    async play(stage) {
      const member = stage.as(1101);
      await member.say('/submit');
      stage.saw('listOwedGroups: groups');
      await member.press('sub.open', 'oral', 'UTL-05');
      await member.say('белгісіз');
      stage.saw('previewValue: unreadable');
      await member.forge('sub.send');
      stage.saw('submitValue: unreadable');
      await member.say('1,234');
      stage.saw('previewValue: ambiguous');
      await member.forge('sub.send');
      stage.saw('submitValue: ambiguous');
      await member.press('sub.read', '1234');
      await member.forge('sub.send');
      stage.saw('submitValue: needsConfirmation');
      await member.press('sub.edit');
      await member.press('sub.resume');
      await member.press('sub.read', '1234');
      await member.press('sub.right');
      await member.say('аз');
      await member.press('sub.why', 'realChange');
      await member.press('sub.send');
      stage.saw('submitValue: accepted');
      await member.press('sub.next');
    },
  },
  {
    name: 'a slip of the decimal sign is corrected by a button',
    async play(stage) {
      const member = stage.as(1101);
      await member.forge('sub.open', 'oral', 'UTL-07', await stage.periodId(quarter));
      await member.say('5');
      await member.press('sub.fixto');
      await member.press('sub.send');
      stage.saw('submitValue: accepted');
    },
  },
  {
    name: 'lists of what is owed, by group and by city',
    async play(stage) {
      const member = stage.as(1102);
      await member.say('/submit');
      await member.press('sub.group');
      await member.press('sub.list');
      await member.say('/status');
      stage.saw('readStatusScope: own');
      const coordinator = stage.as(1202);
      await coordinator.say('/status');
      stage.saw('readStatusScope: groups');
      await coordinator.press('st.city');
      await coordinator.press('st.top');
      const authority = stage.as(1401);
      await authority.say('/status');
      stage.saw('readStatusScope: country');
      await authority.press('st.group');
      await authority.press('st.top');
      await authority.say('/deadlines');
      stage.saw('listDeadlines: deadlines');
      const owing = stage.as(1105);
      await owing.say('/deadlines');
      await owing.press('dl.ics');
      stage.saw('listCalendarEvents: events');
      const citizen = stage.as(1001);
      await citizen.forge('dl.ics');
      stage.saw('listCalendarEvents: nothingAhead');
      await citizen.say('/submit');
      stage.saw('listOwedGroups: noRight');
      await citizen.say('/status');
      stage.saw('reportStatus: noRight');
      await citizen.say('/deadlines');
      stage.saw('listDeadlines: noRight');
    },
  },
  {
    name: 'something typed is left and resumed from the menu',
    async play(stage) {
      const member = stage.as(1105);
      await member.say('/submit');
      await member.press('sub.group');
      await member.press('sub.open');
      await member.say('12');
      await member.say('/cancel');
      await member.say('/menu');
      await member.press('resume');
      await member.press('sub.edit');
      await member.press('go');
    },
  },
  {
    name: 'values that are none of theirs',
    async play(stage) {
      const period = await stage.periodId(quarter);
      const citizen = stage.as(1001);
      await citizen.forge('sub.open', 'oral', 'UTL-01', period);
      stage.saw('refuseSubmission: noRight');
      stage.saw('readQuestion: noRight');
      const member = stage.as(1101);
      await member.forge('sub.open', 'nowhere', 'UTL-01', period);
      stage.saw('refuseSubmission: notFound');
      stage.saw('readQuestion: notFound');
      await member.forge('sub.open', 'oral', 'ECO-01', await stage.periodId('2026-09'));
      stage.saw('refuseSubmission: notAssigned');
      stage.saw('readQuestion: notAssigned');
      await member.forge('sub.open', 'oral', 'UTL-01', await stage.periodId('2026-Q1'));
      stage.saw('refuseSubmission: periodLocked');
      stage.saw('readQuestion: periodLocked');
    },
  },
  {
    name: 'two members answer for one value, and one is quicker',
    async play(stage) {
      const [slow, quick] = [stage.as(1101), stage.as(1104)];
      await slow.forge('sub.open', 'oral', 'UTL-01', await stage.periodId(quarter));
      await slow.say('81');
      stage.saw('previewValue: value');
      await submit(stage, quick, { cityId: 'oral', kpiCode: 'UTL-01', text: '82' });
      await slow.press('sub.send');
      stage.saw('submitValue: overtaken');
    },
  },
  {
    name: 'the duty is taken away before the value is sent',
    async play(stage) {
      const [member, head] = [stage.as(1104), stage.as(1201)];
      await member.forge('sub.open', 'oral', 'UTL-03', await stage.periodId(quarter));
      await member.say('64');
      const grant = await stage.grantOf(1104, 'member');
      const assign = async () => {
        await head.forge('tm.member', grant);
        await head.press('tm.assign', grant);
        await head.press('asg.city', 'oral');
      };
      await assign();
      await head.press('asg.sph', 'utilities');
      await head.press('asg.all', 'utilities');
      await head.press('asg.save');
      stage.saw('setAssignments: saved');
      await member.press('sub.send');
      stage.saw('submitValue: notAssigned');
      await member.say('65');
      stage.saw('previewValue: notAssigned');
      await sayNoData(member);
      await member.forge('sub.send');
      stage.saw('submitNoValue: notAssigned');
      await assign();
      await head.press('asg.save');
      stage.saw('setAssignments: unchanged');
      await assign();
      await head.press('asg.back');
      await head.press('asg.city', 'oral');
      await head.press('asg.whole');
      await head.press('asg.save');
      stage.saw('setAssignments: saved');
    },
  },
  {
    name: 'the role ends before the value is sent',
    async play(stage) {
      const [member, head] = [stage.as(1105), stage.as(1201)];
      await member.forge('sub.open', 'oral', 'SAF-02', await stage.periodId(quarter));
      await member.say('64');
      await head.forge('tm.member', await stage.grantOf(1105, 'member'));
      await head.press('tm.end');
      const end = head.button('tm.ended');
      await head.press('tm.ended');
      stage.saw('endRole: ended');
      await member.press('sub.send');
      stage.saw('submitValue: noRight');
      await member.say('65');
      stage.saw('previewValue: noRight');
      await sayNoData(member);
      await member.forge('sub.send');
      stage.saw('submitNoValue: noRight');
      await head.tap(end);
      stage.saw('endRole: alreadyEnded');
    },
  },
];

/** Played when everything else was: the quarter closes. */
export const closingScenes: readonly Scene[] = [
  {
    name: 'the period closes before the value is sent',
    async play(stage) {
      const member = stage.as(1102);
      await member.forge('sub.open', 'oral', 'TRN-05', await stage.periodId(quarter));
      await member.say('64');
      await stage.waitUntil('2026-10-22T10:00+05:00');
      await member.press('sub.send');
      stage.saw('submitValue: periodLocked');
      await member.say('65');
      stage.saw('previewValue: periodLocked');
      await sayNoData(member);
      await member.forge('sub.send');
      stage.saw('submitNoValue: periodLocked');
    },
  },
];
