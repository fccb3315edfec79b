import { afterAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../../src/storage/generated/client.ts';
import { compareValues } from '../../../src/usecases/audit/compare-values.ts';
import { comparedWith, compareVersion, eventsOf } from '../../../src/usecases/audit/compare-version.ts';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { approveValue } from '../../../src/usecases/reporting/approve-value.ts';
import { returnValue } from '../../../src/usecases/reporting/return-value.ts';
import { verifyValue } from '../../../src/usecases/reporting/verify-value.ts';
import { openReportingTown } from '../reporting/reporting-town.ts';
import { erase } from './chain.ts';

describe('values beside the audit', async () => {
  const town = await openReportingTown();
  const { deps, member, head, coordinator, authority } = town;
  const { db } = deps;
  afterAll(() => town.database.close());

  async function submit(kpiCode: string, text = '50'): Promise<number> {
    const outcome = await town.submit(member.id, kpiCode, text);
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    return outcome.versionId;
  }
  const by = async (personId: number, versionId: number) => ({
    personId,
    versionId,
    at: await town.step(personId, 'review'),
    next: { step: 'card', fields: {} },
  });
  const approved = await submit('UTL-01');
  await approveValue(deps, await by(head.id, approved));
  const returned = await submit('UTL-02');
  await returnValue(deps, { ...(await by(head.id, returned)), reason: 'акт жоқ' });
  const takenBack = await submit('UTL-03');
  await approveValue(deps, await by(coordinator.id, takenBack));
  await returnValue(deps, { ...(await by(authority.id, takenBack)), reason: 'дереккөзі жоқ' });
  const verified = await submit('UTL-04', '22.5');
  await approveValue(deps, await by(head.id, verified));
  await verifyValue(deps, await by(authority.id, verified));
  const versionOf = (id: number) => db.submissionVersion.findUniqueOrThrow({ where: { id } });

  it('are as the audit tells: submitted, approved, returned, taken back, verified', async () => {
    const whole = { agreeing: 4, seeded: 0, differing: 0, examples: [], vanished: [] };
    expect(await compareValues(db)).toEqual(whole);
    expect(await compareValues(db, 'wg_west_kazakhstan')).toEqual(whole);
    expect(await compareValues(db, 'wg_astana')).toMatchObject({ agreeing: 0 });
  });

  it.each([
    ['value', { value: '51' }],
    ['value', { kind: 'no_data', value: null }],
    ['on time', { isOnTime: false }],
    ['receipt', { receipt: 'rc_ANOTHER0' }],
    ['words', { explanation: 'басқа' }],
    ['words', { grade: 'estimate' }],
    ['evidence', { link: 'https://example.kz' }],
    ['who', { submittedById: 'head' }],
    ['who', { deputyForId: 'member' }],
    ['when', { submittedAt: new Date(0) }],
    ['city, indicator or period', { number: 7 }],
    ['state', { state: 'submitted' }],
    ['state', { state: 'verified' }],
    ['who', { decidedById: 'member' }],
    ['when', { decidedAt: new Date(0) }],
    ['words', { decisionReason: 'басқа' }],
  ] as const)('show that a %s was changed in the table: %j', async (what, change) => {
    const before = await versionOf(approved);
    const people = { head: head.id, member: member.id };
    const data = Object.fromEntries(
      Object.entries(change).map(([name, value]) => [name, people[value as keyof typeof people] ?? value]),
    );
    await db.submissionVersion.update({ where: { id: approved }, data });
    const { differing, examples } = await compareValues(db);
    await db.submissionVersion.update({ where: { id: approved }, data: before });
    expect(differing).toBe(1);
    expect(examples[0]?.what).toBe(what);
    expect((await verifyAudit(db)).every(({ kind }) => kind === 'whole')).toBe(true);
  });

  it('are not held against an event of old, which does not tell who stood in for whom', async () => {
    const version = await db.submissionVersion.findUniqueOrThrow({
      where: { id: approved },
      include: comparedWith,
    });
    const deputised = { ...version, deputyFor: { ref: member.ref } };
    const events = (await eventsOf(db, [approved])).get(approved) ?? [];
    expect(compareVersion(deputised, events).map(({ what }) => what)).toEqual(['who']);
    const old = events.map((event) => {
      if (event.payload === null) return event;
      const { deputyFor: _, ...told } = event.payload.payload as Prisma.JsonObject;
      return { ...event, payload: { ...event.payload, payload: told } };
    });
    // The payload is not the one that the chain has committed to, and nothing else.
    expect(new Set(compareVersion(deputised, old).map(({ what }) => what))).toEqual(new Set(['event']));
  });

  it('show that a value was moved to another city, indicator or period', async () => {
    const { submissionId } = await versionOf(approved);
    await db.submission.update({ where: { id: submissionId }, data: { kpiCode: 'UTL-06' } });
    expect((await compareValues(db)).examples).toMatchObject([{ what: 'city, indicator or period' }]);
    await db.submission.update({ where: { id: submissionId }, data: { kpiCode: 'UTL-01' } });
  });

  it('show that an older version is passed off as the newest', async () => {
    const { submissionId } = await versionOf(approved);
    await db.submission.update({ where: { id: submissionId }, data: { newest: 0 } });
    expect((await compareValues(db)).examples).toMatchObject([{ what: 'newest' }]);
    await db.submission.update({ where: { id: submissionId }, data: { newest: 1 } });
  });

  it('show that evidence was put to a value or exchanged', async () => {
    const file = await db.storedFile.create({
      data: { sha256: 'a'.repeat(64), size: 1, mimeType: 'text/plain', createdAt: new Date() },
    });
    const evidence = { versionId: approved, fileId: file.id };
    await db.evidence.create({ data: evidence });
    expect((await compareValues(db)).examples).toMatchObject([{ what: 'evidence', step: 'submitted' }]);
    await db.evidence.delete({ where: { versionId_fileId: evidence } });
  });

  it('show that the event which tells of a value was changed', async () => {
    const event = await db.auditEvent.findFirstOrThrow({
      where: { subject: `version:${returned}`, kind: 'value.returned' },
      include: { payload: true },
    });
    const where = { eventId: event.id };
    await db.auditPayload.update({ where, data: { payload: { reason: 'басқа' } } });
    const { examples } = await compareValues(db);
    expect(examples).toMatchObject([{ what: 'event', step: 'returned', event: event.number }]);
    await db.auditPayload.update({ where, data: { payload: event.payload?.payload ?? Prisma.DbNull } });
  });

  it('show a value that no event tells of; those of the demo were seeded together', async () => {
    await town.remember('UTL-06', '2026-Q2', '23');
    const [unrecorded] = (await compareValues(db)).examples;
    expect(unrecorded).toMatchObject({ what: 'unrecorded', receipt: 'UTL-06/2026-Q2', event: null });
    const installation = { id: 1, startedOn: '2026-01-01', createdAt: new Date() };
    await db.installation.upsert({
      where: { id: 1 },
      create: { ...installation, isDemo: true },
      update: { isDemo: true },
    });
    expect(await compareValues(db)).toMatchObject({ seeded: 1, differing: 0 });
    await db.installation.update({ where: { id: 1 }, data: { isDemo: false } });
    await db.submissionVersion.deleteMany({ where: { receipt: 'UTL-06/2026-Q2' } });
  });

  it('show a value that was deleted', async () => {
    await db.submissionVersion.delete({ where: { id: verified } });
    const { number } = await db.auditEvent.findFirstOrThrow({
      where: { subject: `version:${verified}`, kind: 'value.submitted' },
    });
    const { vanished } = await compareValues(db, 'wg_west_kazakhstan');
    expect(vanished).toEqual([{ chain: 'wg_west_kazakhstan', number }]);
    expect((await compareValues(db, 'wg_astana')).vanished).toEqual([]);
  });

  it('are not compared with what was erased on record', async () => {
    const { id } = await db.auditEvent.findFirstOrThrow({
      where: { subject: `version:${returned}`, kind: 'value.submitted' },
    });
    await erase(deps, [id]);
    expect(await compareValues(db)).toMatchObject({ agreeing: 3, differing: 0 });
  });
});
