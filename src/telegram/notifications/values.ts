import { clipText } from '../../i18n/clean-text.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { listReviewQueue } from '../../usecases/reporting/list-review-queue.ts';
import { readDecided } from '../../usecases/reporting/read-decided.ts';
import { readReviewRows } from '../../usecases/reporting/read-review-rows.ts';
import { readSubmission, type SubmissionCard } from '../../usecases/reporting/read-submission.ts';
import { askForReopening } from '../features/admin-actions.ts';
import { discussButton } from '../features/discussion-actions.ts';
import { openReview } from '../features/review-screens.ts';
import { openValue } from '../features/submit-actions.ts';
import { longestWords, noValueLine } from '../features/submit-card.ts';
import { reasonWords, valueWords } from '../features/submit-words.ts';
import { commandButton } from '../go.ts';
import { joining, type NotificationContext, notification } from '../notification.ts';
import { actionButton, type Button, lines } from '../screen.ts';
import { decidedMessage, nextButton, rowsMessage, verifiedMessage } from './joined-values.ts';

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
        noValueLine(t, card.version.reason),
        queue.length > 1 ? t('review:waitingInAll', { count: queue.length }) : null,
      ),
      buttons: [[actionButton(t.plain('menu:button.review'), openReview, { version: versionId })]],
    };
  },
  join: joining({
    async read({ deps, now, recipient }, all: readonly { versionId: number }[]) {
      const queue = await listReviewQueue(deps.db, now, recipient.id);
      const waiting = new Set(queue.map(({ versionId }) => versionId));
      const inAll = queue.length;
      return all.map(({ versionId }) => (waiting.has(versionId) ? { versionId, inAll } : null));
    },
    async draw(context, parts) {
      const { deps, t } = context;
      const rows = await readReviewRows(
        deps.db,
        parts.map(({ versionId }) => versionId),
      );
      const inAll = parts[0]?.inAll ?? 0;
      return {
        text: lines(
          t('review:places.review', { count: parts.length }),
          ...rowsMessage(context, rows),
          inAll > parts.length ? t('review:waitingInAll', { count: inAll }) : null,
        ),
        buttons: [[commandButton(t.plain('menu:button.review'), 'review')]],
      };
    },
  }),
});

/** To the submitter: approved, or returned with a reason. True while no newer version took its place. */
export const valueDecided = notification({
  kind: 'value.decided',
  async render(context, { versionId }) {
    const { t } = context;
    const card = await readCurrent(context, versionId, 'review');
    if (card === null) return null;
    const { version, kpi } = card;
    const value = valueWords(t, kpi, version);
    if (version.state !== 'returned') {
      return {
        text: lines(t('review:decided.approved', { value }), aboutLine(context, card)),
        buttons: [[await nextButton(context)]],
      };
    }
    const reason = clipText(reasonWords(t, version.decisionReason), longestWords);
    return {
      text: lines(
        t('review:decided.returned', { value, reason }),
        aboutLine(context, card),
        correctionLine(context, card),
      ),
      buttons: [[...correctionButton(context, card), discussButton(context, card)]],
    };
  },
  join: joining({ read: readStill('review'), draw: decidedMessage }),
});

/**
 * From the authority, to the submitter: verified, or returned although a coordinator had approved it; then to
 * that coordinator too. True while no newer version took its place.
 */
export const valueVerified = notification({
  kind: 'value.verified',
  async render(context, { versionId }) {
    const { t, recipient } = context;
    const card = await readCurrent(context, versionId, 'verify');
    if (card === null) return null;
    const { version, kpi } = card;
    const value = valueWords(t, kpi, version);
    if (version.state === 'verified') {
      return {
        text: lines(t('review:verified.told', { value }), aboutLine(context, card)),
        buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
      };
    }
    if (version.state !== 'returned') return null;
    const reason = clipText(reasonWords(t, version.decisionReason), longestWords);
    const isTheirs = version.submittedById === recipient.id;
    return {
      text: lines(
        t('review:verified.returned', { value, reason }),
        aboutLine(context, card),
        isTheirs ? correctionLine(context, card) : null,
      ),
      buttons: [[...(isTheirs ? correctionButton(context, card) : []), discussButton(context, card)]],
    };
  },
  join: joining({ read: readStill('verify'), draw: verifiedMessage }),
});

/** Which of these are decided, not replaced, and still theirs to know of. */
function readStill(level: 'review' | 'verify') {
  return async ({ deps, recipient }: NotificationContext, all: readonly { versionId: number }[]) => {
    const versionIds = all.map(({ versionId }) => versionId);
    const decided = await readDecided(deps, { personId: recipient.id, versionIds, level });
    return versionIds.map((versionId) => (decided.has(versionId) ? { versionId } : null));
  };
}

/** The card of a version that is decided at a level and was not replaced since; null otherwise. */
async function readCurrent(
  context: NotificationContext,
  versionId: number,
  level: 'review' | 'verify',
): Promise<SubmissionCard | null> {
  const { deps, recipient } = context;
  const decided = await readDecided(deps, { personId: recipient.id, versionIds: [versionId], level });
  return decided.has(versionId) ? readCard(context, versionId) : null;
}

function aboutLine({ t, language }: NotificationContext, { city, kpi, period }: SubmissionCard) {
  return t('submit:about', {
    city: city.shortName[language],
    kpi: nameInSentence(kpi.shortName[language]),
    period: period.key,
  });
}

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
  const { city, kpi, period } = card;
  if (card.periodState === 'locked') {
    const group = city.workingGroupId;
    return [actionButton(t.plain('periods:button.ask'), askForReopening, { period: period.id, group })];
  }
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
