import type { Speaker } from '../../domain/broadcast/audience.ts';
import { clipText } from '../../i18n/clean-text.ts';
import { bold, escapeHtml, type Html, joinHtml } from '../../i18n/html.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { NamedAudience } from '../../usecases/broadcasts/audience-name.ts';
import type { BroadcastProgress } from '../../usecases/broadcasts/read-broadcast.ts';
import { commandButton, menuButton } from '../go.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import { goOn, openBroadcast, optOut, pause, stop } from './broadcast-actions.ts';
import { dayAndTime } from './submit-words.ts';

/** Letters of an initiative's title above a broadcast: the text must have room below it. */
const longestTitle = 200;
const cells = 10;

/** Whom it is for, in the middle of a sentence. */
export function audienceWords(t: Translate, { to, name }: NamedAudience): string {
  if (to === 'all') return t.plain('broadcast:audience.all');
  return t.plain(`broadcast:audience.${to}`, { name: clipText(name?.[t.language] ?? '…', longestTitle) });
}

/** A broadcast as it arrives: who speaks, about which initiative, and the words as they were written. */
export function messageText(
  t: Translate,
  message: { audience: NamedAudience; speaker: Speaker; text: string },
): Html {
  const { audience, speaker, text } = message;
  const name = clipText(audience.name?.[t.language] ?? '…', longestTitle);
  const head =
    speaker === 'group' ? t('broadcast:speaker.group', { name }) : t('broadcast:speaker.authority');
  const about = audience.to === 'initiative' ? t('broadcast:about', { title: name }) : null;
  return joinHtml([lines(bold(head), about), escapeHtml(text)], '\n\n');
}

/** Below a broadcast: the way out for whoever gets it by a consent or because they follow; none for officials. */
export function messageButtons(
  t: Translate,
  { initiativeId, isOfficial }: { initiativeId: number | null; isOfficial: boolean },
): Button[][] {
  if (isOfficial && initiativeId === null) return [];
  return [[actionButton(t.plain('broadcast:button.optOut'), optOut, { initiative: initiativeId ?? 0 })]];
}

/** How far a broadcast is. `isCard`: on a screen of its own, with ways back; else it is edited by itself. */
export function progressScreen(
  t: Translate,
  broadcast: BroadcastProgress,
  { timeZone, isCard }: { timeZone: string; isCard: boolean },
): Screen {
  const { id, audience, state, total, sent, missed, left, nextAt } = broadcast;
  const done = total === 0 ? 1 : (total - left) / total;
  const bar = '▓'.repeat(Math.floor(done * cells)).padEnd(cells, '░');
  const percent = Math.floor(done * 100);
  const card = isCard ? 1 : 0;
  const control = (text: string, action: typeof pause): Button =>
    actionButton(text, action, { broadcast: id, card });
  const isOver = state === 'done' || state === 'stopped';
  return {
    text: lines(
      t('broadcast:progress.title', { audience: audienceWords(t, audience) }),
      t('broadcast:progress.bar', { bar, percent, state: t.plain(`broadcast:state.${state}`) }),
      t('broadcast:progress.counts', { sent, missed, left }),
      nextAt === null ? null : t('broadcast:progress.nextAt', dayAndTime(nextAt, timeZone)),
      state === 'paused' ? t('broadcast:progress.paused') : null,
    ),
    buttons: [
      state === 'sending' ? [control(t.plain('broadcast:button.pause'), pause)] : [],
      // Stopping is for good, so it is offered to whoever has paused: no tap of theirs is lost on a question.
      state === 'paused'
        ? [control(t.plain('broadcast:button.resume'), goOn), control(t.plain('broadcast:button.stop'), stop)]
        : [],
      isCard && !isOver
        ? [actionButton(t.plain('broadcast:button.refresh'), openBroadcast, { broadcast: id })]
        : [],
      isCard ? [commandButton(t.plain('common:button.back'), 'broadcast'), menuButton({ t })] : [],
      !isCard && isOver ? [menuButton({ t })] : [],
    ],
  };
}
