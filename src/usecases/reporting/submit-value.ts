import type { ValueWarning } from '../../domain/kpi/check-value.ts';
import type { Tx } from '../../storage/database.ts';
import type { Deps } from '../deps.ts';
import { judgeValue, type Unreadable } from './judge-value.ts';
import { readPreviousValues } from './previous-values.ts';
import { type ReadReason, readReason, readStoredReason } from './reason.ts';
import { readRelations } from './related-values.ts';
import { type NewReport, submitVersion, type VersionInput, type VersionOutcome } from './submit-version.ts';
import type { SlotFacts } from './value-slot.ts';

/** Why a value is not taken as it was typed. */
type ValueRefusal =
  | { kind: 'ambiguous'; readings: [string, string] }
  | { kind: 'unreadable'; problem: Unreadable }
  /** Something is odd about it: to be confirmed with a word of explanation. */
  | { kind: 'needsConfirmation'; value: string; warnings: ValueWarning[] }
  | { kind: 'badExplanation'; problem: Exclude<ReadReason, { kind: 'ok' }> };

export type SubmitOutcome = VersionOutcome | ValueRefusal;

export interface SubmitInput extends VersionInput {
  /** As it was typed. */
  text: string;
  /** Which of two possible readings is meant. */
  reading?: string | undefined;
  /** The person was shown what is odd, and stands by the value. */
  explanation?: string | undefined;
}

/**
 * Records a value as a new version. Outcomes: those of `submitVersion` (`accepted`, `duplicate`, `stale`,
 * `overtaken`, `unchanged`, the refusals of a slot), and those of reading it: `ambiguous`, `unreadable`,
 * `needsConfirmation`, `badExplanation`.
 */
export async function submitValue(deps: Deps, input: SubmitInput): Promise<SubmitOutcome> {
  return submitVersion<ValueRefusal>(deps, input, (tx, facts) => judge(tx, facts, input));
}

async function judge(
  tx: Tx,
  { city, kpi, period }: SlotFacts,
  { text, reading, explanation }: SubmitInput,
): Promise<{ report: NewReport } | { refused: ValueRefusal }> {
  const previous = await readPreviousValues(tx, {
    cityId: city.id,
    kpiCode: kpi.code,
    periodKind: period.kind,
    before: period.startsOn,
  });
  const slot = { cityId: city.id, kpiCode: kpi.code, periodId: period.id };
  const relations = (await readRelations(tx, [slot])).of(slot);
  const judged = judgeValue({ text, reading, kpi, previous, relations });
  if (judged.kind !== 'value') return { refused: judged };
  const { value, warnings } = judged;
  const flags = warnings.map(({ kind }) => kind);
  const report = (words: string | null) => ({
    report: { kind: 'value' as const, value, explanation: words, flags },
  });
  if (warnings.length === 0) return report(null);
  if (explanation === undefined) return { refused: { kind: 'needsConfirmation', value, warnings } };
  if (readStoredReason(explanation).kind === 'explanation') return report(explanation);
  const read = readReason(explanation);
  return read.kind === 'ok' ? report(read.text) : { refused: { kind: 'badExplanation', problem: read } };
}
