import { rateCategory } from '../../domain/rating/rate-category.ts';
import type { Tx } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/client.ts';
import type { CityCategory } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { transact } from '../transaction.ts';
import { loadRatingInputs } from './load-rating-inputs.ts';
import { describePlace } from './place-detail.ts';

export type ComputeOutcome =
  /** A new preliminary run took the place of the one before. */
  | { kind: 'computed'; runId: number; checksum: string }
  /** Nothing that it follows from changed: the run stays, and is known to be up to date now. */
  | { kind: 'unchanged'; runId: number; checksum: string }
  /** The quarter is published, and stays as it is. */
  | { kind: 'published'; runId: number }
  /** No methodology in force rates this category. */
  | { kind: 'noMethod' };

/**
 * Computes the preliminary rating of a category in a quarter from what is known now. Two at once come one
 * after the other, so the later one sees all that the first saw. It leaves no audit event: a preliminary run
 * decides nothing, follows from audited values, and is replaced by the next one; publishing is audited.
 */
export function computeRating(
  deps: Deps,
  input: { category: CityCategory; quarter: string },
): Promise<ComputeOutcome> {
  const { category, quarter } = input;
  return transact(deps, async ({ tx, now }): Promise<ComputeOutcome> => {
    await lockRating(tx, `${category}:${quarter}`);
    const published = await tx.ratingRun.findFirst({ where: { category, quarter, status: 'published' } });
    if (published !== null) return { kind: 'published', runId: published.id };
    const inputs = await loadRatingInputs(tx, { category, quarter, mode: 'preliminary', now });
    if (inputs === null) return { kind: 'noMethod' };
    const { places, checksum } = rateCategory(inputs.input);

    const before = await tx.ratingRun.findFirst({
      where: { category, quarter, status: 'preliminary' },
      orderBy: { id: 'desc' },
    });
    if (before?.checksum === checksum && before.versionId === inputs.versionId) {
      await tx.ratingRun.update({ where: { id: before.id }, data: { computedAt: now } });
      return { kind: 'unchanged', runId: before.id, checksum };
    }
    await tx.ratingRun.deleteMany({ where: { category, quarter, status: 'preliminary' } });
    const run = await tx.ratingRun.create({
      data: {
        quarter,
        category,
        status: 'preliminary',
        versionId: inputs.versionId,
        methodKey: inputs.input.method.id,
        computedAt: now,
        checksum,
      },
    });
    await tx.ratingPlace.createMany({
      data: places.map((place) => ({
        runId: run.id,
        cityId: place.cityId,
        place: place.place,
        score: place.score,
        coverage: place.coverage.percent,
        detail: describePlace(
          place,
          inputs.input.inputs.get(place.cityId),
        ) as unknown as Prisma.InputJsonObject,
      })),
    });
    return { kind: 'computed', runId: run.id, checksum };
  });
}

/** Held until the transaction ends; nothing else locks by this text. */
async function lockRating(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rating:${name}`}, 0))`;
}
