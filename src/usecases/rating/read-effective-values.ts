import { decimalOf, formatDecimal } from '../../domain/decimal.ts';
import type { Reported, ReportedVersion } from '../../domain/rating/what-counts.ts';
import type { Tx } from '../../storage/database.ts';
import { Prisma } from '../../storage/generated/client.ts';
import type { CityCategory, ValueKind, ValueState } from '../../storage/generated/enums.ts';

/** What was reported, by city and KPI. */
export interface EffectiveValues {
  of(cityId: string, kpiCode: string): Reported;
}

interface Row {
  cityId: string;
  kpiCode: string;
  key: string;
  number: number;
  kind: ValueKind;
  value: string | null;
  state: ValueState;
}

/**
 * The effective versions that a rating of a category may need: those of the named periods and, where values
 * are carried, the last earlier one of each KPI that holds a value or says that it is
 * not applicable. Which version is effective is said once more in `whatCounts`; here it only keeps the rows
 * few. One query, whatever the number of cities and of past periods.
 */
export async function readEffectiveValues(
  tx: Tx,
  input: {
    versionId: number;
    category: CityCategory;
    kpiCodes: readonly string[];
    periodKeys: readonly string[];
    /** The first day of the quarter, ISO: what is carried comes from before it, or from a named period. */
    firstDay: string;
    mode: 'preliminary' | 'published';
  },
): Promise<EffectiveValues> {
  const { versionId, category, kpiCodes, periodKeys, firstDay, mode } = input;
  if (kpiCodes.length === 0 || periodKeys.length === 0) return { of: () => new Map() };
  const keys = Prisma.join([...periodKeys]);
  const columns = Prisma.sql`"cityId", "kpiCode", "key", "number", "kind", "value", "state"`;
  const states =
    mode === 'published'
      ? Prisma.sql`v."state" = 'verified'`
      : Prisma.sql`(v."state" = 'verified' OR v."state" = 'approved' AND v."kind" <> 'not_applicable')`;
  const carried =
    mode === 'published'
      ? Prisma.empty
      : Prisma.sql`
        UNION ALL
        (SELECT DISTINCT ON ("cityId", "kpiCode") ${columns} FROM effective
         WHERE "endsOn" < ${firstDay} AND "kind" <> 'no_data' AND "key" NOT IN (${keys})
         ORDER BY "cityId", "kpiCode", "startsOn" DESC)`;
  const rows = await tx.$queryRaw<Row[]>`
    WITH effective AS (
      SELECT DISTINCT ON (s."id")
        s."cityId", s."kpiCode", p."key", p."startsOn", p."endsOn",
        v."number", v."kind"::text AS "kind", v."value"::text AS "value", v."state"::text AS "state"
      FROM "Submission" s
      JOIN "City" c ON c."id" = s."cityId" AND c."isRated" AND c."category"::text = ${category}
      JOIN "KpiDefinition" d ON d."kpiCode" = s."kpiCode" AND d."versionId" = ${versionId}
      JOIN "Period" p ON p."id" = s."periodId" AND p."kind" = d."period"
      JOIN "SubmissionVersion" v ON v."submissionId" = s."id"
      WHERE s."kpiCode" IN (${Prisma.join([...kpiCodes])})
        AND (p."endsOn" < ${firstDay} OR p."key" IN (${keys}))
        AND ${states}
      ORDER BY s."id", v."number" DESC)
    SELECT ${columns} FROM effective WHERE "key" IN (${keys})
    ${carried}`;
  const values = new Map<string, Map<string, ReportedVersion[]>>();
  for (const { cityId, kpiCode, key, number, kind, value, state } of rows) {
    const slot = `${cityId}|${kpiCode}`;
    const reported = values.get(slot) ?? new Map<string, ReportedVersion[]>();
    // The column pads with zeros; the shortest form keeps the record of a rating the same on any engine.
    const text = value === null ? null : formatDecimal(decimalOf(value));
    reported.set(key, [{ number, kind, value: text, state }]);
    values.set(slot, reported);
  }
  return { of: (cityId, kpiCode) => values.get(`${cityId}|${kpiCode}`) ?? new Map() };
}
