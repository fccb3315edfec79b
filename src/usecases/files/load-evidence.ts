import { DamagedFile } from '../../storage/files/file-store.ts';
import type { Deps } from '../deps.ts';
import { readEvidence } from './read-evidence.ts';

export type LoadEvidenceOutcome =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'noRight' }
  | { kind: 'notFound' }
  /** The store has no such bytes, or others than those that were sent. */
  | { kind: 'lost' };

/** The bytes of one file of a version, for the same people. */
export async function loadEvidence(
  deps: Deps,
  input: { personId: number; versionId: number; fileId: number },
): Promise<LoadEvidenceOutcome> {
  const outcome = await readEvidence(deps, input);
  if (outcome.kind !== 'evidence') return outcome;
  if (!outcome.files.some(({ id }) => id === input.fileId)) return { kind: 'notFound' };
  const { sha256 } = await deps.db.storedFile.findUniqueOrThrow({
    where: { id: input.fileId },
    select: { sha256: true },
  });
  try {
    const bytes = await deps.files.get(sha256);
    return bytes === null ? { kind: 'lost' } : { kind: 'bytes', bytes };
  } catch (error) {
    if (error instanceof DamagedFile) return { kind: 'lost' };
    throw error;
  }
}
