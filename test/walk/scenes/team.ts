import type { Scene } from '../stage.ts';
import { write } from './citizens.ts';

const west = 'wg_west_kazakhstan';
const akmola = 'wg_akmola';

/** People of groups and of the country: what each sees, who may end whose role, who answers for what. */
export const teamScenes: readonly Scene[] = [
  {
    name: 'the team, page by page',
    async play(stage) {
      const [head, administrator, authority] = [stage.as(1201), stage.as(1501), stage.as(1401)];
      await head.say('/team');
      stage.saw('readCountryTeam: groups');
      stage.saw('readGroupTeam: group');
      await head.press('tm.group', west, 1);
      await head.press('tm.gaps', west);
      stage.saw('listGaps: listed');
      await head.press('tm.gap', west);
      await head.press('tm.fill');
      stage.saw('readDuties: duties');
      await head.press('asg.sph');
      await head.press('asg.kpi');
      await head.press('asg.back');
      await head.forge('tm.group', west, 0);
      await head.press('tm.member');
      stage.saw('readTeamMember: member');
      await authority.say('/team');
      await authority.press('tm.home', 1);
      await administrator.say('/team');
      stage.saw('readCountryTeam: country');
      await administrator.press('tm.people');
      stage.saw('readCountryPeople: listed');
    },
  },
  {
    name: 'teams of others',
    async play(stage) {
      const stranger = stage.as(1203);
      const member = await stage.grantOf(1101, 'member');
      await stranger.forge('tm.group', west, 0);
      stage.saw('readGroupTeam: noRight');
      await stranger.forge('tm.group', 'nowhere', 0);
      stage.saw('readGroupTeam: notFound');
      await stranger.forge('tm.member', member);
      stage.saw('readTeamMember: noRight');
      await stranger.forge('tm.member', 999_999);
      stage.saw('readTeamMember: notFound');
      await stranger.forge('tm.gaps', west, 0);
      stage.saw('listGaps: noRight');
      await stranger.forge('tm.people', 0);
      stage.saw('readCountryPeople: noRight');
      await stranger.forge('tm.ended', member);
      stage.saw('endRole: noRight');
      await stranger.forge('tm.ended', 999_999);
      stage.saw('endRole: notFound');
      await stage.as(1101).say('/team');
      stage.saw('readCountryTeam: noRight');
    },
  },
  {
    name: 'an administrator by the configuration comes, and cannot be relieved here',
    async play(stage) {
      const [configured, administrator] = [stage.as(900), stage.as(1501)];
      await configured.say('/start');
      await configured.press('lang', configured.language);
      const grant = await stage.grantOf(900, 'administrator');
      await administrator.say('/team');
      await administrator.press('tm.people');
      await administrator.press('tm.member', grant);
      await administrator.press('tm.end', grant);
      await administrator.press('tm.ended', grant);
      stage.saw('endRole: configured');
    },
  },
  {
    name: 'a group of many cities, and a sphere that is none',
    async play(stage) {
      const head = stage.as(1204);
      await head.forge('tm.member', await stage.grantOf(1204, 'coordinator'));
      await head.press('tm.assign');
      await head.press('asg.page', 1);
      await head.press('asg.city');
      await head.forge('asg.all', 'nowhere');
      await head.press('asg.save');
      stage.saw('setAssignments: notFound');
    },
  },
  {
    name: 'a coordinator is relieved in the middle of everything',
    async play(stage) {
      const [head, deputy, administrator] = [stage.as(1204), stage.as(1205), stage.as(1501)];
      const grant = await stage.grantOf(1205, 'coordinator');
      await head.forge('tm.member', grant);
      await head.press('tm.assign');
      await head.press('asg.city');
      const feedback = await write(stage, stage.as(1002), 'kokshetau', 'Автобус сирек жүреді.');
      await deputy.press('ans.open', feedback);
      await deputy.press('ans.new');
      await deputy.say('Қазаннан жиілейді.');
      await deputy.press('ans.skip');
      await deputy.say('/team');
      await deputy.press('tm.member', grant);
      await deputy.press('tm.assign');
      await deputy.press('asg.city');
      await deputy.say('/team');
      await deputy.press('tm.invite', akmola);
      await deputy.press('ti.role', 'observer');
      await deputy.say('Серік Бекұлы');
      await deputy.say('Сарапшы');
      await administrator.forge('tm.group', akmola, 0);
      await administrator.press('tm.member', grant);
      await administrator.press('tm.end');
      await administrator.press('tm.ended');
      stage.saw('endRole: ended');
      await deputy.press('ti.create');
      stage.saw('createInvitation: noRight');
      await deputy.press('asg.save');
      stage.saw('setAssignments: noRight');
      await deputy.press('ans.send');
      stage.saw('answerFeedback: notAllowed');
      await head.press('asg.save');
      stage.saw('setAssignments: notMember');
    },
  },
];
