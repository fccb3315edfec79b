import { listBroadcasts } from '../../usecases/broadcasts/list-broadcasts.ts';
import { pauseBroadcast } from '../../usecases/broadcasts/pause-broadcast.ts';
import { readBroadcast } from '../../usecases/broadcasts/read-broadcast.ts';
import { resumeBroadcast } from '../../usecases/broadcasts/resume-broadcast.ts';
import { stopBroadcast } from '../../usecases/broadcasts/stop-broadcast.ts';
import { type Feature, on } from '../feature.ts';
import { menuButton, resume } from '../go.ts';
import { actionButton, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { goOn, newBroadcast, openBroadcast, optOut, pause, stop } from './broadcast-actions.ts';
import { beginBroadcast, broadcastDialogue, broadcastSteps } from './broadcast-dialogue.ts';
import { type BroadcastFields, kind } from './broadcast-steps.ts';
import { audienceWords, progressScreen } from './broadcast-words.ts';
import { openInitiative } from './initiatives-actions.ts';
import { askWithdrawal } from './privacy-screens.ts';
import { dayAndTime } from './submit-words.ts';

/** The newest broadcasts, what was begun and not sent, and the way to a new one. */
async function showBroadcasts(turn: Turn): Promise<void> {
  const { t, deps } = turn;
  const outcome = await listBroadcasts(deps, { personId: turn.person.id });
  if (outcome.kind === 'noRight') {
    return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
  const { broadcasts } = outcome;
  const left = await turn.read<BroadcastFields>(kind);
  const hasUnsent = left !== null && broadcastDialogue.hasUnsent?.(left) === true;
  const items = broadcasts.map(({ audience, state, startedAt, total }, index) =>
    t('broadcast:list.item', {
      number: index + 1,
      ...dayAndTime(startedAt, deps.settings.timeZone),
      audience: audienceWords(t, audience),
      total,
      state: t.plain(`broadcast:state.${state}`),
    }),
  );
  await turn.show({
    text: lines(items.length === 0 ? t('broadcast:list.none') : t('broadcast:list.title'), ...items),
    buttons: [
      broadcasts.map(({ id }, index) => actionButton(String(index + 1), openBroadcast, { broadcast: id })),
      hasUnsent ? [actionButton(t.plain('common:button.resume'), resume, { kind })] : [],
      [actionButton(t.plain('broadcast:button.new'), newBroadcast, {})],
      [menuButton(turn)],
    ],
  });
}

/** How far one is. `isCard`: false under the message that is edited by itself. */
async function showProgress(turn: Turn, broadcastId: number, isCard: boolean): Promise<void> {
  const { t, deps } = turn;
  const read = await readBroadcast(deps, { personId: turn.person.id, broadcastId });
  switch (read.kind) {
    case 'broadcast': {
      const { timeZone } = deps.settings;
      return turn.show(progressScreen(t, read.broadcast, { timeZone, isCard }));
    }
    case 'noRight':
      return turn.show({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
    case 'notFound':
      return turn.show({ text: t('errors:notFound'), buttons: [[menuButton(turn)]] });
  }
}

/** Does something to a broadcast, and shows how it is now; a second tap finds it done. */
function controlling(act: typeof pauseBroadcast) {
  return async (turn: Turn, { broadcast, card }: { broadcast: number; card: number }) => {
    const { t } = turn;
    const outcome = await act(turn.deps, { personId: turn.person.id, broadcastId: broadcast });
    if (outcome.kind === 'unchanged') {
      const state = t.plain(`broadcast:state.${outcome.state}`);
      await turn.note(t.plain('broadcast:progress.unchanged', { state }));
    }
    await showProgress(turn, broadcast, card === 1);
  };
}

/** Below the broadcast, which stays as it is: how to get no more of them. */
async function tellHowToOptOut(turn: Turn, initiative: number): Promise<void> {
  const { t } = turn;
  const way =
    initiative === 0
      ? actionButton(t.plain('privacy:button.withdraw.news'), askWithdrawal, { purpose: 'news' })
      : actionButton(t.plain('broadcast:button.openInitiative'), openInitiative, {
          id: initiative,
          from: '',
          page: 0,
        });
  await turn.say({
    text: initiative === 0 ? t('broadcast:optOut.news') : t('broadcast:optOut.initiative'),
    buttons: [[way], [menuButton(turn)]],
  });
}

/** `/broadcast`: what the authority writes to many, and a coordinator to their group. */
export const broadcastFeature: Feature = {
  commands: { broadcast: showBroadcasts },
  dialogues: [broadcastDialogue],
  actions: [
    on(newBroadcast, (turn) => beginBroadcast(turn)),
    on(openBroadcast, (turn, { broadcast }) => showProgress(turn, broadcast, true)),
    on(pause, controlling(pauseBroadcast)),
    on(goOn, controlling(resumeBroadcast)),
    on(stop, controlling(stopBroadcast)),
    on(optOut, (turn, { initiative }) => tellHowToOptOut(turn, initiative)),
    ...broadcastSteps,
  ],
};
