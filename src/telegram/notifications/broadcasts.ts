import { finishBroadcasts } from '../../usecases/broadcasts/finish-broadcasts.ts';
import { readBroadcast } from '../../usecases/broadcasts/read-broadcast.ts';
import { readBroadcastMessage } from '../../usecases/broadcasts/read-broadcast-message.ts';
import { progressPause } from '../../usecases/broadcasts/start-broadcast.ts';
import { messageButtons, messageText, progressScreen } from '../features/broadcast-words.ts';
import { notification } from '../notification.ts';

/** While nothing moves, it is looked at so often, in milliseconds; whoever moves something hurries it. */
const idlePause = 60_000;

/** To one of many, in their language and at a time of theirs; not while it is paused, nor once it was stopped. */
export const broadcastMessage = notification({
  kind: 'broadcast.message',
  async render({ deps, recipient, t, language, wasTried }, { broadcastId }) {
    const read = await readBroadcastMessage(deps, { personId: recipient.id, broadcastId, wasTried });
    switch (read.kind) {
      case 'untrue':
        return null;
      case 'paused':
      case 'notNow':
        return { holdUntil: read.until };
      case 'ready': {
        const { audience, speaker, text, initiativeId } = read;
        const isOfficial = recipient.grants.length > 0;
        return {
          text: messageText(t, { audience, speaker, text: text[language] }),
          buttons: messageButtons(t, { initiativeId, isOfficial }),
        };
      }
    }
  },
});

/** To its author: the message that shows how far it is, edited every few seconds until it is over. */
export const broadcastProgress = notification({
  kind: 'broadcast.progress',
  async render({ deps, now, recipient, t }, { broadcastId }) {
    await finishBroadcasts(deps.db, now, broadcastId);
    const read = await readBroadcast(deps, { personId: recipient.id, broadcastId });
    if (read.kind !== 'broadcast') return null;
    const { state, left, nextAt, shownIn } = read.broadcast;
    const isOver = (state === 'done' || state === 'stopped') && left === 0;
    const isIdle = state === 'paused' || nextAt !== null;
    const lookAgain = new Date(now.getTime() + (isIdle ? idlePause : progressPause));
    // Killed before it was noted which message it is: the press is answered again, and notes it.
    if (shownIn === null) return isOver ? null : { holdUntil: lookAgain };
    const { timeZone } = deps.settings;
    return {
      inPlaceOf: shownIn,
      screen: progressScreen(t, read.broadcast, { timeZone, isCard: false }),
      nextAt: isOver ? null : lookAgain,
    };
  },
});
