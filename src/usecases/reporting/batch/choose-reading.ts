import { maySomewhere } from '../../../domain/people/permissions.ts';
import type { Prisma } from '../../../storage/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { advanceDialogue, type DialogueStep } from '../../dialogue/dialogue-state.ts';
import { loadActingActor } from '../../people/actor.ts';
import { transact } from '../../transaction.ts';
import { rowsOf } from './batch-row.ts';
import { judgeRows } from './judge-rows.ts';

export type ChooseReadingOutcome =
  /** The row is read so from now on, also where it was read in the other way before; nothing is submitted. */
  | { kind: 'chosen' }
  /** The dialogue has moved on. */
  | { kind: 'stale' }
  /** No unsent batch of this person has such a row, or it cannot be read so. */
  | { kind: 'notOffered' }
  /** Neither a member nor a coordinator anywhere. */
  | { kind: 'noRight' };

export interface ChooseReadingInput {
  personId: number;
  batchId: number;
  /** Number of the row. */
  row: number;
  /** One of the two ways to read it, plain decimal text. */
  reading: string;
  at: DialogueStep;
}

/** Keeps with a row of a batch which of two possible readings of its value is meant. */
export function chooseReading(deps: Deps, input: ChooseReadingInput): Promise<ChooseReadingOutcome> {
  const { personId, batchId, reading, at } = input;
  return transact(deps, async ({ tx, now }): Promise<ChooseReadingOutcome> => {
    const actor = await loadActingActor(tx, personId, deps.clock);
    if (!maySomewhere('submitValue', actor, now)) return { kind: 'noRight' };
    await tx.$queryRaw`SELECT "id" FROM "ValueBatch" WHERE "id" = ${batchId} FOR UPDATE`;
    const batch = await tx.valueBatch.findUnique({ where: { id: batchId, personId, sentAt: null } });
    const rows = batch === null ? [] : rowsOf(batch);
    const row = rows.find(({ number }) => number === input.row);
    if (row?.content.kind !== 'value') return { kind: 'notOffered' };
    const { timeZone } = deps.settings;
    const [judged] = await judgeRows(tx, { now, actor, timeZone, rows: [row], explanation: null });
    if (judged?.readings?.includes(reading) !== true) return { kind: 'notOffered' };
    if (!(await advanceDialogue(tx, at, { now }))) return { kind: 'stale' };
    const content = { ...row.content, reading };
    const changed = rows.map((one) => (one === row ? { ...row, content } : one));
    await tx.valueBatch.update({
      where: { id: batchId },
      data: { rows: changed as unknown as Prisma.InputJsonArray },
    });
    return { kind: 'chosen' };
  });
}
