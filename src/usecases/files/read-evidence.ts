import { may, maySomewhere } from '../../domain/people/permissions.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';

/** A file that was submitted with a version. */
export interface EvidenceFile {
  id: number;
  /** Null for a picture that was sent as one. */
  name: string | null;
  mimeType: string;
  size: number;
  channelRef: string | null;
}

export type ReadEvidenceOutcome =
  | { kind: 'evidence'; files: readonly EvidenceFile[] }
  /** Whoever may not see the value may not see what it rests on. */
  | { kind: 'noRight' }
  | { kind: 'notFound' };

/** The files of a version, in the order in which they were sent, for everybody who may see the value. */
export async function readEvidence(
  deps: Deps,
  input: { personId: number; versionId: number },
): Promise<ReadEvidenceOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('viewStatus', actor, now)) return { kind: 'noRight' };
  const version = await db.submissionVersion.findUnique({
    where: { id: input.versionId },
    select: {
      submission: { select: { city: { select: { workingGroupId: true } } } },
      evidence: {
        select: {
          file: { select: { id: true, name: true, mimeType: true, size: true, channelRef: true } },
        },
        orderBy: { fileId: 'asc' },
      },
    },
  });
  if (version === null) return { kind: 'notFound' };
  const { workingGroupId } = version.submission.city;
  if (!may('viewStatus', actor, { workingGroupId }, now)) return { kind: 'noRight' };
  return { kind: 'evidence', files: version.evidence.map(({ file }) => file) };
}
