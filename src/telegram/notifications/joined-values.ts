import { clipText } from '../../i18n/clean-text.ts';
import type { Html } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { findNextOwed } from '../../usecases/reporting/find-next-owed.ts';
import { type ReviewRow, readReviewRows } from '../../usecases/reporting/read-review-rows.ts';
import { decidedRow } from '../features/review-list.ts';
import { openNext } from '../features/submit-actions.ts';
import { reasonWords, valueWords } from '../features/submit-words.ts';
import { commandButton } from '../go.ts';
import type { NotificationContext } from '../notification.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';

/** Values that one message names; the others are only counted. */
const mostNamed = 6;
/** As much of a reason as a line of several repeats. */
const longestReason = 80;

/** The first few values in a line each, and how many there are beside them. */
export function rowsMessage({ t, language }: NotificationContext, rows: readonly ReviewRow[]): Html[] {
  const rest = rows.length - mostNamed;
  return [
    ...rows.slice(0, mostNamed).map((row) =>
      row.returnReason === null
        ? decidedRow({ t, language }, row)
        : t('review:many.rowReturned', {
            city: row.city[language],
            kpi: nameInSentence(row.kpi.shortName[language]),
            value: valueWords(t, row.kpi, row),
            reason: clipText(reasonWords(t, row.returnReason), longestReason),
          }),
    ),
    ...(rest > 0 ? [t('review:many.more', { rest })] : []),
  ];
}

/** On to what the recipient still owes; to the menu where that is nothing. */
export async function nextButton({ deps, recipient, t }: NotificationContext): Promise<Button> {
  const next = await findNextOwed(deps, { personId: recipient.id, at: null });
  return next === null
    ? commandButton(t.plain('common:button.menu'), 'menu')
    : actionButton(t.plain('submit:button.next'), openNext, {});
}

/** Several decisions of coordinators: what was returned first, because it asks for something. */
export async function decidedMessage(
  context: NotificationContext,
  parts: readonly { versionId: number }[],
): Promise<Screen> {
  const { t } = context;
  const { returned, others } = await readRows(context, parts);
  if (returned.length === 0) {
    return {
      text: lines(t('review:many.approved', { count: others.length }), ...rowsMessage(context, others)),
      buttons: [[await nextButton(context)]],
    };
  }
  return {
    text: lines(
      t('review:many.returned', { count: returned.length }),
      others.length === 0 ? null : t('review:many.alsoApproved', { count: others.length }),
      ...rowsMessage(context, [...returned, ...others]),
    ),
    buttons: [[commandButton(t.plain('common:button.fix'), 'submit')]],
  };
}

/** Several decisions of the authority; a coordinator among the recipients only learns of what was returned. */
export async function verifiedMessage(
  context: NotificationContext,
  parts: readonly { versionId: number }[],
): Promise<Screen> {
  const { t } = context;
  const { returned, others } = await readRows(context, parts);
  if (returned.length === 0) {
    return {
      text: lines(t('review:many.verified', { count: others.length }), ...rowsMessage(context, others)),
      buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
    };
  }
  return {
    text: lines(
      t('review:many.takenBack', { count: returned.length }),
      others.length === 0 ? null : t('review:many.alsoVerified', { count: others.length }),
      ...rowsMessage(context, [...returned, ...others]),
    ),
    buttons: [[commandButton(t.plain('menu:button.status'), 'status')]],
  };
}

async function readRows({ deps }: NotificationContext, parts: readonly { versionId: number }[]) {
  const rows = await readReviewRows(
    deps.db,
    parts.map(({ versionId }) => versionId),
  );
  return {
    returned: rows.filter(({ state }) => state === 'returned'),
    others: rows.filter(({ state }) => state !== 'returned'),
  };
}
