import { minute } from '../../setup/clock.ts';
import type { Scene } from '../stage.ts';
import { submit } from './reporting.ts';

/** Reviewing at both levels, many at once, and discussing: what the scenes of single reviews have left. */
export const reviewManyScenes: readonly Scene[] = [
  {
    name: 'a coordinator looks around, opens a card from a list, and approves a selection',
    async play(stage) {
      const deputy = stage.as(1202);
      await deputy.say('/review');
      await deputy.press('rev.list', 'review', 'oral', 'all');
      await deputy.press('rev.card');
      await deputy.press('rev.prev');
      await deputy.press('rev.tolist');
      await deputy.press('rev.city', 'review', 'oral');
      await deputy.press('rev.list', 'review', 'oral', 'transport');
      await deputy.press('rev.tick');
      await deputy.press('rev.some');
      stage.saw('decideValues: decided');
      await deputy.press('rev.list', 'review', 'oral');
    },
  },
  {
    name: 'what was chosen is decided by another coordinator first',
    async play(stage) {
      const [member, head, deputy] = [stage.as(1102), stage.as(1201), stage.as(1202)];
      await submit(stage, member, { cityId: 'oral', kpiCode: 'TRN-02', text: '55' });
      const version = await stage.newestVersion('oral', 'TRN-02');
      await deputy.say('/review');
      await deputy.press('rev.list', 'review', 'oral', 'transport');
      await deputy.press('rev.tick', version);
      await head.say('/review');
      await head.forge('rev.ok', version);
      stage.saw('approveValue: decided');
      await deputy.press('rev.some');
      stage.saw('decideValues: noneDecided');
    },
  },
  {
    name: 'everything without remarks is approved',
    async play(stage) {
      const [member, deputy] = [stage.as(1102), stage.as(1202)];
      await submit(stage, member, { cityId: 'oral', kpiCode: 'TRN-02', text: '56' });
      await deputy.say('/review');
      await deputy.press('rev.list', 'review', 'oral', 'all');
      await deputy.press('rev.plain');
      stage.saw('decideValues: decided');
      await stage.as(1001).say('/review');
      await stage.as(1001).forge('rev.plain');
      stage.saw('decideValues: noRight');
    },
  },
  {
    name: 'the authority verifies one, returns one, and verifies a city',
    async play(stage) {
      const [authority, head] = [stage.as(1401), stage.as(1201)];
      const version = await stage.newestVersion('oral', 'TRN-02');
      await authority.say('/review');
      await authority.press('rev.group', 'verify', 'wg_west_kazakhstan');
      await authority.press('rev.top', 'verify');
      await authority.press('rev.group', 'verify', 'wg_west_kazakhstan');
      await authority.press('rev.list', 'verify', 'oral', 'transport');
      await authority.press('rev.card');
      await authority.forge('rev.verify', version);
      stage.saw('verifyValue: decided');
      await authority.forge('rev.verify', version);
      stage.saw('verifyValue: alreadyDecided');
      await authority.press('rev.verify');
      stage.saw('verifyValue: decided');
      await authority.press('rev.back');
      await authority.press('rev.why', undefined, 'source');
      stage.saw('returnValue: decided');
      await authority.press('rev.list', 'verify', 'oral', 'all').catch(() => authority.say('/review'));
      await authority.forge('rev.list', 'verify', 'oral', 'all');
      await authority.press('rev.page', 1);
      await authority.press('rev.whole');
      await authority.press('rev.page');
      await authority.press('rev.whole');
      await authority.press('rev.city.ok');
      stage.saw('decideValues: decided');
      await head.say('/review');
      await head.forge('rev.verify', version);
      stage.saw('verifyValue: noRight');
    },
  },
  {
    name: 'what cannot be verified',
    async play(stage) {
      const [authority, member, head] = [stage.as(1402), stage.as(1102), stage.as(1201)];
      await authority.say('/review');
      await authority.forge('rev.verify', 999_999);
      stage.saw('verifyValue: notFound');
      await submit(stage, member, { cityId: 'oral', kpiCode: 'ECO-04', text: '30' });
      const version = await stage.newestVersion('oral', 'ECO-04');
      await authority.forge('rev.verify', version);
      stage.saw('verifyValue: notApproved');
      await head.say('/review');
      await head.forge('rev.ok', version);
      await submit(stage, member, { cityId: 'oral', kpiCode: 'ECO-04', text: '31' });
      await authority.forge('rev.verify', version);
      stage.saw('verifyValue: superseded');
    },
  },
  {
    name: 'a value is discussed by both sides, and looked at by others',
    async play(stage) {
      const [head, member, observer] = [stage.as(1201), stage.as(1102), stage.as(1301)];
      const version = await stage.newestVersion('oral', 'ECO-04');
      await head.forge('rev.open', version);
      await head.press('dis.open');
      stage.saw('readDiscussion: discussion');
      await head.say('\u200e');
      stage.saw('discussValue: empty');
      await head.say('ұзын '.repeat(110));
      stage.saw('discussValue: tooLong');
      for (const text of [
        'Құжаты қайда?',
        'Актісін қосыңыз.',
        'Күтеміз.',
        'Тағы бір сұрақ бар.',
        'Жауап беріңіз.',
      ]) {
        await head.say(text);
        stage.saw('discussValue: sent');
      }
      await head.press('dis.open', undefined, 1);
      await head.press('dis.open', undefined, 0);
      await head.press('dis.leave');
      await member.press('dis.open');
      await member.say('Акт приложу сегодня.');
      await member.press('dis.leave');
      await stage.wait(11 * minute);
      await observer.forge('dis.open', await stage.submissionOf(version), 0);
      stage.saw('readDiscussion: discussion');
      for (const stranger of [stage.as(1203), stage.as(1001)]) {
        await stranger.forge('dis.open', await stage.submissionOf(version), 0);
        stage.saw('readDiscussion: noRight');
        await stranger.say('Сәлем');
        stage.saw('discussValue: noRight');
      }
      await head.forge('dis.open', 999_999, 0);
      stage.saw('readDiscussion: notFound');
      await head.say('Қайда?');
      stage.saw('discussValue: notFound');
    },
  },
];
