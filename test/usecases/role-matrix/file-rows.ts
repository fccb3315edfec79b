import { keepFile } from '../../../src/usecases/files/keep-file.ts';
import { listAttached } from '../../../src/usecases/files/list-attached.ts';
import { loadEvidence } from '../../../src/usecases/files/load-evidence.ts';
import { readEvidence } from '../../../src/usecases/files/read-evidence.ts';
import type { Town } from './people.ts';
import type { Row } from './rows.ts';

const kindOf = async (outcome: Promise<{ kind: string }>) => (await outcome).kind;
const seesValue = '-+-+-++--';
const bytes = new TextEncoder().encode('an act');
const act = { bytes, name: 'act.pdf', mimeType: 'application/pdf', channelRef: null };

/** A value with a file that a colleague submitted. */
async function withEvidence({ deps, db, colleague, version }: Town) {
  const { id: versionId, submissionId, periodId } = await version('submitted');
  const kept = await keepFile(deps, { personId: colleague.id, file: act });
  if (kept.kind !== 'kept') throw new Error(kept.kind);
  await db.evidence.create({ data: { versionId, fileId: kept.fileId } });
  const { kpiCode } = await db.submission.findUniqueOrThrow({ where: { id: submissionId } });
  return { versionId, fileId: kept.fileId, slot: { cityId: 'oral', kpiCode, periodId } };
}

/** What is done with files: whoever submits values may send them, whoever sees a value may open them. */
export const fileRows: readonly Row[] = [
  {
    name: 'keepFile',
    allowed: '-++++----',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(keepFile(deps, { personId, file: act })),
  },
  {
    name: 'readEvidence',
    allowed: seesValue,
    async prepare(town, personId) {
      const { versionId } = await withEvidence(town);
      return () => kindOf(readEvidence(town.deps, { personId, versionId }));
    },
  },
  {
    name: 'loadEvidence',
    allowed: seesValue,
    async prepare(town, personId) {
      const { versionId, fileId } = await withEvidence(town);
      return () => kindOf(loadEvidence(town.deps, { personId, versionId, fileId }));
    },
  },
  {
    name: 'listAttached',
    allowed: seesValue,
    async prepare(town, personId) {
      const { slot, fileId } = await withEvidence(town);
      return async () =>
        (await listAttached(town.deps, { personId, slot, fileIds: [fileId] })).length > 0
          ? 'read'
          : 'notRead';
    },
  },
];
