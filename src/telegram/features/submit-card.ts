import { parseReceipt } from '../../domain/kpi/receipt.ts';
import { clipText } from '../../i18n/clean-text.ts';
import { type Html, markup } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import type { Translate } from '../../i18n/translate.ts';
import {
  readSubmission,
  type SubmissionCard,
  type VersionCard,
} from '../../usecases/reporting/read-submission.ts';
import { menuButton } from '../go.ts';
import { actionButton, copyButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { discussButton } from './discussion-actions.ts';
import { openFilesButton, versionEvidenceLines } from './evidence-words.ts';
import { historyButton } from './history-actions.ts';
import { openValue } from './submit-actions.ts';
import { dayAndTime, officialWords, reasonWords, receiptHtml, valueWords } from './submit-words.ts';
import { personName } from './team-words.ts';

/** Other versions that a card names. */
const mostVersions = 4;
/** As much of a person's words as a card repeats. */
export const longestWords = 300;

/** The card of a submitted value, by its receipt number as a link or a person gives it. */
export async function cardScreen(turn: Turn, text: string): Promise<Screen> {
  const { t } = turn;
  const receipt = parseReceipt(text);
  const outcome =
    receipt === null
      ? ({ kind: 'notFound' } as const)
      : await readSubmission(turn.deps, { personId: turn.person.id, which: { receipt } });
  switch (outcome.kind) {
    case 'noRight':
      return { text: t('common:noRight'), buttons: [[menuButton(turn)]] };
    case 'notFound':
      return { text: t('errors:notFound'), buttons: [[menuButton(turn)]] };
    case 'card':
      return submissionScreen(turn, outcome.card);
  }
}

function submissionScreen(turn: Turn, card: SubmissionCard): Screen {
  const { t, language } = turn;
  const { version, kpi, city, period, history } = card;
  const isMine = history[0]?.submittedById === turn.person.id;
  const takesValues = card.periodState === 'open' || card.periodState === 'closing';
  return {
    text: lines(
      t('submit:card.title', {
        receipt: markup(receiptHtml(version.receipt)),
        value: valueWords(t, kpi, version),
      }),
      t('submit:about', {
        city: city.shortName[language],
        kpi: nameInSentence(kpi.shortName[language]),
        period: period.key,
      }),
      noValueLine(t, version.reason),
      t('submit:card.state', { state: t.plain(`states:value.${version.state}`) }),
      submittedLine(turn, version),
      version.submittedFor === null
        ? null
        : t('absence:insteadOf', { name: personName(t, version.submittedFor.fullName) }),
      decidedLine(turn, version),
      version.decisionReason === null
        ? null
        : t('submit:card.reason', {
            reason: clipText(reasonWords(t, version.decisionReason), longestWords),
          }),
      version.explanation === null
        ? null
        : t('submit:explained', { text: clipText(reasonWords(t, version.explanation), longestWords) }),
      ...versionEvidenceLines(t, version),
      earlierLine(turn, card),
    ),
    buttons: [
      openFilesButton(turn, version),
      [historyButton(turn, version.receipt), discussButton(turn, card)],
      [copyButton(t.plain('submit:button.copy'), version.receipt)],
      isMine && takesValues
        ? [
            actionButton(t.plain('common:button.fix'), openValue, {
              city: city.id,
              kpi: kpi.code,
              period: period.id,
            }),
          ]
        : [],
      [menuButton(turn)],
    ],
  };
}

/** Why there is no number, where that was said. */
export function noValueLine(t: Translate, reason: string | null): Html | null {
  if (reason === null) return null;
  return t('entry:noValue.because', { reason: clipText(reasonWords(t, reason), longestWords) });
}

function submittedLine(turn: Turn, version: VersionCard): Html {
  const { t } = turn;
  const when = submittedWhen(turn, version);
  return t('submit:card.submitted', { who: officialWords(t, version.submittedBy), when });
}

/** When it was sent, and whether in time: «5 қазан, 10:00, мерзімінде». */
export function submittedWhen({ t, deps }: Turn, version: VersionCard): string {
  return t.plain(
    `review:time.${timeliness(version)}`,
    dayAndTime(version.submittedAt, deps.settings.timeZone),
  );
}

/** The words for whether a version came in time, as the locales name them. */
export function timeliness({
  isOnTime,
  isLaterCorrection,
}: Pick<VersionCard, 'isOnTime' | 'isLaterCorrection'>): 'onTime' | 'late' | 'corrected' {
  if (isLaterCorrection) return 'corrected';
  return isOnTime ? 'onTime' : 'late';
}

function decidedLine(turn: Turn, { decidedBy, decidedAt }: VersionCard): Html | null {
  if (decidedBy === null || decidedAt === null) return null;
  return turn.t('submit:card.decided', {
    who: officialWords(turn.t, decidedBy),
    ...dayAndTime(decidedAt, turn.deps.settings.timeZone),
  });
}

function earlierLine(turn: Turn, { history, version, kpi }: SubmissionCard): Html | null {
  const { t } = turn;
  const others = history.filter(({ id }) => id !== version.id).slice(0, mostVersions);
  if (others.length === 0) return null;
  const versions = others.map((other) =>
    t.plain('submit:card.version', {
      value: valueWords(t, kpi, other),
      state: t.plain(`states:value.${other.state}`),
    }),
  );
  return t('submit:card.earlier', { versions: versions.join('; ') });
}
