import type { Prisma } from '../../storage/generated/client.ts';
import type { Deps } from '../deps.ts';
import { transact } from '../transaction.ts';
import { lockBytes } from './keep-file.ts';

/** Days after which a file that was sent and never submitted is deleted. */
export const draftDays = 30;

/**
 * Deletes files that nothing names: those sent and not submitted for 30 days, and those whose sender asked to be
 * deleted or whose words were. Row by row, and the bytes once no other row has the same. Answers how many rows
 * went. The rows are marked before the bytes go and deleted after them: whoever sends the same bytes meanwhile
 * is asked to wait, and whatever an interruption leaves is taken up by the next run.
 */
export async function forgetUnusedFiles(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const unused: Prisma.StoredFileWhereInput = {
    evidence: { none: {} },
    feedback: { none: {} },
    OR: [
      { createdAt: { lt: new Date(now.getTime() - draftDays * 86_400_000) } },
      { uploadedById: null },
      { goingSince: { not: null } },
    ],
  };
  const found = await deps.db.storedFile.findMany({
    where: unused,
    select: { sha256: true },
    distinct: ['sha256'],
    orderBy: { sha256: 'asc' },
  });
  let forgotten = 0;
  for (const { sha256 } of found) {
    const { rows, bytesGo } = await transact(deps, async ({ tx }) => {
      await lockBytes(tx, sha256);
      // Whoever submits one of them holds its row: asked after that, it counts as used.
      await tx.$queryRaw`SELECT "id" FROM "StoredFile" WHERE "sha256" = ${sha256} ORDER BY "id" FOR UPDATE`;
      const all = await tx.storedFile.count({ where: { sha256 } });
      const where = { sha256, ...unused };
      if ((await tx.storedFile.count({ where })) < all) {
        return { rows: (await tx.storedFile.deleteMany({ where })).count, bytesGo: false };
      }
      return {
        rows: (await tx.storedFile.updateMany({ where, data: { goingSince: now } })).count,
        bytesGo: true,
      };
    });
    forgotten += rows;
    if (!bytesGo) continue;
    await deps.files.delete(sha256);
    await deps.db.storedFile.deleteMany({ where: { sha256, goingSince: { not: null } } });
  }
  return forgotten;
}
