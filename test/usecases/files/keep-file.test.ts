import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { createFileStore, FileStoreOutage } from '../../../src/storage/files/file-store.ts';
import { forgetUnusedFiles } from '../../../src/usecases/files/forget-unused-files.ts';
import { type KeepFileOutcome, keepFile } from '../../../src/usecases/files/keep-file.ts';
import { deleteMe } from '../../../src/usecases/privacy/delete-me.ts';
import { jobs } from '../../../src/usecases/schedule/jobs.ts';
import { runDueJobs } from '../../../src/usecases/schedule/run-due-jobs.ts';
import { day } from '../../setup/clock.ts';
import { openReportingTown } from '../reporting/reporting-town.ts';

const nameOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('files that people send', async () => {
  const town = await openReportingTown();
  const { deps, member, head, clock } = town;
  const { db, files } = deps;
  afterAll(() => town.database.close());

  const keep = (personId: number, text: string, more: { name?: string | null; channelRef?: string } = {}) =>
    keepFile(deps, {
      personId,
      file: {
        bytes: bytesOf(text),
        name: 'act.pdf',
        mimeType: 'application/pdf',
        channelRef: 'ref',
        ...more,
      },
    });
  const idOf = (outcome: KeepFileOutcome) => {
    if (outcome.kind !== 'kept') throw new Error(outcome.kind);
    return outcome.fileId;
  };
  const evidence = (fileIds: number[]) => ({ fileIds, link: null, comment: null, grade: null });
  const rowsOf = (text: string) => db.storedFile.count({ where: { sha256: nameOf(bytesOf(text)) } });
  const isKept = async (text: string) => (await files.get(nameOf(bytesOf(text)))) !== null;

  it('are kept with their bytes, once for each person however often they come', async () => {
    const first = await keep(member.id, 'an act');
    expect(first).toEqual({ kind: 'kept', fileId: idOf(first), sha256: nameOf(bytesOf('an act')) });
    const again = await Promise.all(
      ['other.pdf', 'act.pdf'].map((name) => keep(member.id, 'an act', { name })),
    );
    expect(again).toEqual([first, first]);
    expect(await db.storedFile.findUnique({ where: { id: idOf(first) } })).toMatchObject({
      name: 'act.pdf',
      size: 6,
      mimeType: 'application/pdf',
      channelRef: 'ref',
      uploadedById: member.id,
    });
    const asPicture = await keep(member.id, 'an act', { name: null });
    const byOther = await keep(head.id, 'an act');
    expect(new Set([first, asPicture, byOther].map(idOf)).size).toBe(3);
    expect(await files.get(nameOf(bytesOf('an act')))).toEqual(bytesOf('an act'));
  });

  it('are kept once also when they come at the same time', async () => {
    const kept = await Promise.all([1, 2, 3].map(() => keep(member.id, 'at once')));
    expect(new Set(kept.map(idOf)).size).toBe(1);
  });

  it('are kept of nobody who submits no values', async () => {
    const others = [town.observer, town.authority, town.administrator, town.citizen];
    for (const { id } of others) expect(await keep(id, 'not kept')).toEqual({ kind: 'noRight' });
    expect(await rowsOf('not kept')).toBe(0);
    expect(await isKept('not kept')).toBe(false);
  });

  it('are refused empty and too large', async () => {
    expect(await keep(member.id, '')).toEqual({ kind: 'empty' });
    const most = 20 * 1024 * 1024;
    const large = { bytes: new Uint8Array(most + 1), name: 'a', mimeType: 'a/b', channelRef: null };
    expect(await keepFile(deps, { personId: member.id, file: large })).toEqual({ kind: 'tooLarge', most });
  });

  it('are taken up where an outage of the store left them', async () => {
    const noPlace = async () => {
      throw new Error('full');
    };
    const full = createFileStore(
      { write: noPlace, read: noPlace, remove: noPlace, check: noPlace },
      { error: () => undefined },
    );
    const file = { bytes: bytesOf('later'), name: 'a', mimeType: 'a/b', channelRef: null };
    await expect(keepFile({ ...deps, files: full }, { personId: member.id, file })).rejects.toBeInstanceOf(
      FileStoreOutage,
    );
    const kept = await keepFile(deps, { personId: member.id, file });
    expect(kept.kind).toBe('kept');
    expect(await rowsOf('later')).toBe(1);
    expect(await isKept('later')).toBe(true);
  });

  it('go after 30 days where nothing was submitted with them, and stay where it was', async () => {
    const draft = idOf(await keep(member.id, 'a draft'));
    const used = idOf(await keep(member.id, 'used'));
    const shared = idOf(await keep(member.id, 'of two people'));
    const submitted = await town.submit(head.id, 'GOV-01', '90');
    expect(submitted.kind).toBe('notAssigned');
    await keep(head.id, 'of two people');
    await town.submit(member.id, 'GOV-01', '90', { evidence: evidence([used]) });
    clock.advance(29 * day);
    expect(await forgetUnusedFiles(deps)).toBe(0);
    const sentAgain = idOf(await keep(member.id, 'a draft'));
    expect(sentAgain).toBe(draft);
    const keptByHead = await keep(head.id, 'of two people');
    clock.advance(1 * day + 1);
    await runDueJobs(deps, jobs);
    const left = (await db.storedFile.findMany({ select: { id: true } })).map(({ id }) => id);
    expect(left).toContain(draft);
    expect(left).toContain(used);
    expect(left).not.toContain(shared);
    expect(left).toContain(idOf(keptByHead));
    expect(await isKept('of two people')).toBe(true);
    expect(await isKept('an act')).toBe(false);
    clock.advance(30 * day);
    await forgetUnusedFiles(deps);
    expect(await isKept('a draft')).toBe(false);
    expect(await isKept('of two people')).toBe(false);
    expect(await isKept('used')).toBe(true);
    expect(await db.storedFile.findMany({ select: { id: true } })).toEqual([{ id: used }]);
    expect(await forgetUnusedFiles(deps)).toBe(0);
    clock.moveTo('2026-10-05T10:00+05:00');
  });

  it('are not lost to whoever sends them while they go, nor submitted any more', async () => {
    const id = idOf(await keep(member.id, 'going'));
    clock.advance(31 * day);
    // What an interruption leaves: marked, the bytes perhaps gone.
    await db.storedFile.update({ where: { id }, data: { goingSince: clock.now() } });
    await expect(keep(member.id, 'going')).rejects.toThrow('are being deleted');
    expect(await town.submit(member.id, 'GOV-04', '50', { evidence: evidence([id]) })).toMatchObject({
      kind: expect.stringMatching(/^(badEvidence|periodLocked)$/),
    });
    expect(await forgetUnusedFiles(deps)).toBe(1);
    expect(await rowsOf('going')).toBe(0);
    expect((await keep(member.id, 'going')).kind).toBe('kept');
    expect(await isKept('going')).toBe(true);
    clock.moveTo('2026-10-05T10:00+05:00');
  });

  it('are there for whoever submits them, although they go at the same time', async () => {
    for (let round = 0; round < 8; round += 1) {
      const text = `race ${round}`;
      const fileId = idOf(await keep(member.id, text));
      await db.storedFile.update({ where: { id: fileId }, data: { createdAt: new Date('2026-01-01') } });
      const [outcome, , kept] = await Promise.all([
        town.submit(member.id, 'SAF-01', `${50 + round}`, { evidence: evidence([fileId]) }),
        forgetUnusedFiles(deps),
        keep(head.id, text).catch(() => null),
      ]);
      const isUsed = outcome.kind === 'accepted';
      if (!isUsed)
        expect(outcome).toEqual({
          kind: 'badEvidence',
          problem: { kind: 'unknownFiles', fileIds: [fileId] },
        });
      expect(await isKept(text)).toBe(isUsed || kept !== null);
      expect(await rowsOf(text)).toBe(Number(isUsed) + Number(kept !== null));
    }
  });

  it('of somebody who asked to be deleted go with the next night, but for what was submitted', async () => {
    await keep(member.id, 'never submitted');
    const submitted = idOf(await keep(member.id, 'in the record'));
    const outcome = await town.submit(member.id, 'GOV-06', '90', { evidence: evidence([submitted]) });
    expect(outcome.kind).toBe('accepted');
    const at = await town.step(member.id, 'privacy');
    expect((await deleteMe(deps, { personId: member.id, keepTexts: true, at })).kind).toBe('deleted');
    await forgetUnusedFiles(deps);
    expect(await isKept('never submitted')).toBe(false);
    expect(await isKept('in the record')).toBe(true);
    expect(await db.storedFile.findUnique({ where: { id: submitted } })).toMatchObject({
      uploadedById: null,
    });
  });
});
