import type { Translate } from '../../i18n/translate.ts';
import { defineAction } from '../callback-data.ts';
import { actionButton, type Button } from '../screen.ts';

/** What was done with a value, from its cards; `receipt` is that of any of its versions. */
export const openHistory = defineAction('his.open', { receipt: 'id', page: 'int' });
/** From there to the card of the receipt. */
export const leaveHistory = defineAction('his.leave', { receipt: 'id' });
/** Recomputes the audit chain that the history stands in. */
export const checkChain = defineAction('his.check', { receipt: 'id' });

/** The way into the history of a value. */
export function historyButton({ t }: { t: Translate }, receipt: string): Button {
  return actionButton(t.plain('history:button.open'), openHistory, { receipt, page: 0 });
}
