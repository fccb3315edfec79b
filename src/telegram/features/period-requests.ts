import { askToReopen } from '../../usecases/periods/ask-to-reopen.ts';
import { closeReopening } from '../../usecases/periods/close-reopening.ts';
import { readPeriod } from '../../usecases/periods/read-period.ts';
import { commandButton, menuButton } from '../go.ts';
import { actionButton, lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { closeForGood, openPeriod } from './admin-actions.ts';
import { placeWords } from './period-words.ts';
import { showPeriod } from './periods.ts';

/** Asks before a reopening is ended: it takes effect at once. */
export async function askToCloseReopening(turn: Turn, reopeningId: number, periodId: number): Promise<void> {
  const { t } = turn;
  const outcome = await readPeriod(turn.deps, { personId: turn.person.id, periodId });
  const reopening =
    outcome.kind === 'period' ? outcome.period.inForce.find(({ id }) => id === reopeningId) : undefined;
  if (outcome.kind !== 'period' || reopening === undefined || !outcome.period.mayReopen) {
    return showPeriod(turn, periodId);
  }
  const { key } = outcome.period;
  await turn.show({
    text: lines(
      t('periods:close.ask', { period: key, place: placeWords(t, reopening.group) }),
      t('periods:close.effect'),
    ),
    buttons: [
      [
        actionButton(t.plain('periods:button.closeNow'), closeForGood, {
          reopening: reopeningId,
          period: periodId,
        }),
        actionButton(t.plain('common:button.cancel'), openPeriod, { period: periodId }),
      ],
    ],
  });
}

/** Ends it, and shows the period as it then is. */
export async function closeReopeningNow(turn: Turn, reopeningId: number, periodId: number): Promise<void> {
  const { t } = turn;
  const outcome = await closeReopening(turn.deps, { personId: turn.person.id, reopeningId });
  switch (outcome.kind) {
    case 'closed':
      return showPeriod(
        turn,
        outcome.periodId,
        t('periods:close.done', { period: outcome.periodKey, place: placeWords(t, outcome.group) }),
      );
    case 'alreadyClosed':
      return showPeriod(turn, outcome.periodId, t('periods:close.already'));
    case 'noRight':
    case 'notFound':
      return showPeriod(turn, periodId);
  }
}

/** A group asks for a locked period to be reopened. */
export async function askForReopeningOf(turn: Turn, periodId: number, workingGroupId: string): Promise<void> {
  const { t } = turn;
  const outcome = await askToReopen(turn.deps, { personId: turn.person.id, periodId, workingGroupId });
  const say = (text: Parameters<typeof turn.show>[0]['text']) =>
    turn.show({ text, buttons: [[menuButton(turn)]] });
  switch (outcome.kind) {
    case 'asked':
      return say(t('periods:request.asked', { period: outcome.periodKey }));
    case 'alreadyAsked':
      return say(t('periods:request.already', { period: outcome.periodKey }));
    case 'nobodyToAsk':
      return say(t('periods:request.nobody'));
    case 'notLocked':
      return turn.show({
        text: t('periods:request.notLocked', { period: outcome.periodKey }),
        buttons: [[commandButton(t.plain('menu:button.submit'), 'submit'), menuButton(turn)]],
      });
    case 'noRight':
      return say(t('common:noRight'));
    case 'notFound':
      return say(t('errors:notFound'));
  }
}
