import { clipText } from '../../i18n/clean-text.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { listReviewQueue } from '../../usecases/reporting/list-review-queue.ts';
import { readSubmission, type SubmissionCard } from '../../usecases/reporting/read-submission.ts';
import { openReview } from '../features/review-screens.ts';
import { openNext, openValue } from '../features/submit-actions.ts';
import { absenceLine, longestWords } from '../features/submit-card.ts';
import { reasonWords, valueWords } from '../features/submit-words.ts';
import { type NotificationContext, notification } from '../notification.ts';
import { actionButton, type Button, lines } from '../screen.ts';

/** To whoever decides: this value waits, and how many wait in all. True while the recipient may decide. */
export const valueToReview = notification({
  kind: 'value.toReview',
  async render(context, { versionId }) {
    const { deps, now, recipient, t } = context;
    const queue = await listReviewQueue(deps.db, now, recipient.id);
    if (!queue.some((waiting) => waiting.versionId === versionId)) return null;
    const card = await readCard(context, versionId);
    if (card === null) return null;
    return {
      text: lines(
        t('review:waits', { ...whereOf(context, card), value: valueWords(t, card.kpi, card.version) }),
        absenceLine(t, card.version.reason),
        queue.length > 1 ? t('review:waitingInAll', { count: queue.length }) : null,
      ),
      buttons: [[actionButton(t.plain('menu:button.review'), openReview, { version: versionId })]],
    };
  },
});

/** To the submitter: approved, or returned with a reason. True while no newer version took its place. */
export const valueDecided = notification({
  kind: 'value.decided',
  async render(context, { versionId }) {
    const { t, language } = context;
    const card = await readCard(context, versionId);
    if (card === null) return null;
    const { version, kpi, city, period, history } = card;
    if (version.state === 'submitted' || version.number !== history[0]?.number) return null;
    const about = t('submit:about', {
      city: city.shortName[language],
      kpi: nameInSentence(kpi.shortName[language]),
      period: period.key,
    });
    const value = valueWords(t, kpi, version);
    if (version.state !== 'returned') {
      const next = actionButton(t.plain('submit:button.next'), openNext, {});
      return { text: lines(t('review:decided.approved', { value }), about), buttons: [[next]] };
    }
    const reason = clipText(reasonWords(t, version.decisionReason), longestWords);
    return {
      text: lines(t('review:decided.returned', { value, reason }), about, correctionLine(context, card)),
      buttons: [correctionButton(context, card)],
    };
  },
});

function correctionLine({ t }: NotificationContext, { period, periodState }: SubmissionCard) {
  switch (periodState) {
    case 'upcoming':
    case 'open':
      return t('review:correctBy', { day: period.dueOn });
    case 'closing':
      return t('review:correctLate');
    case 'locked':
      return t('review:periodClosed', { period: period.key });
  }
}

function correctionButton({ t }: NotificationContext, card: SubmissionCard): Button[] {
  if (card.periodState === 'locked') return [];
  const { city, kpi, period } = card;
  return [
    actionButton(t.plain('common:button.fix'), openValue, {
      city: city.id,
      kpi: kpi.code,
      period: period.id,
    }),
  ];
}

async function readCard(
  { deps, recipient }: NotificationContext,
  versionId: number,
): Promise<SubmissionCard | null> {
  const outcome = await readSubmission(deps, { personId: recipient.id, which: { versionId } });
  return outcome.kind === 'card' ? outcome.card : null;
}

function whereOf({ language }: NotificationContext, { city, kpi }: SubmissionCard) {
  return { city: city.shortName[language], kpi: nameInSentence(kpi.shortName[language]) };
}
