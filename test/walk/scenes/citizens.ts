import type { Performer, Scene, Stage } from '../stage.ts';

/** Writes about transport in a city and sends it. */
export async function write(stage: Stage, who: Performer, cityId: string, text: string): Promise<number> {
  await who.forge('fb.city', cityId);
  if (who.sees('cons.yes')) await who.press('cons.yes');
  if (who.sees('fb.large')) await who.press('fb.large');
  await who.press('fb.sph', 'transport');
  await who.say(text);
  await who.press('fb.send');
  stage.saw('sendFeedback: accepted');
  return stage.newestFeedback();
}

/** Citizens: where they live, what goes on there, what they write, and what coordinators do with it. */
export const citizenScenes: readonly Scene[] = [
  {
    name: 'where somebody lives, found in every way',
    async play(stage) {
      const citizen = stage.as(1003);
      await citizen.say('/settings');
      await citizen.press('city.ask');
      await citizen.say('Абай');
      stage.saw('findPlaces: sameName');
      await citizen.press('city.again');
      await citizen.say('zzzz');
      stage.saw('findPlaces: nothing');
      await citizen.press('city.later');
      await citizen.say('/settings');
      await citizen.press('city.ask');
      await citizen.say('көк');
      stage.saw('findPlaces: several');
      await citizen.sendPlace({ latitude: 51.23, longitude: 51.37 });
      await citizen.forge('city.pick', 'nowhere');
      stage.saw('chooseCity: unknownCity');
      await citizen.say('Переметное');
      stage.saw('chooseCity: chosen');
      await citizen.press('city.later');
      await citizen.say('/settings');
      await citizen.press('city.ask');
      await citizen.press('city.regs');
      await citizen.press('city.reg');
      await citizen.forge('city.out', 'nowhere');
      stage.saw('chooseRegion: unknownRegion');
      await citizen.press('city.out');
      stage.saw('chooseRegion: chosen');
    },
  },
  {
    name: 'an unrated village of an oblast with many rated cities',
    async play(stage) {
      const citizen = stage.as(1002);
      await citizen.say('/settings');
      await citizen.press('city.ask');
      await citizen.say('Балкашино');
      await citizen.press('city.rated');
      await citizen.press('city.pick');
      stage.saw('chooseCity: chosen');
      await citizen.say('/settings');
      await citizen.press('city.ask');
      await citizen.say('Уральск');
      stage.saw('findPlaces: one');
    },
  },
  {
    name: 'what goes on in a city, followed and left',
    async play(stage) {
      const citizen = stage.as(1001);
      await citizen.say('/initiatives');
      stage.saw('listInitiatives: list');
      await citizen.press('ini.list');
      await citizen.press('ini.sph');
      await citizen.press('ini.list');
      await citizen.press('ini.city');
      await citizen.press('ini.list');
      await citizen.press('ini.open');
      stage.saw('readInitiative: initiative');
      await citizen.press('ini.on');
      stage.saw('followInitiative: consentNeeded');
      const agree = citizen.button('cons.yes');
      await citizen.press('cons.yes');
      stage.saw('followInitiative: followed');
      await citizen.tap(agree);
      await citizen.press('cons.on');
      stage.saw('followInitiative: followed');
      await citizen.say('/my');
      await citizen.press('my.foll');
      await citizen.press('ini.open');
      const leave = citizen.button('ini.off');
      await citizen.press('ini.off');
      stage.saw('unfollowInitiative: unfollowed');
      await citizen.tap(leave);
      stage.saw('unfollowInitiative: notFollowed');
      await citizen.forge('ini.on', 999_999, '', 0);
      stage.saw('followInitiative: notFound');
      await citizen.forge('ini.open', 999_999, '', 0);
      stage.saw('readInitiative: notFound');
      await citizen.forge('ini.list', 'nowhere', '', 0);
      stage.saw('listInitiatives: unknownCity');
    },
  },
  {
    name: 'a feedback on an initiative, step by step',
    async play(stage) {
      const citizen = stage.as(1001);
      await citizen.forge('fb.ini', 999_999);
      stage.saw('readFeedbackTarget: targetGone');
      await citizen.say('/feedback');
      await citizen.press('fb.page');
      await citizen.press('fb.of');
      stage.saw('readFeedbackTarget: target');
      await citizen.press('fb.aim');
      await citizen.press('fb.large');
      await citizen.press('fb.sph');
      await citizen.forge('fb.send');
      stage.saw('sendFeedback: empty');
      await citizen.press('fb.mark', 4);
      await citizen.press('fb.fix');
      await citizen.press('fb.anew');
      await citizen.press('fb.of');
      await citizen.press('fb.mark', 5);
      await citizen.press('fb.topic', 'idea');
      await citizen.press('fb.fix');
      await citizen.press('fb.look');
      await citizen.press('fb.send');
      stage.saw('sendFeedback: accepted');
      await citizen.say('/my');
      await citizen.press('my.open');
      stage.saw('readOwnFeedback: feedback');
      await citizen.press('my.page');
      await stage.as(1002).forge('my.open', await stage.newestFeedback(), 0);
      stage.saw('readOwnFeedback: notFound');
    },
  },
  {
    name: 'a feedback from an initiative and from a city; a third one on the same day',
    async play(stage) {
      const citizen = stage.as(1001);
      await citizen.say('/initiatives');
      await citizen.press('ini.open');
      await citizen.press('fb.ini');
      await citizen.say('Аялдама жарық болса екен.');
      await citizen.press('fb.send');
      stage.saw('sendFeedback: accepted');
      await citizen.say('/feedback');
      stage.saw('checkFeedbackLimit: tooManyToday');
      const other = stage.as(1003);
      await other.forge('ini.list', 'semey', '', 0);
      await other.press('fb.city');
      await other.press('cons.yes');
      stage.saw('giveConsent: given');
    },
  },
  {
    name: 'a feedback by whoever named only their oblast; on a place that is none',
    async play(stage) {
      const citizen = stage.as(1003);
      await citizen.say('/feedback');
      await citizen.forge('fb.town', 'nowhere');
      await citizen.forge('fb.sph', 'transport');
      await citizen.forge('fb.mark', 3);
      await citizen.forge('fb.send');
      stage.saw('sendFeedback: targetGone');
      await citizen.press('fb.town');
    },
  },
  {
    name: 'two coordinators answer one feedback',
    async play(stage) {
      const [head, deputy, citizen] = [stage.as(1201), stage.as(1202), stage.as(1002)];
      const feedback = await write(stage, citizen, 'oral', 'Во дворе темно.');
      await head.press('ans.open', feedback);
      stage.saw('readFeedbackToAnswer: feedback');
      await head.press('ans.take', feedback);
      stage.saw('takeFeedback: taken');
      await deputy.forge('ans.take', feedback);
      stage.saw('takeFeedback: notWaiting');
      for (const one of [head, deputy]) {
        await one.forge('ans.new', feedback);
        await one.say('Исправлено, спасибо.');
        if (one === head) await one.press('ans.skip');
        else await one.say('Жөнделді, рақмет.');
      }
      await head.press('ans.anew');
      await head.say('Исправим до пятницы.');
      await head.press('ans.skip');
      await head.press('ans.send');
      stage.saw('answerFeedback: answered');
      await deputy.press('ans.send');
      stage.saw('answerFeedback: alreadyAnswered');
      await head.say('/answers');
      stage.saw('listFeedbackToAnswer: queue');
      await head.press('ans.open');
      await head.press('ans.new');
      await head.press('ans.open');
      await head.press('ans.list');
    },
  },
  {
    name: 'feedback that is none of theirs',
    async play(stage) {
      const [member, stranger, head] = [stage.as(1101), stage.as(1203), stage.as(1201)];
      const feedback = await stage.newestFeedback();
      await member.say('/answers');
      stage.saw('listFeedbackToAnswer: notAllowed');
      await stranger.forge('ans.open', feedback);
      stage.saw('readFeedbackToAnswer: notAllowed');
      await stranger.forge('ans.take', feedback);
      stage.saw('takeFeedback: notAllowed');
      await head.forge('ans.open', 999_999);
      stage.saw('readFeedbackToAnswer: notFound');
      await head.forge('ans.take', 999_999);
      stage.saw('takeFeedback: notFound');
    },
  },
];
