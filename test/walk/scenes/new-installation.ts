import { day } from '../../setup/clock.ts';
import type { Scene } from '../stage.ts';

const administrator = {
  role: 'administrator',
  workingGroupId: null,
  isHead: false,
  fullName: 'Айдос Серіков',
  post: 'Бас әкімші',
  cityIds: [],
  sphereIds: [],
  kpiCodes: [],
} as const;

/** An installation on its first day: nobody has a role, nothing was reported, no operator is named. */
export const newInstallationScenes: readonly Scene[] = [
  {
    name: 'a citizen comes before there is an operator',
    async play(stage) {
      const citizen = stage.as(3002);
      await citizen.say('/start');
      await citizen.press('lang', citizen.language);
      await citizen.say('Уральск');
      stage.saw('chooseCity: chosen');
      await citizen.say('/rating');
      stage.saw('readRatingTable: none');
      await citizen.press('rat.tab');
      await citizen.say('/city Орал');
      stage.saw('readCityCard: notComputed');
      await citizen.say('/feedback');
      await citizen.forge('cons.yes');
      stage.saw('giveConsent: noOperator');
      await citizen.say('/privacy');
      await citizen.press('priv.cons');
      await stage.wait(day);
      stage.saw('runNightlyRating: noQuarter');
    },
  },
  {
    name: 'the operator appoints the first administrator, who must not leave',
    async play(stage) {
      stage.nameOperator();
      const first = stage.as(3001);
      const invitation = await stage.inviteByOperator(administrator);
      await first.say(`/start ${invitation}`);
      await first.press('lang', first.language);
      stage.saw('openInvitation: consentNeeded');
      await first.press('cons.yes');
      stage.saw('openInvitation: accepted');
      await first.say(`/start ${invitation}`);
      stage.saw('openInvitation: accepted');
      await first.say('/team');
      stage.saw('readCountryTeam: country');
      await first.press('tm.people');
      await first.press('tm.member');
      await first.press('tm.end');
      await first.press('tm.ended');
      stage.saw('endRole: lastAdministrator');
    },
  },
];
