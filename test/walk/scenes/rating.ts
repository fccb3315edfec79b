import { minute } from '../../setup/clock.ts';
import type { Scene } from '../stage.ts';

/** The rating, settings and help: everything that only shows or is chosen. */
export const ratingScenes: readonly Scene[] = [
  {
    name: 'the rating from every side',
    async play(stage) {
      const [citizen, villager] = [stage.as(1001), stage.as(1003)];
      await stage.wait(minute);
      await citizen.say('/rating');
      stage.saw('readRatingTable: table');
      await citizen.press('rat.tab');
      await citizen.press('rat.regs');
      await citizen.press('rat.tab');
      await citizen.say('/city Орал');
      stage.saw('readCityCard: card');
      await citizen.press('rat.at');
      await citizen.press('rat.city', 'oral');
      await citizen.press('rat.find');
      await citizen.say('Переметное');
      stage.saw('readCityCard: notRated');
      await citizen.say('/city Семей');
      stage.saw('readCityCard: noPlace');
      await citizen.forge('rat.city', 'nowhere');
      stage.saw('readCityCard: unknownCity');
      await villager.say('/rating');
      await villager.press('rat.tab');
    },
  },
  {
    name: 'when and how often to be reminded',
    async play(stage) {
      const member = stage.as(1102);
      await member.say('/settings');
      await member.press('set.often');
      await member.press('set.prof');
      stage.saw('chooseReminderProfile: changed');
      await member.press('set.hours');
      await member.press('set.from');
      await member.press('set.to');
      stage.saw('chooseReminderHours: changed');
      await member.forge('set.to', 20, 9);
      stage.saw('chooseReminderHours: impossible');
      await member.say('/settings');
      await member.press('set.quiet');
      await member.press('set.qfrom');
      await member.press('set.qto');
      stage.saw('chooseQuietHours: changed');
      await member.forge('set.qto', 8, 8);
      stage.saw('chooseQuietHours: impossible');
      await member.forge('set.qto', 0, 23);
      stage.saw('chooseQuietHours: nothingLeft');
      await member.forge('set.to', 11, 12);
      stage.saw('chooseReminderHours: allQuiet');
      await member.say('/settings');
      await member.press('set.quiet');
      await member.press('set.qoff');
      stage.saw('chooseQuietHours: lifted');
      await member.forge('set.prof', 'nonstop');
      stage.saw('chooseReminderProfile: unknownProfile');
      await member.say('/language');
      await member.press('lang', member.language);
    },
  },
];
