import { afterAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { keepFile } from '../../../src/usecases/files/keep-file.ts';
import { checkEvidence, type EvidenceInput } from '../../../src/usecases/reporting/evidence.ts';
import { readQuestion } from '../../../src/usecases/reporting/read-question.ts';
import { group, openReportingTown } from './reporting-town.ts';

describe('evidence submitted with a value', async () => {
  const town = await openReportingTown();
  const { deps, member, head } = town;
  const { db } = deps;
  afterAll(() => town.database.close());
  const keep = async (personId: number, text: string) => {
    const bytes = new TextEncoder().encode(text);
    const kept = await keepFile(deps, {
      personId,
      file: { bytes, name: 'act.pdf', mimeType: 'application/pdf', channelRef: null },
    });
    if (kept.kind !== 'kept') throw new Error(kept.kind);
    return kept;
  };
  const given = (evidence: Partial<EvidenceInput>): EvidenceInput => ({
    fileIds: [],
    link: null,
    comment: null,
    grade: null,
    ...evidence,
  });

  it('is written with the version and named in its audit event', async () => {
    const files = [await keep(member.id, 'one'), await keep(member.id, 'two')];
    const evidence = given({
      fileIds: files.map(({ fileId }) => fileId),
      link: ' https://stat.gov.kz/a ',
      comment: ' Акт бойынша ',
      grade: 'register',
    });
    const outcome = await town.submit(member.id, 'GOV-01', '90', { evidence });
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    const version = await db.submissionVersion.findUniqueOrThrow({
      where: { id: outcome.versionId },
      include: { evidence: true },
    });
    const written = { link: 'https://stat.gov.kz/a', comment: 'Акт бойынша', grade: 'register' };
    expect(version).toMatchObject(written);
    expect(version.evidence.map(({ fileId }) => fileId).sort()).toEqual([...evidence.fileIds].sort());
    const event = await db.auditEvent.findFirstOrThrow({
      where: { chainId: group, subject: `version:${outcome.versionId}` },
      include: { payload: true },
    });
    expect(event.payload?.payload).toMatchObject({ ...written, files: files.map(({ sha256 }) => sha256) });
    for (const verdict of await verifyAudit(db)) expect(verdict).toMatchObject({ kind: 'whole' });
  });

  it('is carried into the question, for a correction by whoever may make one', async () => {
    const slot = await town.slot('GOV-01');
    const colleague = await db.person.create({
      data: {
        ref: 'colleague-of-evidence',
        createdAt: deps.clock.now(),
        seenAt: deps.clock.now(),
        grants: {
          create: { role: 'member', workingGroupId: group, startsAt: deps.clock.now(), source: 'cli' },
        },
        assignments: { create: { workingGroupId: group, cityId: 'oral', startsAt: deps.clock.now() } },
      },
    });
    const asked = await readQuestion(deps, { personId: colleague.id, slot });
    if (asked.kind !== 'question' || asked.question.current === null) throw new Error(asked.kind);
    const { evidence } = asked.question.current;
    expect(evidence).toMatchObject({
      grade: 'register',
      link: 'https://stat.gov.kz/a',
      comment: 'Акт бойынша',
    });
    expect(evidence.fileIds).toHaveLength(2);
    expect((await town.submit(colleague.id, 'GOV-01', '91', { evidence })).kind).toBe('accepted');
    const elsewhere = await town.submit(colleague.id, 'GOV-04', '50', { evidence });
    expect(elsewhere).toMatchObject({ kind: 'badEvidence', problem: { kind: 'unknownFiles' } });
  });

  it('is refused where it is not as it must be, and nothing is recorded', async () => {
    const own = await keep(member.id, 'own');
    const ofHead = await keep(head.id, 'of the head');
    const refusals: [Partial<EvidenceInput>, object][] = [
      [{ fileIds: Array.from({ length: 11 }, (_, index) => index + 1) }, { kind: 'tooManyFiles', most: 10 }],
      [{ fileIds: [own.fileId, ofHead.fileId] }, { kind: 'unknownFiles', fileIds: [ofHead.fileId] }],
      [{ fileIds: [99_999] }, { kind: 'unknownFiles', fileIds: [99_999] }],
      [{ link: 'javascript:alert(1)' }, { kind: 'badLink' }],
      [{ link: `https://stat.gov.kz/${'a'.repeat(500)}` }, { kind: 'badLink' }],
      [{ comment: '..' }, { kind: 'badComment', problem: { kind: 'tooShort' } }],
      [
        { comment: 'ы'.repeat(501) },
        { kind: 'badComment', problem: { kind: 'tooLong', length: 501, most: 500 } },
      ],
      [{ grade: 'perfect' }, { kind: 'badGrade' }],
    ];
    const before = await db.submissionVersion.count();
    for (const [evidence, problem] of refusals) {
      expect(await town.submit(member.id, 'GOV-06', '50', { evidence: given(evidence) })).toEqual({
        kind: 'badEvidence',
        problem,
      });
    }
    expect(await db.submissionVersion.count()).toBe(before);
    const slot = await town.slot('GOV-06');
    const checked = await checkEvidence(db, {
      personId: member.id,
      slot,
      evidence: given({ fileIds: [own.fileId, own.fileId] }),
    });
    expect(checked).toMatchObject({ kind: 'checked', evidence: { files: [{ sha256: own.sha256 }] } });
  });
});
