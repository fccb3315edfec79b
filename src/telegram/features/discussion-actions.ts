import type { Translate } from '../../i18n/translate.ts';
import { defineAction } from '../callback-data.ts';
import { actionButton, type Button } from '../screen.ts';

/** The thread on a value: from its cards and from notifications. Page 0 holds the newest contributions. */
export const openDiscussion = defineAction('dis.open', { submission: 'int', page: 'int' });
/** From the thread to the card of the value. */
export const leaveDiscussion = defineAction('dis.leave', { submission: 'int' });

/** The way into the thread, with how much was written there. */
export function discussButton(
  { t }: { t: Translate },
  { submissionId, discussed }: { submissionId: number; discussed: number },
): Button {
  const label =
    discussed === 0
      ? t.plain('discussion:button.open')
      : t.plain('discussion:button.openWith', { total: discussed });
  return actionButton(label, openDiscussion, { submission: submissionId, page: 0 });
}
