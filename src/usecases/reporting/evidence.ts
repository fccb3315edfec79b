import { type DataGrade, evidenceLimits, isDataGrade, readLink } from '../../domain/kpi/evidence.ts';
import type { Tx } from '../../storage/database.ts';
import { type ReadReason, readReason } from './reason.ts';
import type { ValueSlot } from './value-slot.ts';

/** What a value rests on, as its submitter gives it. */
export interface EvidenceInput {
  /** Ids of stored files, in the order in which they came. */
  fileIds: readonly number[];
  link: string | null;
  comment: string | null;
  grade: string | null;
}

/** Evidence that may be written with a version. */
export interface CheckedEvidence {
  files: readonly { id: number; sha256: string }[];
  link: string | null;
  comment: string | null;
  grade: DataGrade | null;
}

/** What of a version says what it rests on. */
export const evidenceFields = {
  grade: true,
  comment: true,
  link: true,
  evidence: { select: { fileId: true }, orderBy: { fileId: 'asc' } },
} as const;

export type EvidenceProblem =
  | { kind: 'tooManyFiles'; most: number }
  /** Files that are not there any more, or were sent by somebody else. */
  | { kind: 'unknownFiles'; fileIds: number[] }
  | { kind: 'badLink' }
  | { kind: 'badComment'; problem: Exclude<ReadReason, { kind: 'ok' }> }
  | { kind: 'badGrade' };

export type EvidenceOutcome =
  | { kind: 'checked'; evidence: CheckedEvidence }
  | { kind: 'badEvidence'; problem: EvidenceProblem };

/**
 * Reads evidence and holds its files until the transaction ends, so that none of them is deleted meanwhile. A
 * person may name the files they sent themselves, and those of an earlier version of the same value.
 */
export async function checkEvidence(
  tx: Tx,
  input: { personId: number; slot: ValueSlot; evidence: EvidenceInput },
): Promise<EvidenceOutcome> {
  const { link, comment, grade } = input.evidence;
  const fileIds = [...new Set(input.evidence.fileIds)];
  if (fileIds.length > evidenceLimits.files) return bad({ kind: 'tooManyFiles', most: evidenceLimits.files });
  if (link !== null && readLink(link).kind !== 'link') return bad({ kind: 'badLink' });
  const said = comment === null ? null : readReason(comment);
  if (said !== null && said.kind !== 'ok') return bad({ kind: 'badComment', problem: said });
  if (grade !== null && !isDataGrade(grade)) return bad({ kind: 'badGrade' });
  await tx.$queryRaw`SELECT "id" FROM "StoredFile" WHERE "id" = ANY(${fileIds}::int[]) ORDER BY "id" FOR SHARE`;
  const files = await findAttachable(tx, { ...input, fileIds });
  const unknown = fileIds.filter((id) => !files.some((file) => file.id === id));
  if (unknown.length > 0) return bad({ kind: 'unknownFiles', fileIds: unknown });
  return {
    kind: 'checked',
    evidence: { files, link: link?.trim() ?? null, comment: said?.text ?? null, grade },
  };
}

function bad(problem: EvidenceProblem): EvidenceOutcome {
  return { kind: 'badEvidence', problem };
}

/** Those of the files that the person may name as evidence of that value, in the given order. */
export async function findAttachable(
  tx: Tx,
  input: { personId: number; slot: ValueSlot; fileIds: readonly number[] },
): Promise<{ id: number; sha256: string; name: string | null }[]> {
  const { personId, slot, fileIds } = input;
  if (fileIds.length === 0) return [];
  const rows = await tx.storedFile.findMany({
    where: {
      id: { in: [...fileIds] },
      goingSince: null,
      OR: [{ uploadedById: personId }, { evidence: { some: { version: { submission: slot } } } }],
    },
    select: { id: true, sha256: true, name: true },
  });
  return fileIds.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

/** The evidence of a version as its submitter gave it. */
export function toEvidenceInput(version: {
  grade: string | null;
  comment: string | null;
  link: string | null;
  evidence: readonly { fileId: number }[];
}): EvidenceInput {
  const { grade, comment, link, evidence } = version;
  return { fileIds: evidence.map(({ fileId }) => fileId), link, comment, grade };
}

/** Whether two versions rest on the same. */
export function isSameEvidence(one: EvidenceInput, other: EvidenceInput): boolean {
  const files = ({ fileIds }: EvidenceInput) => [...fileIds].sort((a, b) => a - b).join();
  return (
    one.link === other.link &&
    one.comment === other.comment &&
    one.grade === other.grade &&
    files(one) === files(other)
  );
}
