import { clipText } from '../../i18n/clean-text.ts';
import { escapeHtml, type Html } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import type { ManyDecided } from '../../usecases/reporting/decide-values.ts';
import type { SubmissionCard } from '../../usecases/reporting/read-submission.ts';
import { readyReturnReasons } from '../../usecases/reporting/reason.ts';
import { defineAction } from '../callback-data.ts';
import { commandButton } from '../go.ts';
import { actionButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { discussButton } from './discussion-actions.ts';
import { openFilesButton, versionEvidenceLines } from './evidence-words.ts';
import { historyButton } from './history-actions.ts';
import { longestWords, noValueLine, submittedWhen } from './submit-card.ts';
import { dayAndTime, flagWords, officialWords, reasonWords, valueWords } from './submit-words.ts';

export const reviewKind = 'review';

/** The coordinators' level, or the authority's second one. */
export type ReviewLevel = 'review' | 'verify';

/** A part of what waits: a group, a city of it, a sphere of that; `all` spheres where one list is wanted. */
export interface ReviewPlace {
  groupId: string | null;
  cityId: string | null;
  sphereId: string | null;
}

/** Where a person is in reviewing. */
export interface ReviewFields {
  level: ReviewLevel;
  /** The version whose card is shown; null where nothing waits. */
  versionId: number | null;
  place: ReviewPlace;
  page: number;
  /** What the open list was opened with: only that is ever decided on from it. Empty: no list is open. */
  shown: number[];
  /** Chosen in the list. */
  ticked: number[];
  /** What was decided at once the last time. */
  done: ManyDecided | null;
}

export const everywhere: ReviewPlace = { groupId: null, cityId: null, sphereId: null };

const noFields: ReviewFields = {
  level: 'review',
  versionId: null,
  place: everywhere,
  page: 0,
  shown: [],
  ticked: [],
  done: null,
};

/** The fields with what is not said as it is at the beginning; also of dialogues that older versions began. */
export function reviewFields(some: Partial<ReviewFields>): ReviewFields {
  return { ...noFields, ...some };
}

/** One value of the queue: also from notifications. */
export const openReview = defineAction('rev.open', { version: 'int' });
export const approve = defineAction('rev.ok', { version: 'int' }, reviewKind);
export const startReturn = defineAction('rev.back', { version: 'int' }, reviewKind);
export const returnBecause = defineAction('rev.why', { version: 'int', name: 'id' }, reviewKind);
export const keepIt = defineAction('rev.keep', {}, reviewKind);
export const skip = defineAction('rev.next', { version: 'int' }, reviewKind);
export const goBack = defineAction('rev.prev', { version: 'int' }, reviewKind);
export const verify = defineAction('rev.verify', { version: 'int' }, reviewKind);
/** From a card to the list that it was opened from. */
export const toList = defineAction('rev.tolist', {}, reviewKind);

/** One value under review: what it is, what it was, who sent it and when, and the decision. */
export function reviewCard(
  turn: Turn,
  card: SubmissionCard,
  place: { level: ReviewLevel; position: number; total: number; dialogue: number; isListed: boolean },
): Screen {
  const { t } = turn;
  const { version, period, history } = card;
  const { level, position, total, dialogue } = place;
  const returned = history.find(({ number, state }) => number < version.number && state === 'returned');
  const { id } = version;
  const words = (text: string) => clipText(reasonWords(t, text), longestWords);
  const decide = level === 'review' ? approve : verify;
  const label = level === 'review' ? t.plain('review:button.approve') : t.plain('review:button.verify');
  return {
    text: lines(
      t(level === 'review' ? 'review:title' : 'review:verify.title', {
        position,
        total,
        ...whereOf(turn, card),
      }),
      t('review:period', { period: period.key }),
      valueLine(turn, card),
      noValueLine(t, version.reason),
      version.flags.length === 0 ? null : t('review:flagged', { words: flagWords(t, version.flags) }),
      version.explanation === null ? null : t('review:explanation', { text: words(version.explanation) }),
      ...submittedLines(turn, card),
      approvedLine(turn, card),
      ...versionEvidenceLines(t, version),
      returned === undefined
        ? null
        : t('review:returnedBefore', { reason: words(returned.decisionReason ?? '…') }),
    ),
    buttons: [
      [
        actionButton(label, decide, { version: id }, dialogue),
        actionButton(t.plain('review:button.return'), startReturn, { version: id }, dialogue),
      ],
      openFilesButton(turn, version),
      total > 1
        ? [
            actionButton(t.plain('review:button.previous'), goBack, { version: id }, dialogue),
            actionButton(t.plain('review:button.next'), skip, { version: id }, dialogue),
          ]
        : [],
      [historyButton(turn, version.receipt), discussButton(turn, card)],
      [
        ...(place.isListed ? [actionButton(t.plain('review:button.list'), toList, {}, dialogue)] : []),
        commandButton(t.plain('common:button.menu'), 'menu'),
      ],
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
      noValueLine(t, card.version.reason),
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
  if (version.state === 'verified') return t('review:verify.done', about);
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

/** Who approved it, for the second level. */
function approvedLine({ t, deps }: Turn, { version }: SubmissionCard): Html | null {
  const { decidedBy, decidedAt, state } = version;
  if (state !== 'approved' || decidedBy === null || decidedAt === null) return null;
  const when = dayAndTime(decidedAt, deps.settings.timeZone);
  return t('review:verify.approvedBy', { who: officialWords(t, decidedBy), ...when });
}
