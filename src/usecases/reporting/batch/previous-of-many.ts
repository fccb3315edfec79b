import type { Tx } from '../../../storage/database.ts';
import type { PeriodKind } from '../../../storage/generated/enums.ts';
import { mostPreviousValues } from '../previous-values.ts';
import type { SlotFacts } from '../value-slot.ts';

interface Row {
  cityId: string;
  kpiCode: string;
  periodKind: PeriodKind;
  startsOn: string;
  /** Plain decimal text; null where there was no number. */
  value: string | null;
}

/**
 * The values that `readPreviousValues` reads, for each KPI of each city, in one query. `before`: the first days
 * of the periods that are asked about; of the earlier ones no more are read than the checks look at.
 */
export async function readPreviousOfMany(
  tx: Tx,
  about: { cityIds: readonly string[]; kpiCodes: readonly string[]; before: readonly string[] },
): Promise<(facts: SlotFacts) => readonly string[]> {
  const { cityIds, kpiCodes, before } = about;
  const last = [...before].sort().at(-1);
  if (last === undefined) return () => [];
  const most = mostPreviousValues + before.length;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "cityId", "kpiCode", "periodKind", "startsOn", "value" FROM (
      SELECT e.*, row_number() OVER (
        PARTITION BY e."cityId", e."kpiCode", e."periodKind" ORDER BY e."startsOn" DESC
      ) AS "place"
      FROM (
        SELECT DISTINCT ON (s."id") s."cityId", s."kpiCode", p."kind"::text AS "periodKind", p."startsOn",
          v."value"::text AS "value"
        FROM "Submission" s
        JOIN "Period" p ON p."id" = s."periodId"
        JOIN "SubmissionVersion" v ON v."submissionId" = s."id" AND v."state" IN ('approved', 'verified')
        WHERE s."cityId" = ANY(${[...cityIds]}::text[]) AND s."kpiCode" = ANY(${[...kpiCodes]}::text[])
          AND p."startsOn" < ${last}
        ORDER BY s."id", v."number" DESC
      ) e
    ) ranked
    WHERE "place" <= ${most}
    ORDER BY "startsOn" DESC`;
  const byKpi = new Map<string, Row[]>();
  for (const row of rows) {
    const known = byKpi.get(keyOf(row));
    if (known === undefined) byKpi.set(keyOf(row), [row]);
    else known.push(row);
  }
  return ({ city, kpi, period }) =>
    (byKpi.get(keyOf({ cityId: city.id, kpiCode: kpi.code, periodKind: period.kind })) ?? [])
      .filter(({ startsOn }) => startsOn < period.startsOn)
      .slice(0, mostPreviousValues)
      .flatMap(({ value }) => (value === null ? [] : withoutZeros(value)));
}

function keyOf({ cityId, kpiCode, periodKind }: Pick<Row, 'cityId' | 'kpiCode' | 'periodKind'>): string {
  return `${cityId}|${kpiCode}|${periodKind}`;
}

/** The column keeps six decimals, whatever was submitted. */
function withoutZeros(value: string): string {
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value;
}
