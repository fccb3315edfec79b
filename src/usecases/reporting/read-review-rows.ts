import { decimalOf, formatDecimal, subtractDecimals } from '../../domain/decimal.ts';
import type { Tx } from '../../storage/database.ts';
import type { ValueKind, ValueState } from '../../storage/generated/enums.ts';
import type { Names } from './value-slot.ts';

/** A value as a line of a list: what a reviewer decides by without opening its card. */
export interface ReviewRow {
  versionId: number;
  cityId: string;
  city: Names;
  kpi: { code: string; shortName: Names; unit: { id: string; label: Names }; decimals: number };
  periodKey: string;
  kind: ValueKind;
  value: string | null;
  state: ValueState;
  /** Against the effective value of the period before; null where either is no number. */
  change: string | null;
  files: number;
  hasLink: boolean;
  flags: readonly string[];
  isOnTime: boolean;
  grade: string | null;
  /** Why it was returned, where it was. */
  returnReason: string | null;
}

/**
 * Lines for these versions, in the order in which they are named; unknown ones are left out. It checks no right:
 * the ids come from a queue that did. A few queries, however many versions.
 */
export async function readReviewRows(tx: Tx, versionIds: readonly number[]): Promise<ReviewRow[]> {
  if (versionIds.length === 0) return [];
  const versions = await tx.submissionVersion.findMany({
    where: { id: { in: [...versionIds] } },
    include: {
      submission: {
        include: {
          city: { select: { shortKk: true, shortRu: true } },
          period: { select: { key: true } },
        },
      },
      _count: { select: { evidence: true } },
    },
  });
  const kpis = await readKpis(
    tx,
    versions.map(({ submission }) => submission.kpiCode),
  );
  const previous = await readPrevious(tx, versionIds);
  const rows = new Map(
    versions.flatMap((version): [number, ReviewRow][] => {
      const { submission } = version;
      const kpi = kpis.get(submission.kpiCode);
      if (kpi === undefined) return [];
      const value = version.value?.toFixed() ?? null;
      const before = previous.get(version.id);
      const row: ReviewRow = {
        versionId: version.id,
        cityId: submission.cityId,
        city: { kk: submission.city.shortKk, ru: submission.city.shortRu },
        kpi,
        periodKey: submission.period.key,
        kind: version.kind,
        value,
        state: version.state,
        change: value === null || before === undefined ? null : difference(value, before),
        files: version._count.evidence,
        hasLink: version.link !== null,
        flags: version.flags,
        isOnTime: version.isOnTime,
        grade: version.grade,
        returnReason: version.state === 'returned' ? (version.decisionReason ?? version.verifyReason) : null,
      };
      return [[version.id, row]];
    }),
  );
  return versionIds.flatMap((id) => rows.get(id) ?? []);
}

function difference(value: string, before: string): string {
  return formatDecimal(subtractDecimals(decimalOf(value), decimalOf(before)));
}

/** By the methodology in force, else by the newest that ever defined it. */
async function readKpis(tx: Tx, codes: readonly string[]): Promise<Map<string, ReviewRow['kpi']>> {
  const definitions = await tx.kpiDefinition.findMany({
    where: { kpiCode: { in: [...new Set(codes)] } },
    select: { kpiCode: true, shortKk: true, shortRu: true, decimals: true, unit: true },
    orderBy: [{ version: { active: 'asc' } }, { versionId: 'asc' }],
  });
  return new Map(
    definitions.map(({ kpiCode, shortKk, shortRu, decimals, unit }) => [
      kpiCode,
      {
        code: kpiCode,
        shortName: { kk: shortKk, ru: shortRu },
        unit: { id: unit.id, label: { kk: unit.kk, ru: unit.ru } },
        decimals,
      },
    ]),
  );
}

/** The effective value (newest approved or verified) of the latest earlier period of the same kind that has one. */
async function readPrevious(tx: Tx, versionIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx.$queryRaw<{ id: number; value: string | null }[]>`
    SELECT v."id", before."value"::text AS "value"
    FROM "SubmissionVersion" v
    JOIN "Submission" s ON s."id" = v."submissionId"
    JOIN "Period" p ON p."id" = s."periodId"
    JOIN LATERAL (
      SELECT e."value"
      FROM "Submission" es
      JOIN "Period" ep ON ep."id" = es."periodId" AND ep."kind" = p."kind" AND ep."startsOn" < p."startsOn"
      JOIN "SubmissionVersion" e ON e."submissionId" = es."id" AND e."state" IN ('approved', 'verified')
      WHERE es."cityId" = s."cityId" AND es."kpiCode" = s."kpiCode"
      ORDER BY ep."startsOn" DESC, e."number" DESC LIMIT 1) before ON true
    WHERE v."id" = ANY(${[...versionIds]}::int[])`;
  return new Map(rows.flatMap(({ id, value }) => (value === null ? [] : [[id, value] as const])));
}
