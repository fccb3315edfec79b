import { clipText } from '../../i18n/clean-text.ts';
import { escapeHtml, type Html } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import type { SubmissionCard } from '../../usecases/reporting/read-submission.ts';
import { readyReturnReasons } from '../../usecases/reporting/reason.ts';
import { defineAction } from '../callback-data.ts';
import { commandButton } from '../go.ts';
import { actionButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { absenceLine, longestWords, submittedWhen } from './submit-card.ts';
import { officialWords, reasonWords, valueWords } from './submit-words.ts';

export const reviewKind = 'review';

/** Where a person is in reviewing. */
export interface ReviewFields {
  /** The version whose card is shown; null where nothing waits. */
  versionId: number | null;
}

/** One value of the queue: also from notifications. */
export const openReview = defineAction('rev.open', { version: 'int' });
export const approve = defineAction('rev.ok', { version: 'int' }, reviewKind);
export const startReturn = defineAction('rev.back', { version: 'int' }, reviewKind);
export const returnBecause = defineAction('rev.why', { version: 'int', name: 'id' }, reviewKind);
export const keepIt = defineAction('rev.keep', {}, reviewKind);
export const skip = defineAction('rev.next', { version: 'int' }, reviewKind);

/** One value under review: what it is, what it was, who sent it and when, and the decision. */
export function reviewCard(
  turn: Turn,
  card: SubmissionCard,
  place: { position: number; total: number; dialogue: number },
): Screen {
  const { t } = turn;
  const { version, period, history } = card;
  const returned = history.find(({ number, state }) => number < version.number && state === 'returned');
  const { id } = version;
  return {
    text: lines(
      t('review:title', { ...place, ...whereOf(turn, card) }),
      t('review:period', { period: period.key }),
      valueLine(turn, card),
      absenceLine(t, version.reason),
      ...submittedLines(turn, card),
      version.explanation === null
        ? null
        : t('review:explanation', { text: clipText(reasonWords(t, version.explanation), longestWords) }),
      version.grade === null ? null : t('review:grade', { grade: t.plain(`states:grade.${version.grade}`) }),
      returned === undefined
        ? null
        : t('review:returnedBefore', {
            reason: clipText(reasonWords(t, returned.decisionReason), longestWords),
          }),
    ),
    buttons: [
      [
        actionButton(t.plain('review:button.approve'), approve, { version: id }, place.dialogue),
        actionButton(t.plain('review:button.return'), startReturn, { version: id }, place.dialogue),
      ],
      place.total > 1
        ? [actionButton(t.plain('review:button.next'), skip, { version: id }, place.dialogue)]
        : [],
      [commandButton(t.plain('common:button.menu'), 'menu')],
    ],
  };
}

/** Why it is returned: a ready reason, or words of one's own. */
export function reasonScreen(turn: Turn, card: SubmissionCard, dialogue: number): Screen {
  const { t } = turn;
  const version = card.version.id;
  return {
    text: lines(
      t('review:askReason'),
      aboutLine(turn, card),
      valueLine(turn, card),
      absenceLine(t, card.version.reason),
    ),
    buttons: [
      ...readyReturnReasons.map((name) => [
        actionButton(t.plain(`review:reason.${name}`), returnBecause, { version, name }, dialogue),
      ]),
      [actionButton(t.plain('common:button.back'), keepIt, {}, dialogue)],
    ],
  };
}

/** What was decided, in one message that stays in the chat. */
export function decidedText(turn: Turn, card: SubmissionCard): Html {
  const { t } = turn;
  const { version, kpi } = card;
  const about = { value: valueWords(t, kpi, version), ...whereOf(turn, card) };
  return version.state === 'returned'
    ? t('review:returned', {
        ...about,
        reason: clipText(reasonWords(t, version.decisionReason), longestWords),
      })
    : t('review:approved', about);
}

/** City and KPI as they stand inside a sentence. */
export function whereOf({ language }: Pick<Turn, 'language'>, { city, kpi }: SubmissionCard) {
  return { city: city.shortName[language], kpi: nameInSentence(kpi.shortName[language]) };
}

function aboutLine(turn: Turn, card: SubmissionCard): Html {
  return turn.t('submit:about', { ...whereOf(turn, card), period: card.period.key });
}

function valueLine({ t }: Turn, { version, kpi, previous, target }: SubmissionCard): Html {
  const value = valueWords(t, kpi, version);
  const facts = [
    ...(previous === null
      ? []
      : [t.plain('review:previous', { value: formatNumber(previous, kpi.decimals) })]),
    ...(target === null ? [] : [t.plain('review:target', { value: target })]),
  ];
  return facts.length === 0 ? escapeHtml(value) : t('review:valueWith', { value, facts: facts.join('; ') });
}

function submittedLines(turn: Turn, { version }: SubmissionCard): Html[] {
  const { t } = turn;
  return [
    t('review:submitter', { who: officialWords(t, version.submittedBy) }),
    escapeHtml(submittedWhen(turn, version)),
  ];
}
