import type { Scene } from '../stage.ts';
import { quarter } from './reporting.ts';

const west = 'wg_west_kazakhstan';

/** Played while the quarter is open. */
export const periodScenes: readonly Scene[] = [
  {
    name: 'the authority looks at the periods, others may not',
    async play(stage) {
      const [authority, administrator, citizen] = [stage.as(1401), stage.as(1501), stage.as(1001)];
      await administrator.say('/admin');
      stage.saw('listReopeningRequests: requests');
      await authority.say('/admin');
      await administrator.press('cal.years');
      stage.saw('listCalendarYears: years');
      await citizen.forge('cal.years');
      stage.saw('listCalendarYears: noRight');
      await authority.press('per.list');
      stage.saw('listPeriods: periods');
      await authority.press('per.list', 1);
      await authority.press('per.open');
      stage.saw('readPeriod: period');
      await authority.forge('per.open', 999_999);
      stage.saw('readPeriod: notFound');
      await authority.forge('per.reopen', 999_999);
      stage.saw('readReopeningChoices: notFound');
      await authority.forge('per.reopen', await stage.periodId(quarter));
      stage.saw('readReopeningChoices: notLocked');
      await authority.forge('per.shutok', 999_999, 1);
      stage.saw('closeReopening: notFound');
      await citizen.say('/admin');
      stage.saw('listReopeningRequests: noRight');
      await citizen.forge('per.list', 0);
      stage.saw('listPeriods: noRight');
      await citizen.forge('per.open', 1);
      stage.saw('readPeriod: noRight');
      await citizen.forge('per.reopen', 1);
      stage.saw('readReopeningChoices: noRight');
    },
  },
];

/** Played when the quarter is locked: who asks for a reopening, who decides on it, and what it lets in. */
export const reopeningScenes: readonly Scene[] = [
  {
    name: 'a group asks for a reopening, and gets it',
    async play(stage) {
      const [member, authority, citizen] = [stage.as(1102), stage.as(1401), stage.as(1001)];
      const period = await stage.periodId(quarter);
      await member.forge('sub.open', 'oral', 'TRN-05', period);
      stage.saw('readQuestion: periodLocked');
      await member.press('per.ask', period, west);
      stage.saw('askToReopen: asked');
      await member.forge('per.ask', period, west);
      stage.saw('askToReopen: alreadyAsked');
      await member.forge('per.ask', 999_999, west);
      stage.saw('askToReopen: notFound');
      await citizen.forge('per.ask', period, west);
      stage.saw('askToReopen: noRight');
      await stage.wait(60_000);
      await authority.press('per.for', period, west);
      stage.saw('readReopeningChoices: choices');
      await authority.say('аз');
      await authority.say('Сервер үш күн істемеді');
      await authority.say('ертең');
      await authority.say('24.10');
      await authority.press('reo.day');
      await authority.press('reo.back');
      await authority.press('reo.day');
      await authority.press('reo.go');
      stage.saw('reopenPeriod: reopened');
      await member.forge('per.ask', period, west);
      stage.saw('askToReopen: notLocked');
      await member.forge('sub.open', 'oral', 'TRN-05', period);
      stage.saw('readQuestion: question');
    },
  },
  {
    name: 'a reopening that is none, and one that is ended early',
    async play(stage) {
      const [authority, citizen] = [stage.as(1401), stage.as(1001)];
      const period = await stage.periodId(quarter);
      const choose = async (group: string) => {
        await authority.forge('per.open', period);
        await authority.press('per.reopen');
        await authority.press('reo.one');
        await authority.press('reo.page', 1);
        if (group === west && !authority.sees('reo.group', west)) await authority.press('reo.page', 0);
        if (group === west) await authority.press('reo.group', west);
        else await authority.forge('reo.group', group);
        await authority.press('reo.why', 'outage');
      };
      await choose(west);
      await authority.press('reo.day');
      await authority.press('reo.go');
      stage.saw('reopenPeriod: alreadyOpen');
      await authority.forge('reo.day', '2026-10-01');
      await authority.press('reo.go');
      stage.saw('reopenPeriod: badDay');
      await choose('nowhere');
      await authority.press('reo.day');
      await authority.press('reo.go');
      stage.saw('reopenPeriod: notFound');
      await authority.forge('per.open', period);
      stage.saw('readPeriod: period');
      await authority.press('per.shut');
      const close = authority.button('per.shutok');
      await citizen.forge('per.shutok', 1, period);
      stage.saw('closeReopening: noRight');
      await authority.press('per.shutok');
      stage.saw('closeReopening: closed');
      await authority.tap(close);
      stage.saw('closeReopening: alreadyClosed');
      await stage.wait(60_000);
    },
  },
  {
    name: 'the country is reopened; whoever is relieved meanwhile reopens nothing',
    async play(stage) {
      const [authority, late, administrator] = [stage.as(1401), stage.as(1402), stage.as(1501)];
      const period = await stage.periodId(quarter);
      for (const who of [late, authority]) {
        await who.forge('per.open', period);
        await who.press('per.reopen');
        await who.press('reo.all');
        await who.press('reo.why', 'correction');
        await who.press('reo.day');
      }
      await administrator.say('/team');
      await administrator.press('tm.people');
      await administrator.press('tm.member', await stage.grantOf(1402, 'authority'));
      await administrator.press('tm.end');
      await administrator.press('tm.ended');
      await late.press('reo.go');
      stage.saw('reopenPeriod: noRight');
      await authority.press('reo.go');
      stage.saw('reopenPeriod: reopened');
      await stage.wait(60_000);
    },
  },
];
