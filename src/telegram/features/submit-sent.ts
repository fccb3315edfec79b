import type { Html } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { listSent, type SentValue } from '../../usecases/reporting/list-sent.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openSent, openValue } from './submit-actions.ts';
import { listButton } from './submit-list.ts';
import { valueWords } from './submit-words.ts';

/** Each has a line of its own and a number to press. */
const sentOnPage = 6;

/** What the person sent and can still correct: a line for each, and its number to open it. */
export async function sentScreen(turn: Turn, page: number): Promise<Screen> {
  const { t } = turn;
  const outcome = await listSent(turn.deps, { personId: turn.person.id });
  if (outcome.kind === 'noRight') return { text: t('common:noRight'), buttons: [[menuButton(turn)]] };
  const { values } = outcome;
  const ways = [listButton(turn), menuButton(turn)];
  if (values.length === 0) return { text: t('entry:sent.none'), buttons: [ways] };
  const shown = pageOf(values, page, sentOnPage);
  const first = shown.page * sentOnPage + 1;
  const isOneGroup = new Set(values.map(({ slot }) => `${slot.cityId}|${slot.periodId}`)).size === 1;
  return {
    text: lines(
      t('entry:sent.title', { total: values.length }),
      ...shown.items.map((value, index) => sentLine(turn, value, first + index, isOneGroup)),
    ),
    buttons: [
      shown.items.map(({ slot }, index) =>
        actionButton(String(first + index), openValue, {
          city: slot.cityId,
          kpi: slot.kpiCode,
          period: slot.periodId,
        }),
      ),
      pageButtons(turn, shown, (text, to) => actionButton(text, openSent, { page: to })),
      ways,
    ],
  };
}

function sentLine({ t, language }: Turn, sent: SentValue, place: number, isOneGroup: boolean): Html {
  const words = {
    number: String(place),
    value: valueWords(t, sent, sent),
    state: t.plain(`states:value.${sent.state}`),
  };
  return isOneGroup
    ? t('entry:sent.line', { ...words, kpi: sent.kpi[language] })
    : t('entry:sent.lineOf', {
        ...words,
        city: sent.city[language],
        kpi: nameInSentence(sent.kpi[language]),
        period: sent.periodKey,
      });
}
