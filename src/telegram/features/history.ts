import { parseReceipt } from '../../domain/kpi/receipt.ts';
import { clipText } from '../../i18n/clean-text.ts';
import { bold, code, escapeHtml, type Html, joinHtml } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { levelOfWaiting } from '../../usecases/reporting/list-review-queue.ts';
import { type HistoryStep, readHistory } from '../../usecases/reporting/read-history.ts';
import {
  type Official,
  readSubmission,
  type SubmissionCard,
} from '../../usecases/reporting/read-submission.ts';
import { encodeAction } from '../callback-data.ts';
import { type Feature, on } from '../feature.ts';
import { menuButton } from '../go.ts';
import { pageButtons } from '../paging.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openFiles } from './evidence-actions.ts';
import { checkChain, leaveHistory, openHistory } from './history-actions.ts';
import { journalScreen } from './history-journal.ts';
import { openReview } from './review-screens.ts';
import { timeliness } from './submit-card.ts';
import { dayAndTime, officialWords, reasonWords, valueWords } from './submit-words.ts';
import { personName } from './team-words.ts';

/** As much of a person's words as one step repeats: four steps have to fit into a message. */
const longestWhy = 200;
/** As many characters of a hash as tell it from every other. */
const hashShown = 12;

async function historyScreen(turn: Turn, text: string, page: number): Promise<Screen> {
  const { t, language } = turn;
  const receipt = parseReceipt(text);
  const outcome =
    receipt === null
      ? ({ kind: 'notFound' } as const)
      : await readHistory(turn.deps, { personId: turn.person.id, receipt, page });
  switch (outcome.kind) {
    case 'noRight':
      return { text: t('common:noRight'), buttons: [[menuButton(turn)]] };
    case 'notFound':
      return { text: t('errors:notFound'), buttons: [[menuButton(turn)]] };
    case 'history':
      break;
  }
  const { card, steps } = outcome;
  const shown = receipt ?? text;
  return {
    text: joinHtml(
      [
        bold(
          t('history:title', {
            city: card.city.shortName[language],
            kpi: nameInSentence(card.kpi.shortName[language]),
            period: card.period.key,
          }),
        ),
        ...steps.map((step) => stepLines(turn, card, step)),
      ],
      '\n\n',
    ),
    buttons: [
      ...filesButtons(turn, steps),
      pageButtons(turn, outcome, (label, to) =>
        actionButton(label, openHistory, { receipt: shown, page: to }),
      ),
      [actionButton(t.plain('history:button.check'), checkChain, { receipt: shown })],
      [actionButton(t.plain('common:button.back'), leaveHistory, { receipt: shown }), menuButton(turn)],
    ],
  };
}

/** A button for the files of each version on the page; whoever may open the history may open them too. */
function filesButtons({ t }: Turn, steps: readonly HistoryStep[]): Button[][] {
  return steps
    .filter(({ files }) => files > 0)
    .filter((step, index, all) => all.findIndex(({ version }) => version === step.version) === index)
    .map(({ version, versionId, files }) => [
      actionButton(t.plain('history:button.files', { version, files }), openFiles, { version: versionId }),
    ]);
}

/** What was done, by whom, when, why, and where it stands in the audit chain. */
function stepLines(turn: Turn, { kpi }: SubmissionCard, step: HistoryStep): Html {
  const { t, deps } = turn;
  const { what, event, why } = step;
  const when = dayAndTime(step.at, deps.settings.timeZone);
  return lines(
    t(`history:did.${what}`, { value: valueWords(t, kpi, step), version: step.version }),
    what === 'submitted'
      ? t(`history:by.${timeliness(step)}`, {
          who: whoWords(turn, step.who),
          ...when,
        })
      : t('history:by.plain', { who: whoWords(turn, step.who), ...when }),
    step.insteadOf === null ? null : t('absence:insteadOf', { name: personName(t, step.insteadOf.fullName) }),
    why === null ? null : whyLine(turn, step.what === 'submitted' && step.kind === 'value', why),
    eventLine(turn, event),
    step.differs ? t('history:differs') : null,
  );
}

/** An explanation belongs to a number that was sent; all else has a reason. */
function whyLine({ t }: Turn, isExplanation: boolean, why: string): Html {
  const words = clipText(reasonWords(t, why), longestWhy);
  return isExplanation ? t('review:explanation', { text: words }) : t('history:why', { why: words });
}

/** A name is missing only where the person's data were deleted: what they did stays under their role. */
function whoWords({ t }: Turn, { fullName, role }: Official): string {
  if (fullName !== null || role === null) return officialWords(t, { fullName, role });
  return officialWords(t, { fullName: t.plain('submit:card.deleted'), role });
}

function eventLine({ t }: Turn, event: HistoryStep['event']): Html {
  if (event === null) return t('history:noEvent');
  const hash = code(escapeHtml(event.hash.slice(0, hashShown)));
  return joinHtml([t('history:event', { number: event.number }), hash], ' ');
}

/** The card of the value: for whoever decides on it the one with the decision, else the one of its receipt. */
async function leave(turn: Turn, receipt: string): Promise<void> {
  const read = await readSubmission(turn.deps, { personId: turn.person.id, which: { receipt } });
  if (read.kind !== 'card') return turn.go.command('start', receipt);
  const { id: version } = read.card.version;
  const level = await levelOfWaiting(turn.deps.db, turn.now, turn.person.id, version);
  if (level !== null) return turn.go.press(encodeAction(openReview, { version }));
  return turn.go.command('start', receipt);
}

/** The history of a value: who did what with it, when and why. */
export const historyFeature: Feature = {
  actions: [
    on(openHistory, async (turn, { receipt, page }) => turn.show(await historyScreen(turn, receipt, page))),
    on(checkChain, async (turn, { receipt }) => turn.show(await journalScreen(turn, receipt))),
    on(leaveHistory, (turn, { receipt }) => leave(turn, receipt)),
  ],
};
