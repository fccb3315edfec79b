import type { Tx } from '../../storage/database.ts';
import type { CityCategory } from '../../storage/generated/enums.ts';
import type { RatingRunModel } from '../../storage/generated/models/RatingRun.ts';

/** The run of the newest quarter; of one quarter the published before the preliminary, the newest first. */
const newestFirst = [{ quarter: 'desc' }, { status: 'desc' }, { id: 'desc' }] as const;

/** The run that people are shown of a category; null while none was computed. */
export function readShownRun(tx: Tx, category: CityCategory): Promise<RatingRunModel | null> {
  return tx.ratingRun.findFirst({ where: { category }, orderBy: [...newestFirst] });
}

/** The run of the quarter before, with which places are compared; null where there is none. */
export function readRunBefore(tx: Tx, run: RatingRunModel): Promise<RatingRunModel | null> {
  return tx.ratingRun.findFirst({
    where: { category: run.category, quarter: { lt: run.quarter } },
    orderBy: [...newestFirst],
  });
}

/** By how many places a city rose (above 0) or fell since the quarter before; null where it had no place. */
export function movementOf(before: number | null | undefined, place: number | null): number | null {
  return before == null || place === null ? null : before - place;
}
