import { maySomewhere } from '../../../domain/people/permissions.ts';
import type { Deps } from '../../deps.ts';
import { loadActor } from '../../people/actor.ts';
import { isOwed } from '../list-owed.ts';
import { readOwnValues } from '../own-values.ts';
import type { SlotFacts } from '../value-slot.ts';
import { mostBatchRows, type RowKey, rowsOf } from './batch-row.ts';
import { type NamedSlot, readSlots } from './read-slots.ts';

/** As many of the last values as a template shows. */
const mostShown = 3;

/** A value that a template asks for. */
export interface TemplateRow {
  key: RowKey;
  facts: SlotFacts;
  /** The last effective values, newest first. */
  last: readonly string[];
  /** What was typed for it before and not taken. */
  typed: { text: string; explanation: string | null } | null;
}

export type TemplateRowsOutcome =
  /** `left`: how many more there are than one file may hold. */
  | { kind: 'rows'; rows: readonly TemplateRow[]; left: number }
  /** Nothing is owed, or nothing of the batch can be sent again in a file. */
  | { kind: 'nothingOwed' }
  | { kind: 'noRight' };

/**
 * What a person may fill in a file: everything that they owe, by deadline, city and place in the catalogue; or,
 * with `batchId`, the values of a batch that was not sent, with what was typed for them.
 */
export async function listTemplateRows(
  deps: Deps,
  input: { personId: number; batchId?: number | undefined },
): Promise<TemplateRowsOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('submitValue', actor, now)) return { kind: 'noRight' };
  const own = await readOwnValues(db, now, actor);
  const typed = new Map<string, TemplateRow['typed']>();
  if (input.batchId !== undefined) {
    const batch = await db.valueBatch.findUnique({ where: { id: input.batchId, personId: actor.id } });
    for (const { key, content } of batch === null ? [] : rowsOf(batch)) {
      if (key === null || typed.has(keyOf(key))) continue;
      const { text, explanation } = content.kind === 'value' ? content : { text: '', explanation: null };
      typed.set(keyOf(key), { text, explanation });
    }
  }
  const wanted = own
    .map((value) => ({ ...value, periodKey: value.period.key }))
    .filter((value) => (input.batchId === undefined ? isOwed(value) : typed.has(keyOf(value))));
  const shown = wanted.slice(0, mostBatchRows);
  const book = await readSlots(db, now, shown);
  const rows = shown.flatMap((slot): TemplateRow[] => {
    const facts = book.facts(slot);
    if (facts === null) return [];
    const { cityId, kpiCode, periodKey } = slot;
    return [
      {
        key: { cityId, kpiCode, periodKey, newest: facts.newest },
        facts,
        last: book.previous(facts).slice(0, mostShown),
        typed: typed.get(keyOf(slot)) ?? null,
      },
    ];
  });
  if (rows.length === 0) return { kind: 'nothingOwed' };
  return { kind: 'rows', rows, left: wanted.length - shown.length };
}

function keyOf({ cityId, kpiCode, periodKey }: NamedSlot): string {
  return `${cityId}|${kpiCode}|${periodKey}`;
}
