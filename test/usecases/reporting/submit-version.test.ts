import { afterAll, describe, expect, it } from 'vitest';
import { advanceDialogue } from '../../../src/usecases/dialogue/dialogue-state.ts';
import {
  type NewReport,
  submitVersion,
  type VersionInput,
} from '../../../src/usecases/reporting/submit-version.ts';
import { openReportingTown } from './reporting-town.ts';

describe('a new version of a value, whatever it holds', async () => {
  const town = await openReportingTown();
  const { deps, member } = town;
  const { db } = deps;
  afterAll(() => town.database.close());

  async function submit(kpiCode: string, report: NewReport | 'refused', more: Partial<VersionInput> = {}) {
    const slot = more.slot ?? (await town.slot(kpiCode));
    const at = more.at ?? (await town.step(member.id));
    return submitVersion(
      deps,
      {
        personId: member.id,
        at,
        next: (receipt) => ({ step: 'receipt', fields: { receipt } }),
        slot,
        newest: 0,
        ...more,
      },
      async () => (report === 'refused' ? { refused: { kind: 'refused' as const } } : { report }),
    );
  }
  const number = (value: string): NewReport => ({ kind: 'value', value });
  const count = async (kpiCode: string) =>
    db.submissionVersion.count({ where: { submission: await town.slot(kpiCode) } });

  it('holds what the judge says, and nothing where the judge refuses', async () => {
    expect(await submit('GOV-01', 'refused')).toEqual({ kind: 'refused' });
    expect(await db.submission.count()).toBe(0);
    expect(await submit('GOV-01', number('80'))).toMatchObject({
      kind: 'accepted',
      reported: 'value',
      value: '80',
    });
    expect(await count('GOV-01')).toBe(1);
  });

  it('is made once for each step of the dialogue', async () => {
    const at = await town.step(member.id);
    const first = await submit('GOV-04', number('20'), { at });
    expect(first.kind).toBe('accepted');
    const again = await submit('GOV-04', number('21'), { at, newest: 1 });
    const { number: _, ...receipt } = { number: 0, ...first };
    expect(again).toEqual({ ...receipt, kind: 'duplicate' });
    const old = await town.step(member.id);
    await advanceDialogue(db, old, { step: 'value', now: deps.clock.now() });
    expect(await submit('GOV-04', number('22'), { at: old, newest: 1 })).toEqual({ kind: 'stale' });
    expect(await count('GOV-04')).toBe(1);
  });

  it('is not made of what stands there already, down to the last detail', async () => {
    const base: NewReport = { kind: 'value', value: '50', explanation: 'Акт бар' };
    const evidence = { fileIds: [], link: 'https://stat.gov.kz/a', comment: 'Акт', grade: 'register' };
    expect((await submit('UTL-01', base, { evidence })).kind).toBe('accepted');
    expect(await submit('UTL-01', base, { evidence, newest: 1 })).toEqual({
      kind: 'unchanged',
      state: 'submitted',
    });
    const changes: [NewReport, typeof evidence | undefined][] = [
      [{ ...base, value: '50.1' }, evidence],
      [{ ...base, explanation: 'Басқа акт бар' }, evidence],
      [{ kind: 'no_data', value: null, reason: 'ready:notGiven' }, evidence],
      [{ kind: 'no_data', value: null, reason: 'ready:systemDown' }, evidence],
      [base, { ...evidence, link: 'https://stat.gov.kz/b' }],
      [base, { ...evidence, comment: 'Басқа акт' }],
      [base, { ...evidence, grade: 'sample' }],
      [base, undefined],
    ];
    for (const [index, [report, with_]] of changes.entries()) {
      const newest = index + 1;
      expect((await submit('UTL-01', report, { evidence: with_, newest })).kind, String(index)).toBe(
        'accepted',
      );
    }
    expect(await count('UTL-01')).toBe(1 + changes.length);
  });

  it('is refused where the evidence is bad, the slot unknown, or the period not open', async () => {
    const evidence = { fileIds: [2_000_000_000], link: null, comment: null, grade: null };
    expect(await submit('UTL-02', number('1'), { evidence })).toEqual({
      kind: 'badEvidence',
      problem: { kind: 'unknownFiles', fileIds: [2_000_000_000] },
    });
    const slot = await town.slot('UTL-02');
    expect(await submit('UTL-02', number('1'), { slot: { ...slot, cityId: 'atlantis' } })).toEqual({
      kind: 'notFound',
    });
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q4' } });
    expect(await submit('UTL-02', number('1'), { slot: { ...slot, periodId } })).toMatchObject({
      kind: 'periodNotOpen',
    });
    expect(await submit('UTL-02', number('1'), { newest: 3 })).toEqual({ kind: 'overtaken' });
    expect(await count('UTL-02')).toBe(0);
  });
});
