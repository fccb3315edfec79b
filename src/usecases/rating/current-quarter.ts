import { quarterOf } from '../../domain/kpi/period.ts';
import type { Tx } from '../../storage/database.ts';

/**
 * The quarter whose rating is the current one: the newest that has ended (its reporting is open or done).
 * An installation that has not seen a quarter end yet takes the running quarter as soon as one of its months
 * has ended. Null while no period has ended at all.
 */
export async function readCurrentQuarter(tx: Tx, now: Date): Promise<string | null> {
  const newest = (kind: 'quarter' | 'month') =>
    tx.period.findFirst({ where: { kind, opensAt: { lte: now } }, orderBy: { opensAt: 'desc' } });
  const quarter = await newest('quarter');
  if (quarter !== null) return quarter.key;
  const month = await newest('month');
  return month === null ? null : quarterOf(month.key);
}
