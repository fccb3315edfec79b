import { parseReceipt } from '../../domain/kpi/receipt.ts';
import { code, escapeHtml, joinHtml } from '../../i18n/html.ts';
import { checkJournal } from '../../usecases/audit/check-journal.ts';
import { menuButton } from '../go.ts';
import { actionButton, copyButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openHistory } from './history-actions.ts';

/** Whether the audit chain that a value's history stands in is whole, and its head to be noted. */
export async function journalScreen(turn: Turn, text: string): Promise<Screen> {
  const { t, language } = turn;
  const receipt = parseReceipt(text);
  const outcome =
    receipt === null
      ? ({ kind: 'notFound' } as const)
      : await checkJournal(turn.deps, { personId: turn.person.id, receipt });
  const back = [
    actionButton(t.plain('common:button.back'), openHistory, { receipt: receipt ?? '', page: 0 }),
    menuButton(turn),
  ];
  switch (outcome.kind) {
    case 'noRight':
      return { text: t('common:noRight'), buttons: [[menuButton(turn)]] };
    case 'notFound':
      return { text: t('errors:notFound'), buttons: [[menuButton(turn)]] };
    case 'broken': {
      const { group, number } = outcome;
      return {
        text: lines(
          t('history:journal.broken', { group: group[language], number }),
          t('history:journal.tell'),
        ),
        buttons: [back],
      };
    }
    case 'whole': {
      const { group, chain, length, head } = outcome;
      // In the form that the operator's check takes.
      const noted = `${chain}:${length}:${head}`;
      return {
        text: lines(
          t('history:journal.whole', { group: group[language], count: length }),
          joinHtml([t('history:journal.head'), code(escapeHtml(noted))], ' '),
          t('history:journal.keep'),
        ),
        buttons: [[copyButton(t.plain('history:button.copyHash'), noted)], back],
      };
    }
  }
}
