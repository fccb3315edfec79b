import { minute } from '../../setup/clock.ts';
import type { Scene } from '../stage.ts';
import { quarter, submit } from './reporting.ts';

/** Deciding on values: by two at once, on one's own, on a replaced one, on those of others. */
export const reviewScenes: readonly Scene[] = [
  {
    name: 'two coordinators decide on one value',
    async play(stage) {
      const [member, head, deputy] = [stage.as(1102), stage.as(1201), stage.as(1202)];
      await submit(stage, member, { cityId: 'oral', kpiCode: 'ECO-03', text: '55' });
      await submit(stage, member, { cityId: 'oral', kpiCode: 'TRN-01', text: '61' });
      const version = await stage.newestVersion('oral', 'ECO-03');
      await deputy.press('rev.open', version);
      await deputy.press('rev.next');
      await deputy.press('rev.next');
      await head.press('rev.open', version);
      await head.press('rev.ok', version);
      stage.saw('approveValue: decided');
      await deputy.press('rev.ok', version);
      stage.saw('approveValue: alreadyDecided');
      await deputy.forge('rev.why', version, 'unit');
      stage.saw('returnValue: alreadyDecided');
    },
  },
  {
    name: 'a value is returned with a reason, and corrected',
    async play(stage) {
      const [member, head] = [stage.as(1102), stage.as(1201)];
      const version = await stage.newestVersion('oral', 'TRN-01');
      await head.forge('rev.open', version);
      await head.press('rev.back', version);
      await head.press('rev.keep');
      await head.press('rev.back', version);
      await head.say('аз');
      stage.saw('returnValue: badReason');
      await head.press('rev.why', version, 'source');
      stage.saw('returnValue: decided');
      // An approval was told a moment ago: the next message gathers for ten minutes.
      await stage.wait(10 * minute);
      await member.press('sub.open', 'oral', 'TRN-01');
      await member.say('62');
      await member.press('sub.send');
      stage.saw('submitValue: accepted');
    },
  },
  {
    name: 'a value is replaced while it is looked at',
    async play(stage) {
      const [member, head] = [stage.as(1102), stage.as(1201)];
      await submit(stage, member, { cityId: 'oral', kpiCode: 'TRN-03', text: '70' });
      const first = await stage.newestVersion('oral', 'TRN-03');
      await head.forge('rev.open', first);
      const approve = head.button('rev.ok', first);
      await submit(stage, member, { cityId: 'oral', kpiCode: 'TRN-03', text: '71' });
      await head.tap(approve);
      stage.saw('approveValue: superseded');
      await head.forge('rev.why', first, 'period');
      stage.saw('returnValue: superseded');
    },
  },
  {
    name: 'nobody decides on a value of their own',
    async play(stage) {
      const head = stage.as(1201);
      await submit(stage, head, { cityId: 'oral', kpiCode: 'SOC-01', text: '40' });
      const own = await stage.newestVersion('oral', 'SOC-01');
      await head.say('/review');
      await head.forge('rev.ok', own);
      stage.saw('approveValue: ownValue');
      await head.forge('rev.why', own, 'typo');
      stage.saw('returnValue: ownValue');
    },
  },
  {
    name: 'values of others, and none at all',
    async play(stage) {
      const version = await stage.newestVersion('oral', 'SOC-01');
      const stranger = stage.as(1203);
      await stranger.say('/review');
      await stranger.forge('rev.ok', version);
      stage.saw('approveValue: noRight');
      await stranger.forge('rev.why', version, 'typo');
      stage.saw('returnValue: noRight');
      await stranger.forge('rev.ok', 999_999);
      stage.saw('approveValue: notFound');
      await stranger.forge('rev.why', 999_999, 'typo');
      stage.saw('returnValue: notFound');
      await stranger.forge('rev.open', 999_999);
      stage.saw('readSubmission: notFound');
      await stranger.forge('rev.open', version);
      stage.saw('readSubmission: noRight');
    },
  },
  {
    name: 'the authority decides where no coordinator is free, and only there',
    async play(stage) {
      const [authority, lone] = [stage.as(1401), stage.as(1203)];
      const version = await stage.newestVersion('oral', 'SOC-01');
      await authority.say('/review');
      await authority.forge('rev.ok', version);
      stage.saw('approveValue: coordinatorDecides');
      await authority.forge('rev.why', version, 'typo');
      stage.saw('returnValue: coordinatorDecides');
      await submit(stage, lone, { cityId: 'astana', kpiCode: 'SOC-01', text: '41' });
      await authority.press('rev.open', await stage.newestVersion('astana', 'SOC-01'));
      await authority.press('rev.ok');
      stage.saw('approveValue: decided');
    },
  },
  {
    name: 'the receipt leads to the card of the value',
    async play(stage) {
      const period = await stage.periodId(quarter);
      const member = stage.as(1102);
      const receipt = await stage.newestReceipt('oral', 'TRN-03');
      await member.say(`/start ${receipt}`);
      stage.saw('readSubmission: card');
      await member.press('sub.open', 'oral', 'TRN-03', period);
      await stage.as(1002).say(`/start ${receipt}`);
      stage.saw('readSubmission: noRight');
    },
  },
];
