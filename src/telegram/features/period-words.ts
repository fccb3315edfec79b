import type { Translate } from '../../i18n/translate.ts';
import { readyReopenReason } from '../../usecases/periods/reopen-reason.ts';
import type { SlotRefusal } from '../../usecases/reporting/may-submit.ts';
import type { Names } from '../../usecases/reporting/value-slot.ts';
import { actionButton, type Button } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { askForReopening } from './admin-actions.ts';

/** Where a reopening counts: a working group by its place, or the whole country. */
export function placeWords(t: Translate, group: { name: Names } | null): string {
  return group === null ? t.plain('periods:country') : group.name[t.language];
}

/** The way to ask for a reopening, where a period is locked; nothing beside other refusals. */
export function askButtons({ t }: Pick<Turn, 't'>, refusal: SlotRefusal): Button[] {
  if (refusal.kind !== 'periodLocked') return [];
  const { periodId: period, workingGroupId: group } = refusal;
  return [actionButton(t.plain('periods:button.ask'), askForReopening, { period, group })];
}

/** Why a period was reopened: a ready reason in the reader's language, a person's words as they are. */
export function reopenReasonWords(t: Translate, stored: string): string {
  const ready = readyReopenReason(stored);
  return ready === null ? stored : t.plain(`periods:reason.${ready}`);
}
