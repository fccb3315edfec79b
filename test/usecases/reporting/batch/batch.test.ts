import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../../src/usecases/audit/verify-audit.ts';
import type { BatchRow, RowVerdict } from '../../../../src/usecases/reporting/batch/batch-row.ts';
import { chooseReading } from '../../../../src/usecases/reporting/batch/choose-reading.ts';
import { giveUpBatch } from '../../../../src/usecases/reporting/batch/give-up-batch.ts';
import { listTemplateRows } from '../../../../src/usecases/reporting/batch/list-template-rows.ts';
import type { GivenLine } from '../../../../src/usecases/reporting/batch/place-lines.ts';
import { readBatch } from '../../../../src/usecases/reporting/batch/read-batch.ts';
import { sendBatch } from '../../../../src/usecases/reporting/batch/send-batch.ts';
import { startBatch } from '../../../../src/usecases/reporting/batch/start-batch.ts';
import { storedReady } from '../../../../src/usecases/reporting/reason.ts';
import { openReportingTown } from '../reporting-town.ts';

describe('many values at once', async () => {
  const town = await openReportingTown();
  const { deps, member } = town;
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

  let keys = 0;
  const nextKey = () => {
    keys += 1;
    return `test:${keys}`;
  };

  function row(
    kpiCode: string,
    text: string,
    more: Partial<BatchRow> & { explanation?: string } = {},
  ): BatchRow {
    const { explanation = null, ...rest } = more;
    return {
      number: 4,
      label: kpiCode,
      key: { cityId: 'oral', kpiCode, periodKey: '2026-Q3', newest: 0 },
      content: { kind: 'value', text, explanation },
      ...rest,
    };
  }

  async function start(rows: readonly BatchRow[], personId = member.id): Promise<number> {
    const numbered = rows.map((one, index) => ({ ...one, number: index + 4 }));
    const outcome = await startBatch(deps, {
      personId,
      given: { source: 'file', fileName: 'values.xlsx', rows: numbered },
      actionKey: nextKey(),
    });
    if (outcome.kind !== 'started') throw new Error(outcome.kind);
    return outcome.batchId;
  }

  async function startLines(lines: readonly GivenLine['content'][], personId = member.id): Promise<number> {
    const outcome = await startBatch(deps, {
      personId,
      given: {
        source: 'lines',
        lines: lines.map((content, index) => ({ number: index + 1, label: 'line', content })),
      },
      actionKey: nextKey(),
    });
    if (outcome.kind !== 'started') throw new Error(outcome.kind);
    return outcome.batchId;
  }

  async function judged(batchId: number, explanation: string | null = null, personId = member.id) {
    const read = await readBatch(deps, { personId, batchId, explanation });
    if (read.kind !== 'batch') throw new Error(read.kind);
    return read.rows;
  }

  const inShort = (verdict: RowVerdict) => (verdict.kind === 'refused' ? verdict.why.kind : verdict.kind);
  const verdicts = async (...given: Parameters<typeof judged>) =>
    (await judged(...given)).map(({ verdict }) => inShort(verdict));

  async function send(batchId: number, more: { explanation?: string; personId?: number } = {}) {
    const { explanation = null, personId = member.id } = more;
    const at = await town.step(personId, 'batch');
    return sendBatch(deps, {
      personId,
      batchId,
      explanation,
      at,
      next: (sent) => ({ step: 'sent', fields: { ...sent } }),
    });
  }

  it('judges each row as a single value would be', async () => {
    const batchId = await start([
      row('GOV-01', '85,5'),
      row('UTL-04', '2,2'),
      row('UTL-01', '130'),
      row('UTL-05', '1,234'),
      row('GOV-05', 'дерек жоқ'),
      row('GOV-06', 'Нет данных.', { explanation: 'Есептегіш істен шықты' }),
      row('GOV-01', '90'),
      row('GOV-04', '40', { key: { cityId: 'oral', kpiCode: 'GOV-04', periodKey: '2026-Q3', newest: 3 } }),
      row('GOV-04', '40', { key: { cityId: 'astana', kpiCode: 'GOV-04', periodKey: '2026-Q3', newest: 0 } }),
      row('GOV-04', '40', { key: { cityId: 'aksai', kpiCode: 'GOV-04', periodKey: '2026-Q3', newest: 0 } }),
      row('GOV-04', '40', { key: { cityId: 'oral', kpiCode: 'XXX-99', periodKey: '2026-Q3', newest: 0 } }),
      row('GOV-04', '40', { key: { cityId: 'oral', kpiCode: 'GOV-04', periodKey: '2026-Q1', newest: 0 } }),
      row('GOV-04', '40', { key: { cityId: 'oral', kpiCode: 'GOV-04', periodKey: '2026-Q4', newest: 0 } }),
      row('UTL-02', '', { content: { kind: 'formula' } }),
      row('UTL-02', '', { content: { kind: 'merged' }, key: null }),
    ]);
    expect(await verdicts(batchId)).toEqual([
      'accepted',
      'asks',
      'unreadable',
      'ambiguous',
      'reasonMissing',
      'accepted',
      'twice',
      'overtaken',
      'noRight',
      'notAssigned',
      'notFound',
      'periodLocked',
      'periodNotOpen',
      'formula',
      'merged',
    ]);
    const [, asks] = await judged(batchId);
    expect(asks?.verdict).toMatchObject({
      value: '2.2',
      warnings: [{ kind: 'likelySlip', suggestion: '22' }],
    });
  });

  it('submits nothing before it is sent, and forgets a batch that another one follows', async () => {
    const first = await start([row('GOV-01', '85,5')]);
    const second = await start([row('GOV-01', '86')]);
    expect(await readBatch(deps, { personId: member.id, batchId: first, explanation: null })).toEqual({
      kind: 'notFound',
    });
    expect(await send(first)).toEqual({ kind: 'notFound' });
    await giveUpBatch(deps, { personId: member.id });
    expect(await send(second)).toEqual({ kind: 'notFound' });
    expect(await db.submissionVersion.count({ where: { submittedById: member.id } })).toBe(0);
  });

  it('answers the same batch for the same key', async () => {
    const given = { source: 'file' as const, fileName: 'a.xlsx', rows: [row('GOV-01', '85,5')] };
    const once = await startBatch(deps, { personId: member.id, given, actionKey: 'same' });
    expect(await startBatch(deps, { personId: member.id, given, actionKey: 'same' })).toEqual(once);
  });

  it('sends what is accepted in one go, and keeps the rest to be sent again', async () => {
    const batchId = await start([
      row('SAF-01', '50'),
      row('SAF-02', 'бес'),
      row('UTL-04', '2,2'),
      row('GOV-06', 'нет данных', { explanation: 'Жүйе істемеді' }),
    ]);
    const outcome = await send(batchId);
    if (outcome.kind !== 'sent' || outcome.restId === null) throw new Error(outcome.kind);
    expect(outcome.count).toBe(2);
    const versions = await db.submissionVersion.findMany({
      where: { batchId },
      include: { submission: true },
      orderBy: { id: 'asc' },
    });
    expect(
      versions.map(({ submission, kind, value, reason }) => [
        submission.kpiCode,
        kind,
        value?.toFixed(),
        reason,
      ]),
    ).toEqual([
      ['SAF-01', 'value', '50', null],
      ['GOV-06', 'no_data', undefined, 'Жүйе істемеді'],
    ]);
    const owed = await db.outboxMessage.findMany({ where: { kind: 'value.toReview' } });
    expect(owed).toHaveLength(2 * versions.length);
    expect(await db.valueBatch.findUnique({ where: { id: batchId } })).toMatchObject({
      rows: [],
      fileName: null,
    });
    expect(await verdicts(outcome.restId)).toEqual(['unreadable', 'asks']);
    expect(await verdicts(outcome.restId, storedReady('realChange'))).toEqual(['unreadable', 'accepted']);

    const again = await send(batchId);
    expect(again).toEqual({ kind: 'duplicate', count: 2, restId: outcome.restId });
    expect(await readBatch(deps, { personId: member.id, batchId, explanation: null })).toEqual({
      kind: 'sent',
      count: 2,
      restId: outcome.restId,
    });

    const explained = await send(outcome.restId, { explanation: storedReady('realChange') });
    expect(explained).toMatchObject({ kind: 'sent', count: 1 });
    const odd = await db.submissionVersion.findFirstOrThrow({ where: { batchId: outcome.restId } });
    expect(odd).toMatchObject({ explanation: 'ready:realChange', flags: ['likelySlip'] });
    expect((await verifyAudit(db)).map(({ kind }) => kind)).toEqual(['whole', 'whole']);
  });

  it('sends nothing where no row can be sent', async () => {
    const batchId = await start([row('SOC-01', 'бес')]);
    expect(await send(batchId)).toEqual({ kind: 'nothingToSend' });
    expect(await verdicts(batchId)).toEqual(['unreadable']);
  });

  it('records it once, however often and at once it is sent', async () => {
    const batchId = await start([row('TRN-01', '10'), row('ECO-02', '5')]);
    const at = await town.step(member.id, 'batch');
    const one = () =>
      sendBatch(deps, {
        personId: member.id,
        batchId,
        explanation: storedReady('realChange'),
        at,
        next: (sent) => ({ step: 'sent', fields: { ...sent } }),
      });
    const outcomes = await Promise.all([one(), one(), one()]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['duplicate', 'duplicate', 'sent']);
    expect(await db.submissionVersion.count({ where: { batchId } })).toBe(2);
  });

  it('is stale, and changes nothing, where the dialogue has moved on', async () => {
    const batchId = await start([row('ECO-03', '10'), row('ECO-04', 'бес')]);
    const at = await town.step(member.id, 'batch');
    await town.step(member.id, 'batch');
    const next = () => ({ step: 'sent', fields: {} });
    expect(await sendBatch(deps, { personId: member.id, batchId, explanation: null, at, next })).toEqual({
      kind: 'stale',
    });
    expect(await db.submissionVersion.count({ where: { batchId } })).toBe(0);
    expect(await db.valueBatch.count({ where: { actionKey: `batch.rest:${batchId}` } })).toBe(0);
  });

  it('lists a row whose value somebody else submitted meanwhile', async () => {
    const batchId = await start([row('TRN-02', '10'), row('TRN-03', '11')]);
    const colleague = await db.person.create({
      data: {
        ref: 'batch-colleague',
        createdAt: deps.clock.now(),
        seenAt: deps.clock.now(),
        grants: {
          create: {
            role: 'member',
            workingGroupId: 'wg_west_kazakhstan',
            startsAt: deps.clock.now(),
            source: 'cli',
          },
        },
        assignments: {
          create: { workingGroupId: 'wg_west_kazakhstan', cityId: 'oral', startsAt: deps.clock.now() },
        },
      },
    });
    const [theirs, mine] = await Promise.all([
      town.submit(colleague.id, 'TRN-02', '12', { newest: 0, explanation: storedReady('realChange') }),
      send(batchId, { explanation: storedReady('realChange') }),
    ]);
    const first = await db.submission.findFirstOrThrow({
      where: { kpiCode: 'TRN-02', cityId: 'oral', period: { key: '2026-Q3' } },
      include: { versions: true },
    });
    expect(first.versions).toHaveLength(1);
    if (mine.kind !== 'sent') throw new Error(mine.kind);
    if (theirs.kind === 'accepted') {
      expect(mine.count).toBe(1);
      expect(await verdicts(mine.restId ?? 0)).toEqual(['overtaken']);
    } else {
      expect(theirs.kind).toBe('overtaken');
      expect(mine).toMatchObject({ count: 2, restId: null });
    }
  });

  it('asks of each person only about their own batches, and refuses whoever submits nothing', async () => {
    const batchId = await start([row('TRN-05', '10')]);
    const reading = { personId: town.coordinator.id, batchId, explanation: null };
    expect(await readBatch(deps, reading)).toEqual({ kind: 'notFound' });
    expect(await send(batchId, { personId: town.coordinator.id })).toEqual({ kind: 'notFound' });
    expect(await readBatch(deps, { ...reading, personId: town.observer.id })).toEqual({ kind: 'noRight' });
    expect(await send(batchId, { personId: town.observer.id })).toEqual({ kind: 'noRight' });
    const given = { source: 'file' as const, fileName: 'a', rows: [row('GOV-01', '1')] };
    expect(await startBatch(deps, { personId: town.citizen.id, given, actionKey: nextKey() })).toEqual({
      kind: 'noRight',
    });
    expect(await listTemplateRows(deps, { personId: town.authority.id })).toEqual({ kind: 'noRight' });
  });

  it('refuses the rows of a city that is another group’s, not the batch', async () => {
    const batchId = await start([row('SAF-04', '10')], town.stranger.id);
    expect(await verdicts(batchId, null, town.stranger.id)).toEqual(['noRight']);
  });

  it('offers what is owed, with the last values, and of a batch what was typed', async () => {
    const owed = await listTemplateRows(deps, { personId: member.id });
    if (owed.kind !== 'rows') throw new Error(owed.kind);
    expect(owed.rows.every(({ key }) => key.cityId === 'oral' && key.periodKey === '2026-Q3')).toBe(true);
    expect(owed.rows.map(({ key }) => key.kpiCode)).not.toContain('SAF-01');
    expect(owed.left).toBe(0);
    const batchId = await start([
      row('UTL-01', '130'),
      row('UTL-02', '', { content: { kind: 'formula' } }),
      row('GOV-04', '40', { key: { cityId: 'astana', kpiCode: 'GOV-04', periodKey: '2026-Q3', newest: 0 } }),
    ]);
    const rest = await listTemplateRows(deps, { personId: member.id, batchId });
    if (rest.kind !== 'rows') throw new Error(rest.kind);
    expect(rest.rows.map(({ key, typed }) => [key.kpiCode, typed?.text])).toEqual([
      ['UTL-01', '130'],
      ['UTL-02', ''],
    ]);
    expect(await listTemplateRows(deps, { personId: town.coordinator.id, batchId })).toEqual({
      kind: 'nothingOwed',
    });
  });

  it('finds the value that a line is about', async () => {
    const value = (kpiCode: string, text: string, city: string | null = null) => ({
      kind: 'value' as const,
      kpiCode,
      city,
      text,
    });
    const batchId = await startLines([
      value('UTL-01', '85,5'),
      value('UTL-02', '85', 'уральск'),
      value('UTL-02', '85', 'Астана'),
      value('XXX-01', '85'),
      { kind: 'notALine' },
    ]);
    const rows = await judged(batchId);
    expect(rows[0]?.row.key).toEqual({ cityId: 'oral', kpiCode: 'UTL-01', periodKey: '2026-Q3', newest: 0 });
    expect(rows[1]?.row.key).toMatchObject({ cityId: 'oral', kpiCode: 'UTL-02' });
    expect(rows.slice(2).map(({ verdict }) => inShort(verdict))).toEqual([
      'unknownCity',
      'notYours',
      'notALine',
    ]);
  });

  it('asks which city is meant where the person answers for several', async () => {
    const many = [{ kind: 'value' as const, kpiCode: 'GOV-01', city: null, text: '85' }];
    const grants = { role: 'member' as const, workingGroupId: 'wg_west_kazakhstan' };
    const both = await db.person.create({
      data: {
        ref: 'both-cities',
        createdAt: deps.clock.now(),
        seenAt: deps.clock.now(),
        grants: { create: { ...grants, startsAt: deps.clock.now(), source: 'cli' } },
        assignments: {
          create: ['oral', 'aksai'].map((cityId) => ({
            workingGroupId: 'wg_west_kazakhstan',
            cityId,
            startsAt: deps.clock.now(),
          })),
        },
      },
    });
    expect(await verdicts(await startLines(many, both.id), null, both.id)).toEqual(['whichCity']);
  });

  describe('a value that can be read in two ways', () => {
    const choose = async (batchId: number, row: number, reading: string, personId = member.id) =>
      chooseReading(deps, { personId, batchId, row, reading, at: await town.step(personId, 'batch') });
    const rowsOf = (...texts: string[]) =>
      texts.map((text, index) => row(['UTL-05', 'SAF-04', 'TRN-05'][index] ?? '', text));

    it('waits for the person to say which is meant, and goes with the others then', async () => {
      const batchId = await start(rowsOf('1,234', '2.345', '7'));
      expect(await verdicts(batchId)).toEqual(['ambiguous', 'ambiguous', 'accepted']);
      expect(await choose(batchId, 4, '1234')).toEqual({ kind: 'chosen' });
      expect(await verdicts(batchId)).toEqual(['asks', 'ambiguous', 'accepted']);
      expect(await choose(batchId, 4, '1.2')).toEqual({ kind: 'chosen' });
      const rows = await judged(batchId);
      expect(rows.map(({ readings }) => readings)).toEqual([['1.2', '1234'], ['2.3', '2345'], null]);
      expect(rows[0]?.verdict).toMatchObject({ kind: 'accepted', report: { value: '1.2' } });
      const outcome = await send(batchId);
      if (outcome.kind !== 'sent' || outcome.restId === null) throw new Error(outcome.kind);
      expect(outcome.count).toBe(2);
      const versions = await db.submissionVersion.findMany({ where: { batchId }, orderBy: { id: 'asc' } });
      expect(versions.map(({ value }) => value?.toFixed())).toEqual(['1.2', '7']);
      expect(await verdicts(outcome.restId)).toEqual(['ambiguous']);
      expect(await choose(outcome.restId, 5, '2.3')).toEqual({ kind: 'chosen' });
      expect(await send(outcome.restId)).toMatchObject({ kind: 'sent', count: 1, restId: null });
      expect(await choose(outcome.restId, 5, '2.3')).toEqual({ kind: 'notOffered' });
    });

    it('is read in no other way than was offered, by nobody else, and by no stale press', async () => {
      const batchId = await start([row('SOC-04', '0,85'), row('ECN-02', '7')]);
      expect(await verdicts(batchId)).toEqual(['ambiguous', 'accepted']);
      for (const [number, reading] of [
        [4, '50'],
        [5, '7'],
        [6, '7'],
      ] as const) {
        expect(await choose(batchId, number, reading)).toEqual({ kind: 'notOffered' });
      }
      expect(await choose(batchId, 4, '85', town.coordinator.id)).toEqual({ kind: 'notOffered' });
      expect(await choose(batchId, 4, '85', town.observer.id)).toEqual({ kind: 'noRight' });
      const at = await town.step(member.id, 'batch');
      await town.step(member.id, 'batch');
      expect(await chooseReading(deps, { personId: member.id, batchId, row: 4, reading: '85', at })).toEqual({
        kind: 'stale',
      });
      expect(await verdicts(batchId)).toEqual(['ambiguous', 'accepted']);
      await giveUpBatch(deps, { personId: member.id });
    });

    it('is no question where the cell held a number', async () => {
      const batchId = await start([
        row('SOC-04', '', { content: { kind: 'value', text: '1.234', explanation: null, isExact: true } }),
      ]);
      expect(await verdicts(batchId)).toEqual(['unreadable']);
      await giveUpBatch(deps, { personId: member.id });
    });
  });
});
