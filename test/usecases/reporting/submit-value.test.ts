import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/usecases/audit/verify-audit.ts';
import { advanceDialogue } from '../../../src/usecases/dialogue/dialogue-state.ts';
import { loadActor } from '../../../src/usecases/people/actor.ts';
import { refuseSubmission } from '../../../src/usecases/reporting/may-submit.ts';
import { previewValue, readQuestion } from '../../../src/usecases/reporting/read-question.ts';
import { readSlot } from '../../../src/usecases/reporting/value-slot.ts';
import { group, openReportingTown } from './reporting-town.ts';

describe('submitting a value', async () => {
  const town = await openReportingTown();
  const { deps, member, clock } = town;
  const { db } = deps;
  afterAll(() => town.database.close());
  beforeAll(async () => {
    for (const [period, value] of [
      ['2025-Q3', '25.4'],
      ['2025-Q4', '24.1'],
      ['2026-Q1', '23.8'],
      ['2026-Q2', '23'],
    ] as const) {
      await town.remember('UTL-04', period, value);
    }
  });

  const newestOf = async (kpiCode: string) => {
    const slot = await town.slot(kpiCode);
    const submission = await db.submission.findUnique({
      where: { cityId_kpiCode_periodId: slot },
      include: { versions: { orderBy: { number: 'asc' } } },
    });
    return submission;
  };

  it('records it, moves the dialogue on, tells the coordinators, and leaves an audit event', async () => {
    const at = await town.step(member.id);
    const outcome = await town.submit(member.id, 'UTL-04', '22,5 %', { at });
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    expect(outcome).toMatchObject({ value: '22.5', isOnTime: true });
    expect(outcome.receipt).toMatch(/^rc_[0-9A-HJKMNP-TV-Z]{8}$/);

    const submission = await newestOf('UTL-04');
    expect(submission).toMatchObject({ newest: 1 });
    expect(submission?.versions).toMatchObject([
      { number: 1, kind: 'value', state: 'submitted', submittedById: member.id, isOnTime: true },
    ]);
    expect(submission?.versions[0]?.value?.toFixed()).toBe('22.5');
    const dialogue = await db.dialogue.findFirstOrThrow({ where: { personId: member.id, kind: 'submit' } });
    expect(dialogue).toMatchObject({ step: 'receipt', fields: { receipt: outcome.receipt } });
    expect(dialogue.version).toBe(at.version + 1);

    const owed = await db.outboxMessage.findMany({ where: { kind: 'value.toReview' } });
    expect(owed.map(({ recipientId }) => recipientId).sort()).toEqual(
      [town.head.id, town.coordinator.id].sort(),
    );
    expect(owed[0]?.params).toEqual({ versionId: outcome.versionId });
    const event = await db.auditEvent.findFirstOrThrow({
      where: { chainId: group, kind: 'value.submitted' },
      include: { payload: true },
    });
    expect(event).toMatchObject({ actorRef: member.ref, subject: `version:${outcome.versionId}` });
    expect(event.payload?.payload).toMatchObject({ kpi: 'UTL-04', period: '2026-Q3', value: '22.5' });
  });

  it('answers the receipt when the same step is done again, one after the other or at once', async () => {
    const at = await town.step(member.id);
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => town.submit(member.id, 'GOV-04', '40', { at, newest: 0 })),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'duplicate', 'duplicate']);
    const receipts = new Set(outcomes.map((outcome) => ('receipt' in outcome ? outcome.receipt : '')));
    expect(receipts.size).toBe(1);
    const again = await town.submit(member.id, 'GOV-04', '40', { at, newest: 0 });
    expect(again).toMatchObject({ kind: 'duplicate', receipt: [...receipts][0] });
    expect((await newestOf('GOV-04'))?.versions).toHaveLength(1);
  });

  it('is stale where the dialogue has moved on without it', async () => {
    const at = await town.step(member.id);
    await advanceDialogue(db, at, { step: 'value', now: clock.now() });
    expect(await town.submit(member.id, 'GOV-01', '90', { at })).toEqual({ kind: 'stale' });
    expect((await newestOf('GOV-01'))?.versions ?? []).toEqual([]);
  });

  it('makes a correction a new version and keeps what was there', async () => {
    const outcome = await town.submit(member.id, 'UTL-04', '22,6');
    expect(outcome.kind).toBe('accepted');
    const versions = (await newestOf('UTL-04'))?.versions ?? [];
    expect(versions.map(({ number, value }) => [number, value?.toFixed()])).toEqual([
      [1, '22.5'],
      [2, '22.6'],
    ]);
  });

  it('lets only one of two people at once make the next version; the other is told', async () => {
    const colleague = await db.person.create({
      data: {
        ref: 'colleague',
        createdAt: clock.now(),
        seenAt: clock.now(),
        grants: {
          create: { role: 'member', workingGroupId: group, startsAt: clock.now(), source: 'cli' },
        },
        assignments: { create: { workingGroupId: group, cityId: 'oral', startsAt: clock.now() } },
      },
    });
    const outcomes = await Promise.all([
      town.submit(member.id, 'SAF-01', '50', { newest: 0 }),
      town.submit(colleague.id, 'SAF-01', '51', { newest: 0 }),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'overtaken']);
    expect((await newestOf('SAF-01'))?.versions).toHaveLength(1);
    const loser = outcomes.findIndex(({ kind }) => kind === 'overtaken');
    const dialogue = await db.dialogue.findFirstOrThrow({
      where: { personId: loser === 0 ? member.id : colleague.id, kind: 'submit' },
    });
    expect(dialogue.step).toBe('confirm');
  });

  it.each([
    ['шамамен 85', 'notANumber'],
    ['85 сағат', 'wrongUnit'],
    ['130', 'outOfRange'],
    ['85,55', 'tooManyDecimals'],
    ['8'.repeat(90), 'tooLong'],
  ])('does not take «%s»: %s', async (text, problem) => {
    const outcome = await town.submit(member.id, 'UTL-01', text);
    expect(outcome).toMatchObject({ kind: 'unreadable', problem: { kind: problem } });
    expect(await newestOf('UTL-01')).toBeNull();
  });

  it('asks which reading is meant, and takes only one of the two', async () => {
    const ambiguous = { kind: 'ambiguous', readings: ['1.2', '1234'] };
    expect(await town.submit(member.id, 'UTL-05', '1,234')).toEqual(ambiguous);
    expect(await town.submit(member.id, 'UTL-05', '1,234', { reading: '7' })).toEqual(ambiguous);
    expect(await town.submit(member.id, 'UTL-05', '1,234', { reading: '1.2' })).toMatchObject({
      kind: 'accepted',
      value: '1.2',
    });
  });

  it('asks for a confirmation with an explanation where a value is odd', async () => {
    const asked = await town.submit(member.id, 'UTL-04', '2,25'.slice(0, 3));
    expect(asked).toEqual({
      kind: 'needsConfirmation',
      value: '2.2',
      warnings: [{ kind: 'likelySlip', factor: 10, direction: 'tooSmall', suggestion: '22' }],
    });
    expect(await town.submit(member.id, 'UTL-04', '2,2', { explanation: ' .. ' })).toEqual({
      kind: 'badExplanation',
      problem: { kind: 'tooShort' },
    });
    expect(await town.submit(member.id, 'UTL-04', '2,2', { explanation: 'x'.repeat(501) })).toMatchObject({
      kind: 'badExplanation',
      problem: { kind: 'tooLong', length: 501, most: 500 },
    });
    const outcome = await town.submit(member.id, 'UTL-04', '2,2', { explanation: ' Құбырлар ауыстырылды ' });
    expect(outcome).toMatchObject({ kind: 'accepted', value: '2.2' });
    const versions = (await newestOf('UTL-04'))?.versions ?? [];
    expect(versions.at(-1)?.explanation).toBe('Құбырлар ауыстырылды');
  });

  it('refuses everybody who may not', async () => {
    const kinds: Record<string, string> = {};
    for (const who of [
      'head',
      'coordinator',
      'observer',
      'authority',
      'administrator',
      'citizen',
      'stranger',
      'strangeCoordinator',
    ] as const) {
      kinds[who] = (await town.submit(town[who].id, 'GOV-01', '90')).kind;
    }
    expect(kinds).toEqual({
      head: 'notAssigned',
      coordinator: 'notAssigned',
      observer: 'noRight',
      authority: 'noRight',
      administrator: 'noRight',
      citizen: 'noRight',
      stranger: 'noRight',
      strangeCoordinator: 'noRight',
    });
    expect((await newestOf('GOV-01'))?.versions ?? []).toEqual([]);
  });

  it('lets every coordinator submit what nobody answers for, and then tells the others only', async () => {
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const slot = { cityId: 'aksai', kpiCode: 'GOV-01', periodId };
    expect(await town.submit(member.id, 'GOV-01', '80', { slot, newest: 0 })).toEqual({
      kind: 'notAssigned',
    });
    const outcome = await town.submit(town.coordinator.id, 'GOV-01', '80', { slot, newest: 0 });
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    const owed = await db.outboxMessage.findMany({
      where: { uniqueKey: { startsWith: `value.toReview:${outcome.versionId}:` } },
    });
    expect(owed.map(({ recipientId }) => recipientId)).toEqual([town.head.id]);
  });

  it('turns to the authority where the only coordinator submitted', async () => {
    await db.roleGrant.updateMany({ where: { personId: town.head.id }, data: { endsAt: clock.now() } });
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
    const slot = { cityId: 'aksai', kpiCode: 'GOV-04', periodId };
    const outcome = await town.submit(town.coordinator.id, 'GOV-04', '20', { slot, newest: 0 });
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    const owed = await db.outboxMessage.findMany({
      where: { uniqueKey: { startsWith: `value.toReview:${outcome.versionId}:` } },
    });
    expect(owed.map(({ recipientId }) => recipientId)).toEqual([town.authority.id]);
    await db.roleGrant.updateMany({ where: { personId: town.head.id }, data: { endsAt: null } });
  });

  it.each([
    ['an unknown city', { cityId: 'atlantis' }],
    ['a settlement that is not rated', { cityId: 'daryinskoe' }],
    ['an unknown KPI', { kpiCode: 'XXX-99' }],
    ['a KPI of other periods', { kpiCode: 'GOV-02' }],
    ['an unknown period', { periodId: 2_000_000_000 }],
  ])('finds nothing for %s', async (_, change) => {
    const slot = { ...(await town.slot('GOV-01')), ...change };
    expect(await town.submit(member.id, 'GOV-01', '90', { slot, newest: 0 })).toEqual({ kind: 'notFound' });
    const preview = await previewValue(deps, { personId: member.id, slot, text: '90' });
    expect(preview).toEqual({ kind: 'notFound' });
  });

  it('is on time until 18:00:00 of the due day, next late, next locked, and open again when reopened', async () => {
    clock.moveTo('2026-10-14T18:00:00+05:00');
    expect(await town.submit(member.id, 'GOV-01', '90')).toMatchObject({ kind: 'accepted', isOnTime: true });
    clock.moveTo('2026-10-14T18:00:00.001+05:00');
    expect(await town.submit(member.id, 'GOV-05', '90')).toMatchObject({ kind: 'accepted', isOnTime: false });
    clock.moveTo('2026-10-22T00:00+05:00');
    const { periodId } = await town.slot('GOV-06');
    const locked = { kind: 'periodLocked', periodKey: '2026-Q3', periodId, workingGroupId: group };
    expect(await town.submit(member.id, 'GOV-06', '90')).toEqual(locked);
    const until = new Date('2026-10-25T18:00+05:00');
    const reopening = { periodId, until, reason: 'ready:asked', at: clock.now() };
    await db.periodReopening.create({ data: { ...reopening, workingGroupId: 'wg_astana' } });
    expect(await town.submit(member.id, 'GOV-06', '90')).toEqual(locked);
    await db.periodReopening.create({ data: { ...reopening, workingGroupId: group } });
    expect(await town.submit(member.id, 'GOV-06', '90')).toMatchObject({ kind: 'accepted', isOnTime: false });
    const next = await db.period.findUniqueOrThrow({ where: { key: '2026-Q4' } });
    expect(
      await town.submit(member.id, 'GOV-06', '90', {
        slot: { cityId: 'oral', kpiCode: 'GOV-06', periodId: next.id },
        newest: 0,
      }),
    ).toEqual({ kind: 'periodNotOpen', periodKey: '2026-Q4', opensOn: '2027-01-01' });
    const early = { kind: 'periodNotOpen', periodKey: '2026-Q4', opensOn: '2027-01-01' };
    const slot = { cityId: 'oral', kpiCode: 'GOV-06', periodId: next.id };
    expect(await readQuestion(deps, { personId: member.id, slot })).toEqual(early);
    expect(await previewValue(deps, { personId: member.id, slot, text: '90' })).toEqual(early);
    const actor = await loadActor(db, member.id, clock.now());
    const facts = await readSlot(db, slot);
    expect(await refuseSubmission(db, clock.now(), actor, facts, deps.settings.timeZone)).toEqual(early);
    clock.moveTo('2026-10-05T10:00+05:00');
  });

  it('asks with everything that helps to answer, and previews without taking anything', async () => {
    const slot = await town.slot('UTL-02');
    await town.remember('UTL-02', '2026-Q2', '41.5');
    const asked = await readQuestion(deps, { personId: member.id, slot });
    expect(asked).toMatchObject({
      kind: 'question',
      question: {
        previous: ['41.5'],
        target: '70',
        newest: 0,
        current: null,
        isLate: false,
        workingDaysLeft: 7,
        kpi: { decimals: 1, direction: 'higher', unit: { id: 'percent' } },
      },
    });
    const preview = await previewValue(deps, { personId: member.id, slot, text: '42' });
    expect(preview).toMatchObject({ kind: 'value', value: '42', warnings: [] });
    expect(await newestOf('UTL-02')).toBeNull();
    expect(await previewValue(deps, { personId: town.stranger.id, slot, text: '42' })).toEqual({
      kind: 'noRight',
    });
  });

  it('leaves whole audit chains', async () => {
    for (const verdict of await verifyAudit(db)) expect(verdict).toMatchObject({ kind: 'whole', erased: 0 });
  });
});
