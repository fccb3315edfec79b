import { evidenceLimits } from '../../domain/kpi/evidence.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { Tx } from '../../storage/database.ts';
import { sha256Of } from '../../storage/files/file-store.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';

/** A file as it came. */
export interface NewFile {
  bytes: Uint8Array;
  /** Null for a picture that was sent as one. */
  name: string | null;
  mimeType: string;
  /** The messenger's own id of it: a cache. */
  channelRef: string | null;
}

export type KeepFileOutcome =
  | { kind: 'kept'; fileId: number; sha256: string }
  /** Of those who submit values only; nobody else's files are kept. */
  | { kind: 'noRight' }
  | { kind: 'empty' }
  | { kind: 'tooLarge'; most: number };

/**
 * Keeps a file that a person sent, for use as evidence. The same bytes of the same person are one file, however
 * often they come. Throws `FileStoreOutage` where they cannot be kept now; done again, it goes on from there.
 */
export async function keepFile(
  deps: Deps,
  input: { personId: number; file: NewFile },
): Promise<KeepFileOutcome> {
  const { personId, file } = input;
  const now = deps.clock.now();
  const actor = await loadActor(deps.db, personId, now);
  if (!maySomewhere('submitValue', actor, now)) return { kind: 'noRight' };
  const { bytes } = file;
  if (bytes.length === 0) return { kind: 'empty' };
  if (bytes.length > evidenceLimits.fileBytes) return { kind: 'tooLarge', most: evidenceLimits.fileBytes };
  const sha256 = sha256Of(bytes);
  // The row comes first: as long as it is there, nobody deletes the bytes that follow.
  const fileId = await transact(deps, ({ tx }) => writeRow(tx, { ...input, sha256, now }));
  await deps.files.put(bytes);
  return { kind: 'kept', fileId, sha256 };
}

async function writeRow(
  tx: Tx,
  { personId, file, sha256, now }: { personId: number; file: NewFile; sha256: string; now: Date },
): Promise<number> {
  await lockBytes(tx, sha256);
  const going = await tx.storedFile.count({ where: { sha256, goingSince: { not: null } } });
  // For a moment only: what sent them is tried again.
  if (going > 0) throw new Error(`The bytes of ${sha256} are being deleted`);
  const { name, mimeType, channelRef, bytes } = file;
  const known = await tx.storedFile.findFirst({
    // A picture and a document are known to the messenger by different ids.
    where: { sha256, uploadedById: personId, name: name === null ? null : { not: null } },
    select: { id: true },
  });
  if (known !== null) {
    // Its first name stays, and with it the messenger's id of that time, which shows that name.
    await tx.storedFile.update({ where: { id: known.id }, data: { createdAt: now } });
    return known.id;
  }
  const { id } = await tx.storedFile.create({
    data: { sha256, size: bytes.length, name, mimeType, channelRef, uploadedById: personId, createdAt: now },
    select: { id: true },
  });
  return id;
}

/** One at a time, until the transaction ends, decides on the rows of the same bytes. */
export async function lockBytes(tx: Tx, sha256: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`file:${sha256}`}, 0))`;
}
