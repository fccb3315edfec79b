import { maySomewhere } from '../../../domain/people/permissions.ts';
import type { Prisma } from '../../../storage/generated/client.ts';
import type { Deps } from '../../deps.ts';
import { loadActingActor } from '../../people/actor.ts';
import { transact } from '../../transaction.ts';
import { type BatchRow, mostBatchRows } from './batch-row.ts';
import { blankUnsent } from './give-up-batch.ts';
import { type GivenLine, placeLines } from './place-lines.ts';

export type StartOutcome =
  /** The rows are kept; nothing was submitted. Done again with the same key, it answers the same batch. */
  | { kind: 'started'; batchId: number }
  /** Neither a member nor a coordinator anywhere. */
  | { kind: 'noRight' };

export interface StartInput {
  personId: number;
  /** 1 to `mostBatchRows` of them. */
  given:
    | { source: 'file'; fileName: string; rows: readonly BatchRow[] }
    | { source: 'lines'; lines: readonly GivenLine[] };
  /** The same key means the same file or message. */
  actionKey: string;
}

/**
 * Keeps many values that a person sent at once, to be shown, confirmed and then submitted. A batch begun earlier
 * and not sent is given up. Rows may name anything: what comes of each is judged when it is shown and again when
 * it is sent.
 */
export async function startBatch(deps: Deps, input: StartInput): Promise<StartOutcome> {
  const { given, personId, actionKey } = input;
  const count = given.source === 'file' ? given.rows.length : given.lines.length;
  if (count < 1 || count > mostBatchRows) throw new RangeError(`A batch of ${count} rows`);
  return transact(deps, async ({ tx, now }): Promise<StartOutcome> => {
    const actor = await loadActingActor(tx, personId, deps.clock);
    if (!maySomewhere('submitValue', actor, now)) return { kind: 'noRight' };
    const before = await tx.valueBatch.findUnique({ where: { actionKey }, select: { id: true } });
    if (before !== null) return { kind: 'started', batchId: before.id };
    const rows = given.source === 'file' ? given.rows : await placeLines(tx, now, actor, given.lines);
    await blankUnsent(tx, personId);
    const { id } = await tx.valueBatch.create({
      data: {
        personId,
        source: given.source,
        fileName: given.source === 'file' ? given.fileName : null,
        rows: rows as unknown as Prisma.InputJsonArray,
        createdAt: now,
        actionKey,
      },
    });
    return { kind: 'started', batchId: id };
  });
}
