import type { Scene } from '../stage.ts';

const west = 'wg_west_kazakhstan';
const threeSeconds = 3_000;

/** Played on working days: what is written to many, and who may. */
export const broadcastScenes: readonly Scene[] = [
  {
    name: 'a coordinator writes to their group, pauses, goes on, and sees it come to its end',
    async play(stage) {
      const [head, citizen, authority] = [stage.as(1201), stage.as(1001), stage.as(1401)];
      // In the evening: everybody gets it in the morning.
      await stage.waitUntil('2026-10-27T20:30+05:00');
      await head.say('/broadcast');
      stage.saw('listBroadcasts: broadcasts');
      await head.press('bc.new');
      stage.saw('listAudiences: audiences');
      stage.saw('readAudience: audience');
      await head.say('Ертең жиналыс болады');
      await head.say('Завтра будет собрание');
      stage.saw('previewBroadcast: preview');
      await head.press('bc.see');
      await head.press('bc.edit', 'kk');
      await head.say('Ертең онда жиналыс болады');
      await head.press('bc.back');
      await head.press('bc.see');
      await head.press('bc.send');
      stage.saw('startBroadcast: started');
      const pause = head.button('bc.pause');
      await head.press('bc.pause');
      stage.saw('pauseBroadcast: done');
      await head.tap(pause);
      stage.saw('pauseBroadcast: unchanged');
      const goOn = head.button('bc.go');
      await head.press('bc.go');
      stage.saw('resumeBroadcast: done');
      await head.tap(goOn);
      stage.saw('resumeBroadcast: unchanged');
      await stage.waitUntil('2026-10-28T09:01+05:00');
      stage.saw('readBroadcastMessage: ready');
      await stage.wait(threeSeconds);
      await head.press('bc.open');
      stage.saw('readBroadcast: broadcast');
      for (const [kind, useCase] of [
        ['bc.pause', 'pauseBroadcast'],
        ['bc.go', 'resumeBroadcast'],
        ['bc.stop', 'stopBroadcast'],
      ] as const) {
        await citizen.forge(kind, 1, 1);
        stage.saw(`${useCase}: noRight`);
        await authority.forge(kind, 999_999, 1);
        stage.saw(`${useCase}: notFound`);
      }
      await citizen.forge('bc.open', 1);
      stage.saw('readBroadcast: noRight');
      await authority.forge('bc.open', 999_999);
      stage.saw('readBroadcast: notFound');
      await citizen.say('/broadcast');
      stage.saw('listBroadcasts: noRight');
      await citizen.forge('bc.new');
      stage.saw('listAudiences: noRight');
    },
  },
  {
    name: 'the authority writes to citizens, followers and nobody, and stops',
    async play(stage) {
      const [authority, citizen] = [stage.as(1401), stage.as(1001)];
      await citizen.say('/settings');
      if (citizen.sees('priv.give', 'news')) {
        await citizen.press('priv.give', 'news');
        await citizen.press('cons.yes');
      }
      await authority.say('/broadcast');
      await authority.press('bc.new');
      await authority.press('bc.to', 'region');
      await authority.press('bc.page', 1);
      await authority.forge('bc.group', 'nowhere');
      stage.saw('readAudience: notFound');
      await authority.say('Қалада су болмайды');
      await authority.say('В городе не будет воды');
      stage.saw('previewBroadcast: notFound');
      await authority.forge('bc.send');
      stage.saw('startBroadcast: notFound');
      await authority.forge('bc.to', 'group');
      await authority.press('bc.back');
      await authority.press('bc.to', 'all');
      await authority.press('bc.back');
      await authority.forge('bc.to', 'region');
      await authority.forge('bc.group', 'wg_mangystau');
      stage.saw('previewBroadcast: preview');
      await authority.forge('bc.send');
      stage.saw('startBroadcast: nobody');
      await citizen.forge('ini.on', await stage.newestInitiative('oral'), '', 0);
      if (citizen.sees('cons.yes')) await citizen.press('cons.yes');
      await authority.forge('bc.to', 'initiative');
      await authority.press('bc.ini');
      await authority.press('bc.send');
      stage.saw('startBroadcast: started');
      await citizen.press('bc.off');
      await authority.say('/broadcast');
      await authority.press('bc.new');
      await authority.press('bc.to', 'group');
      await authority.press('bc.group');
      await authority.say('Ертең есеп тапсырылады');
      await authority.say('Завтра сдаём отчёт');
      await authority.forge('bc.to', 'region');
      await authority.forge('bc.group', west);
      // In the evening: it is for tomorrow, and stopped before.
      await stage.waitUntil('2026-10-28T20:30+05:00');
      await authority.press('bc.send');
      stage.saw('startBroadcast: started');
      await authority.press('bc.pause');
      const stop = authority.button('bc.stop');
      await authority.press('bc.stop');
      stage.saw('stopBroadcast: done');
      await authority.tap(stop);
      stage.saw('stopBroadcast: unchanged');
    },
  },
  {
    name: 'somebody takes a consent back before it comes; whoever is relieved sends nothing',
    async play(stage) {
      const [authority, citizen, head] = [stage.as(1401), stage.as(1001), stage.as(1204)];
      await authority.say('/broadcast');
      await authority.press('bc.new');
      await authority.press('bc.to', 'region');
      await authority.forge('bc.group', west);
      await authority.say('Көшелер жабылады');
      await authority.say('Улицы закроют');
      await authority.press('bc.send');
      await citizen.forge('bc.off', 0);
      await citizen.press('priv.back', 'news');
      await citizen.press('priv.wd');
      await stage.waitUntil('2026-10-29T09:01+05:00');
      stage.saw('readBroadcastMessage: untrue');
      await citizen.forge('bc.off', await stage.newestInitiative('oral'));
      await head.say('/broadcast');
      await head.press('bc.new');
      await head.say('Есеп тапсыру керек');
      await head.say('Нужно сдать отчёт');
      const edit = head.button('bc.edit', 'kk');
      const administrator = stage.as(1501);
      await administrator.forge('tm.member', await stage.grantOf(1204, 'coordinator'));
      await administrator.press('tm.end');
      await administrator.press('tm.ended');
      await head.forge('bc.send');
      stage.saw('startBroadcast: noRight');
      stage.saw('previewBroadcast: noRight');
      await head.tap(edit);
      stage.saw('readAudience: noRight');
    },
  },
];
