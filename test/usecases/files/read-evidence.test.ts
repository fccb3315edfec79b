import { afterAll, describe, expect, it } from 'vitest';
import { keepFile } from '../../../src/usecases/files/keep-file.ts';
import { listAttached } from '../../../src/usecases/files/list-attached.ts';
import { loadEvidence } from '../../../src/usecases/files/load-evidence.ts';
import { noteChannelRef } from '../../../src/usecases/files/note-channel-ref.ts';
import { readEvidence } from '../../../src/usecases/files/read-evidence.ts';
import { openReportingTown } from '../reporting/reporting-town.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('the evidence of a value', async () => {
  const town = await openReportingTown();
  const { deps, member, head, coordinator, observer, authority } = town;
  const { db, files } = deps;
  afterAll(() => town.database.close());
  const keep = async (personId: number, text: string) => {
    const file = {
      bytes: bytesOf(text),
      name: `${text}.txt`,
      mimeType: 'text/plain',
      channelRef: `ref ${text}`,
    };
    const kept = await keepFile(deps, { personId, file });
    if (kept.kind !== 'kept') throw new Error(kept.kind);
    return kept;
  };
  const [first, second] = [await keep(member.id, 'first'), await keep(member.id, 'second')];
  const evidence = { fileIds: [first.fileId, second.fileId], link: null, comment: null, grade: null };
  const submitted = await town.submit(member.id, 'GOV-01', '90', { evidence });
  if (submitted.kind !== 'accepted') throw new Error(submitted.kind);
  const { versionId } = submitted;

  it('is opened by everybody who may see the value, in the order in which it was sent', async () => {
    for (const { id } of [member, head, coordinator, observer, authority]) {
      const read = await readEvidence(deps, { personId: id, versionId });
      expect(read).toMatchObject({
        kind: 'evidence',
        files: [
          { id: first.fileId, name: 'first.txt', size: 5, mimeType: 'text/plain', channelRef: 'ref first' },
          { id: second.fileId },
        ],
      });
      expect(await loadEvidence(deps, { personId: id, versionId, fileId: second.fileId })).toEqual({
        kind: 'bytes',
        bytes: bytesOf('second'),
      });
    }
  });

  it('is opened by nobody else', async () => {
    for (const { id } of [town.stranger, town.strangeCoordinator, town.citizen, town.administrator]) {
      expect(await readEvidence(deps, { personId: id, versionId })).toEqual({ kind: 'noRight' });
      expect(await loadEvidence(deps, { personId: id, versionId, fileId: first.fileId })).toEqual({
        kind: 'noRight',
      });
    }
  });

  it('is not there of a version, or in it, that is none', async () => {
    expect(await readEvidence(deps, { personId: head.id, versionId: 99_999 })).toEqual({ kind: 'notFound' });
    const draft = await keep(member.id, 'a draft');
    expect(await loadEvidence(deps, { personId: head.id, versionId, fileId: draft.fileId })).toEqual({
      kind: 'notFound',
    });
  });

  it('is lost where the store has no such bytes, or others', async () => {
    await files.delete(first.sha256);
    const load = () => loadEvidence(deps, { personId: head.id, versionId, fileId: first.fileId });
    expect(await load()).toEqual({ kind: 'lost' });
    await files.put(bytesOf('first'));
    expect((await load()).kind).toBe('bytes');
    await db.storedFile.update({ where: { id: first.fileId }, data: { sha256: 'f'.repeat(64) } });
    expect(await load()).toEqual({ kind: 'lost' });
    await db.storedFile.update({ where: { id: first.fileId }, data: { sha256: first.sha256 } });
  });

  it('remembers under which id the messenger knows it last', async () => {
    await noteChannelRef(deps, { fileId: first.fileId, channelRef: 'a new one' });
    expect(await readEvidence(deps, { personId: head.id, versionId })).toMatchObject({
      files: [{ channelRef: 'a new one' }, { channelRef: 'ref second' }],
    });
  });

  it('is listed in a draft as long as it is there and may be submitted', async () => {
    const slot = await town.slot('GOV-01');
    const other = await town.slot('GOV-04');
    const ofHead = await keep(head.id, 'of the head');
    const fileIds = [ofHead.fileId, second.fileId, 99_999, first.fileId];
    const listed = (personId: number, where = slot) => listAttached(deps, { personId, slot: where, fileIds });
    expect(await listed(member.id)).toEqual([
      { id: second.fileId, name: 'second.txt' },
      { id: first.fileId, name: 'first.txt' },
    ]);
    expect((await listed(head.id)).map(({ id }) => id)).toEqual([ofHead.fileId, second.fileId, first.fileId]);
    expect((await listed(head.id, other)).map(({ id }) => id)).toEqual([ofHead.fileId]);
  });
});
