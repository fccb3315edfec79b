import type { Db } from '../../src/storage/database.ts';
import type { Report } from './values.ts';

const atOnce = 4_000;

/**
 * Writes reports, each as the first version of its submission, in few statements: there are tens of thousands.
 * What a city has reported already stays. Answers how many were written.
 */
export async function writeReports(db: Db, reports: readonly Report[]): Promise<number> {
  let written = 0;
  for (let from = 0; from < reports.length; from += atOnce) {
    const rows = JSON.stringify(reports.slice(from, from + atOnce));
    written += await db.$executeRaw`
      WITH report AS (
        SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r(
          "cityId" text, "kpiCode" text, "periodId" int, "value" numeric, "state" text, "grade" text,
          "receipt" text, "actionKey" text, "submittedById" int, "submittedAt" timestamptz,
          "decidedById" int, "decidedAt" timestamptz, "verifiedById" int, "verifiedAt" timestamptz)
      ), submission AS (
        INSERT INTO "Submission" ("cityId", "kpiCode", "periodId", "newest")
        SELECT "cityId", "kpiCode", "periodId", 1 FROM report
        ON CONFLICT ("cityId", "kpiCode", "periodId") DO NOTHING
        RETURNING "id", "cityId", "kpiCode", "periodId"
      )
      INSERT INTO "SubmissionVersion" (
        "submissionId", "number", "value", "state", "grade", "receipt", "actionKey", "isOnTime",
        "submittedById", "submittedAt", "decidedById", "decidedAt", "verifiedById", "verifiedAt")
      SELECT s."id", 1, r."value", r."state"::"ValueState", r."grade", r."receipt", r."actionKey", true,
        r."submittedById", r."submittedAt", r."decidedById", r."decidedAt", r."verifiedById", r."verifiedAt"
      FROM report r JOIN submission s USING ("cityId", "kpiCode", "periodId")`;
  }
  return written;
}
