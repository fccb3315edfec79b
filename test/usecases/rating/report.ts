import type { Db } from '../../../src/storage/database.ts';
import type { ValueKind, ValueState } from '../../../src/storage/generated/enums.ts';

export interface NewReport {
  cityId: string;
  kpiCode: string;
  periodKey: string;
  /** Decimal text; null for «not applicable» and «no data». */
  value: string | null;
  kind?: ValueKind;
  state?: ValueState;
  /** When it was submitted and, where it was, decided. */
  at?: Date;
  isOnTime?: boolean;
}

let counter = 0;

/** Puts the next version of a value into the database, approved if not told otherwise; answers its id. */
export async function report(db: Db, input: NewReport): Promise<number> {
  const { cityId, kpiCode, periodKey, value, kind = 'value', state = 'approved', isOnTime = true } = input;
  const at = input.at ?? new Date('2026-10-05T09:00+05:00');
  const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: periodKey } });
  const submission = await db.submission.upsert({
    where: { cityId_kpiCode_periodId: { cityId, kpiCode, periodId } },
    create: { cityId, kpiCode, periodId, newest: 1 },
    update: { newest: { increment: 1 } },
  });
  counter += 1;
  const version = await db.submissionVersion.create({
    data: {
      submissionId: submission.id,
      number: submission.newest,
      kind,
      value,
      state,
      receipt: `rc_test${counter}`,
      actionKey: `report-${counter}`,
      isOnTime,
      submittedAt: at,
      decidedAt: state === 'submitted' ? null : at,
      verifiedAt: state === 'verified' ? at : null,
    },
  });
  return version.id;
}

/** A version is decided at an instant, as a reviewer would. */
export async function decide(db: Db, versionId: number, state: ValueState, at: Date): Promise<void> {
  await db.submissionVersion.update({
    where: { id: versionId },
    data: state === 'verified' ? { state, verifiedAt: at } : { state, decidedAt: at },
  });
}
