import { markup } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { countOwed } from '../../usecases/reporting/list-owed.ts';
import { readSubmission } from '../../usecases/reporting/read-submission.ts';
import { menuButton } from '../go.ts';
import { actionButton, copyButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openNext } from './submit-actions.ts';
import { cardScreen } from './submit-card.ts';
import { measure, receiptHtml } from './submit-words.ts';

/** What was taken, who checks it next, and how much is left; once it is decided, its card. */
export async function receiptScreen(turn: Turn, receipt: string): Promise<Screen> {
  const { t, language } = turn;
  const outcome = await readSubmission(turn.deps, { personId: turn.person.id, which: { receipt } });
  if (outcome.kind !== 'card') return cardScreen(turn, receipt);
  const { card } = outcome;
  const { version, kpi, city, period } = card;
  if (version.state !== 'submitted' || version.value === null) return cardScreen(turn, receipt);
  const left = await countOwed(turn.deps.db, turn.now, turn.person.id);
  return {
    text: lines(
      t('submit:accepted', {
        value: measure(language, kpi, version.value),
        receipt: markup(receiptHtml(receipt)),
      }),
      t('submit:about', {
        city: city.shortName[language],
        kpi: nameInSentence(kpi.shortName[language]),
        period: period.key,
      }),
      version.isOnTime ? null : t('submit:acceptedLate'),
      t(`submit:reviewer.${card.reviewedBy}`),
      left === 0 ? t('submit:nothingLeft') : t('submit:left', { count: left }),
    ),
    buttons: [
      left === 0 ? [] : [actionButton(t.plain('submit:button.next'), openNext, {})],
      [copyButton(t.plain('submit:button.copy'), receipt), menuButton(turn)],
    ],
  };
}
