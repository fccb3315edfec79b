import type { Scene } from '../stage.ts';

/** What became of messages that are owed, for those who look after it. */
export const deliveryScenes: readonly Scene[] = [
  {
    name: 'the authority looks at the delivery of a week, and at who is late',
    async play(stage) {
      const authority = stage.as(1401);
      await authority.say('/admin');
      await authority.press('dlv.open');
      stage.saw('reportDelivery: report');
      await authority.press('dlv.days');
      await authority.press('dlv.open');
      await authority.press('dlv.areas');
      await authority.press('dlv.open');
      await authority.press('dlv.file');
      await authority.press('dlv.late');
      stage.saw('reportCompleteness: completeness');
      await authority.press('dlv.periods');
      stage.saw('listReportPeriods: periods');
      await authority.press('dlv.late');
      await authority.press('dlv.open');
      await authority.press('dlv.open', 1);
    },
  },
  {
    name: 'an administrator settles what cannot arrive; others may not',
    async play(stage) {
      const [administrator, citizen] = [stage.as(1501), stage.as(1001)];
      for (const how of ['dead.again', 'dead.close'] as const) {
        const message = await stage.failMessage();
        await administrator.say('/admin');
        await administrator.press('dead.list');
        stage.saw('listDeadMessages: messages');
        await administrator.press('dead.open', message);
        stage.saw('readDeadMessage: message');
        await administrator.press(how, message);
        stage.saw(how === 'dead.again' ? 'settleDeadMessage: sentAgain' : 'settleDeadMessage: closed');
        await administrator.forge(how, message);
        stage.saw('settleDeadMessage: alreadySettled');
        await administrator.forge('dead.open', message);
        stage.saw('readDeadMessage: settled');
      }
      await citizen.forge('dlv.open', 0);
      stage.saw('reportDelivery: noRight');
      await citizen.forge('dead.list', 0);
      stage.saw('listDeadMessages: noRight');
      await citizen.forge('dead.open', 1);
      stage.saw('readDeadMessage: noRight');
      await citizen.forge('dead.close', 1);
      stage.saw('settleDeadMessage: noRight');
    },
  },
];
