import type { Tx } from '../../storage/database.ts';
import {
  type ComparedVersion,
  comparedWith,
  compareVersion,
  type Difference,
  eventsOf,
} from './compare-version.ts';

/** A value that is not as the audit tells it. */
export interface DifferingValue extends Difference {
  receipt: string;
  chain: string;
}

export interface ValuesVerdict {
  /** Versions of values that are as their events tell. */
  agreeing: number;
  /** Of the demo: seeded together, with one event for all. */
  seeded: number;
  differing: number;
  /** The first of those that differ. */
  examples: readonly DifferingValue[];
  /** Events that tell of a version which is not there any more. */
  vanished: readonly { chain: string; number: number }[];
}

/** Versions read at once, so that little is in memory whatever the number. */
const batch = 500;
const mostExamples = 20;

/**
 * Compares every version of a value, or those of one working group, with what the audit chain says was submitted
 * and decided. The chain is worth as much as its check (`verifyAudit`): this says that the values still are what
 * it tells.
 */
export async function compareValues(tx: Tx, only?: string): Promise<ValuesVerdict> {
  const installation = await tx.installation.findUnique({ where: { id: 1 } });
  const isDemo = installation?.isDemo ?? false;
  const verdict = { agreeing: 0, seeded: 0, differing: 0, examples: [] as DifferingValue[] };
  for (let after = 0; ; ) {
    const versions = await readVersions(tx, after, only);
    const events = await eventsOf(
      tx,
      versions.map(({ id }) => id),
    );
    for (const version of versions) {
      const differences = compareVersion(version, events.get(version.id) ?? []);
      const [first] = differences;
      if (first === undefined) verdict.agreeing += 1;
      else if (first.what === 'unrecorded' && isDemo) verdict.seeded += 1;
      else {
        verdict.differing += 1;
        const { receipt, submission } = version;
        const chain = submission.city.workingGroupId;
        if (verdict.examples.length < mostExamples) verdict.examples.push({ ...first, receipt, chain });
      }
    }
    const last = versions.at(-1);
    if (last === undefined || versions.length < batch) break;
    after = last.id;
  }
  return { ...verdict, vanished: await findVanished(tx, only) };
}

function readVersions(tx: Tx, after: number, only: string | undefined): Promise<ComparedVersion[]> {
  return tx.submissionVersion.findMany({
    where: {
      id: { gt: after },
      ...(only === undefined ? {} : { submission: { city: { workingGroupId: only } } }),
    },
    include: comparedWith,
    orderBy: { id: 'asc' },
    take: batch,
  });
}

function findVanished(tx: Tx, only: string | undefined): Promise<{ chain: string; number: number }[]> {
  return tx.$queryRaw`
    SELECT e."chainId" AS "chain", e."number" FROM "AuditEvent" e
    WHERE e."kind" = 'value.submitted' AND (${only ?? null}::text IS NULL OR e."chainId" = ${only ?? null})
      AND NOT EXISTS (SELECT 1 FROM "SubmissionVersion" v WHERE e."subject" = 'version:' || v."id")
    ORDER BY e."chainId", e."number" LIMIT ${mostExamples}`;
}
