import { markup } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { countOwed } from '../../usecases/reporting/list-owed.ts';
import { readSubmission } from '../../usecases/reporting/read-submission.ts';
import { menuButton } from '../go.ts';
import { actionButton, copyButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openNext, openValue } from './submit-actions.ts';
import { cardScreen, noValueLine } from './submit-card.ts';
import { sentButton } from './submit-list.ts';
import { receiptHtml, valueWords } from './submit-words.ts';

/**
 * What was taken, who checks it next, and how much is left; once it is decided, its card. Where the next question
 * follows in a message of its own, the receipt only stays as a record and leads nowhere else.
 */
export async function receiptScreen(turn: Turn, receipt: string, isFollowed: boolean): Promise<Screen> {
  const { t, language } = turn;
  const outcome = await readSubmission(turn.deps, { personId: turn.person.id, which: { receipt } });
  if (outcome.kind !== 'card') return cardScreen(turn, receipt);
  const { card } = outcome;
  const { version, kpi, city, period } = card;
  if (version.state !== 'submitted') return cardScreen(turn, receipt);
  const left = await countOwed(turn.deps.db, turn.now, turn.person.id);
  const isTwice = version.kind === 'not_applicable' && card.reviewedBy === 'coordinator';
  return {
    text: lines(
      t('submit:accepted', {
        value: valueWords(t, kpi, version),
        receipt: markup(receiptHtml(receipt)),
      }),
      t('submit:about', {
        city: city.shortName[language],
        kpi: nameInSentence(kpi.shortName[language]),
        period: period.key,
      }),
      noValueLine(t, version.reason),
      version.isOnTime ? null : t('submit:acceptedLate'),
      t(`submit:reviewer.${card.reviewedBy}`),
      isTwice ? t('entry:noValue.thenAuthority') : null,
      left === 0 ? t('submit:nothingLeft') : t('submit:left', { count: left }),
    ),
    buttons: [
      left === 0 || isFollowed ? [] : [actionButton(t.plain('submit:button.next'), openNext, {})],
      [
        copyButton(t.plain('submit:button.copy'), receipt),
        actionButton(t.plain('common:button.fix'), openValue, {
          city: city.id,
          kpi: kpi.code,
          period: period.id,
        }),
      ],
      isFollowed ? [] : [sentButton(turn), menuButton(turn)],
    ],
  };
}
