import type { OutboxParams } from '../../usecases/outbox/outbox-kinds.ts';
import { type MovedDeadline, readMovedDeadlines } from '../../usecases/periods/read-moved-deadlines.ts';
import { dayAndTime } from '../features/submit-words.ts';
import { commandButton } from '../go.ts';
import { joining, type NotificationContext, notification } from '../notification.ts';
import { lines, type Screen } from '../screen.ts';

/** Deadlines that one message names; more are open at once only after many reopenings. */
const mostNamed = 6;

/** To whom it concerns: the working calendar moved a deadline later. True until the new day is over. */
export const deadlineMoved = notification({
  kind: 'deadline.moved',
  async render(context, params) {
    const [one = null] = await read(context, [params]);
    return one === null ? null : draw(context, [one]);
  },
  join: joining({ read, draw: async (context, parts: readonly MovedDeadline[]) => draw(context, parts) }),
});

function read({ deps, recipient }: NotificationContext, moves: readonly OutboxParams['deadline.moved'][]) {
  return readMovedDeadlines(deps, { personId: recipient.id, moves });
}

function draw({ t, deps }: NotificationContext, moves: readonly MovedDeadline[]): Screen {
  const named = earliestFrom(moves);
  // Of one period nothing is owed twice, though it may be named twice.
  const owed = [...new Map(named.map((one) => [one.periodKey, one.owed])).values()].reduce(
    (a, b) => a + b,
    0,
  );
  return {
    text: lines(
      t('calendar:moved.title', { count: named.length }),
      ...named
        .slice(0, mostNamed)
        .map(({ what, periodKey: period, from, until }) =>
          t(`calendar:moved.${what}`, { period, from, ...dayAndTime(until, deps.settings.timeZone) }),
        ),
      t('calendar:moved.why'),
      owed === 0 ? null : t('calendar:moved.owed', { count: owed }),
    ),
    buttons: [
      [
        ...(owed === 0 ? [] : [commandButton(t.plain('menu:button.submit'), 'submit')]),
        commandButton(t.plain('menu:button.deadlines'), 'deadlines'),
      ],
    ],
  };
}

/** What moved twice before it was told is told once: from the first day to the last. The next deadline first. */
function earliestFrom(moves: readonly MovedDeadline[]): MovedDeadline[] {
  const told = new Map<string, MovedDeadline>();
  for (const move of moves) {
    const key = `${move.what}|${move.periodKey}|${move.until.getTime()}`;
    const known = told.get(key);
    if (known === undefined || move.from < known.from) told.set(key, move);
  }
  return [...told.values()].sort((a, b) => a.until.getTime() - b.until.getTime());
}
