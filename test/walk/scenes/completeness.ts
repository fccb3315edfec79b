import type { Scene } from '../stage.ts';

/** What came in time and what did not; the values as a file; the history of one. */
export const completenessScenes: readonly Scene[] = [
  {
    name: 'the authority looks at the country, a group, a city, and takes the values out',
    async play(stage) {
      const authority = stage.as(1401);
      await authority.say('/status');
      await authority.press('cmp.open');
      stage.saw('reportCompleteness: completeness');
      await authority.press('cmp.periods');
      stage.saw('listReportPeriods: periods');
      await authority.press('cmp.open', 0);
      const period = await stage.periodId('2026-Q3');
      await authority.forge('cmp.group', period, 'wg_west_kazakhstan', 0);
      await authority.press('cmp.city', period, 'oral');
      await authority.press('cmp.group', period, 'wg_west_kazakhstan');
      await authority.press('cmp.open', period);
      await authority.press('cmp.file', period, 'xlsx');
      stage.saw('exportValues: values');
      await authority.press('cmp.file', period, 'csv');
      await authority.forge('cmp.file', 999_999, 'csv');
      stage.saw('exportValues: notFound');
      await authority.forge('cmp.open', 999_999, 0);
      stage.saw('reportCompleteness: noPeriod');
    },
  },
  {
    name: 'a member, an observer and a citizen see as much as they may',
    async play(stage) {
      const period = await stage.periodId('2026-Q3');
      const [member, citizen] = [stage.as(1102), stage.as(1001)];
      await member.forge('cmp.file', period, 'csv');
      stage.saw('exportValues: noRight');
      await citizen.forge('cmp.open', period, 0);
      stage.saw('reportCompleteness: noRight');
      await citizen.forge('cmp.periods', 0);
      stage.saw('listReportPeriods: noRight');
      const receipt = await stage.newestReceipt('oral', 'ECO-03');
      await member.say(`/start ${receipt}`);
      await member.press('his.open', receipt);
      stage.saw('readHistory: history');
      await member.press('his.check', receipt);
      stage.saw('checkJournal: whole');
      await member.press('his.open', receipt);
      await member.press('his.leave', receipt);
      await citizen.forge('his.open', receipt, 0);
      stage.saw('readHistory: noRight');
      await member.forge('his.open', 'rc_00000000', 0);
      stage.saw('readHistory: notFound');
      await member.forge('his.check', 'rc_00000000');
      stage.saw('checkJournal: notFound');
      await citizen.forge('his.check', receipt);
      stage.saw('checkJournal: noRight');
    },
  },
];
