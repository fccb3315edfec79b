import { maySomewhere } from '../../../domain/people/permissions.ts';
import type { Deps } from '../../deps.ts';
import { loadActor } from '../../people/actor.ts';
import { type JudgedRow, rowsOf } from './batch-row.ts';
import { judgeRows } from './judge-rows.ts';

export type ReadBatchOutcome =
  /** The rows in their order, each as it would be decided on now. */
  | { kind: 'batch'; source: 'file' | 'lines'; fileName: string | null; rows: readonly JudgedRow[] }
  /** It was sent before: so many values came of it. `restId`: the batch of the rows that were refused. */
  | { kind: 'sent'; count: number; restId: number | null }
  /** No such batch, somebody else's, or one that was given up. */
  | { kind: 'notFound' }
  | { kind: 'noRight' };

/** What a person brought at once, and what would come of sending it. */
export async function readBatch(
  deps: Deps,
  input: { personId: number; batchId: number; explanation: string | null },
): Promise<ReadBatchOutcome> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('submitValue', actor, now)) return { kind: 'noRight' };
  const batch = await db.valueBatch.findUnique({ where: { id: input.batchId } });
  if (batch === null || batch.personId !== actor.id) return { kind: 'notFound' };
  if (batch.sentAt !== null) return { kind: 'sent', ...(await readSent(db, batch.id)) };
  const rows = rowsOf(batch);
  if (rows.length === 0) return { kind: 'notFound' };
  const { explanation } = input;
  return {
    kind: 'batch',
    source: batch.source === 'lines' ? 'lines' : 'file',
    fileName: batch.fileName,
    rows: await judgeRows(db, { now, actor, timeZone: settings.timeZone, rows, explanation }),
  };
}

/** What came of a batch that was sent. */
export async function readSent(
  tx: Deps['db'] | Parameters<typeof judgeRows>[0],
  batchId: number,
): Promise<{ count: number; restId: number | null }> {
  const count = await tx.submissionVersion.count({ where: { batchId } });
  const rest = await tx.valueBatch.findUnique({
    where: { actionKey: restKey(batchId) },
    select: { id: true },
  });
  return { count, restId: rest?.id ?? null };
}

/** The action key of the batch that holds what another one did not send. */
export function restKey(batchId: number): string {
  return `batch.rest:${batchId}`;
}
