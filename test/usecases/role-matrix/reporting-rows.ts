import { checkJournal } from '../../../src/usecases/audit/check-journal.ts';
import { approveValue } from '../../../src/usecases/reporting/approve-value.ts';
import { decideValues } from '../../../src/usecases/reporting/decide-values.ts';
import { discussValue } from '../../../src/usecases/reporting/discuss-value.ts';
import { exportValues } from '../../../src/usecases/reporting/export-values.ts';
import { findNextOwed } from '../../../src/usecases/reporting/find-next-owed.ts';
import { listDeadlines } from '../../../src/usecases/reporting/list-deadlines.ts';
import { listOwedGroups } from '../../../src/usecases/reporting/list-owed-groups.ts';
import { listReportPeriods } from '../../../src/usecases/reporting/list-report-periods.ts';
import { listSent } from '../../../src/usecases/reporting/list-sent.ts';
import { readContributions, readDiscussion } from '../../../src/usecases/reporting/read-discussion.ts';
import { readHistory } from '../../../src/usecases/reporting/read-history.ts';
import { previewValue, readQuestion } from '../../../src/usecases/reporting/read-question.ts';
import { readSubmission } from '../../../src/usecases/reporting/read-submission.ts';
import { reportCompleteness } from '../../../src/usecases/reporting/report-completeness.ts';
import { reportStatus } from '../../../src/usecases/reporting/report-status.ts';
import { returnValue } from '../../../src/usecases/reporting/return-value.ts';
import { submitNoValue } from '../../../src/usecases/reporting/submit-no-value.ts';
import { submitValue } from '../../../src/usecases/reporting/submit-value.ts';
import { verifyValue } from '../../../src/usecases/reporting/verify-value.ts';
import type { Town } from './people.ts';
import type { Row } from './rows.ts';

const kindOf = async (outcome: Promise<{ kind: string }>) => (await outcome).kind;
const next = { step: 'done', fields: {} };
const seesStatus = '-++++++--';
const seesValue = '-+-+-++--';

async function openSlot({ quarter }: Town) {
  return { cityId: 'oral', kpiCode: 'UTL-05', periodId: (await quarter('2026-Q3')).id };
}

/** What is done with values. A member answers for the city, so coordinators need not step in. */
export const reportingRows: readonly Row[] = [
  {
    name: 'listOwedGroups',
    allowed: '-++++----',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listOwedGroups(deps, { personId })),
  },
  {
    name: 'listDeadlines',
    allowed: seesStatus,
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listDeadlines(deps, { personId })),
  },
  {
    name: 'reportStatus',
    allowed: seesStatus,
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(reportStatus(deps, { personId })),
  },
  {
    name: 'reportCompleteness',
    allowed: seesStatus,
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(reportCompleteness(deps, { personId })),
  },
  {
    name: 'listReportPeriods',
    allowed: seesStatus,
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listReportPeriods(deps, { personId, page: 0 })),
  },
  {
    name: 'exportValues',
    allowed: '---++-+--',
    async prepare({ deps, quarter }, by) {
      const { id: periodId } = await quarter('2026-Q3');
      return () => kindOf(exportValues(deps, { by, periodId, format: 'csv' }));
    },
  },
  {
    name: 'readQuestion',
    allowed: '-+-------',
    async prepare(town, personId) {
      const slot = await openSlot(town);
      return () => kindOf(readQuestion(town.deps, { personId, slot }));
    },
  },
  {
    name: 'previewValue',
    allowed: '-+-------',
    async prepare(town, personId) {
      const slot = await openSlot(town);
      return () => kindOf(previewValue(town.deps, { personId, slot, text: '12,5' }));
    },
  },
  {
    name: 'submitValue',
    allowed: '-+-------',
    async prepare(town, personId) {
      const slot = await openSlot(town);
      const at = await town.step(personId);
      return () =>
        kindOf(submitValue(town.deps, { personId, at, next: () => next, slot, newest: 0, text: '12,5' }));
    },
  },
  {
    name: 'submitNoValue',
    allowed: '-+-------',
    async prepare(town, personId) {
      const slot = { ...(await openSlot(town)), kpiCode: 'UTL-03' };
      const at = await town.step(personId);
      const said = { noValue: 'no_data', reason: 'Өлшенген жоқ' } as const;
      return () =>
        kindOf(submitNoValue(town.deps, { personId, at, next: () => next, slot, newest: 0, ...said }));
    },
  },
  {
    name: 'listSent',
    allowed: '-++++----',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listSent(deps, { personId })),
  },
  {
    name: 'findNextOwed',
    allowed: '-++------',
    prepare:
      async ({ deps }, personId) =>
      async () =>
        (await findNextOwed(deps, { personId, at: null })) === null ? 'notRead' : 'read',
  },
  {
    name: 'readSubmission',
    allowed: seesValue,
    async prepare({ deps, version }, personId) {
      const { id: versionId } = await version('submitted');
      return () => kindOf(readSubmission(deps, { personId, which: { versionId } }));
    },
  },
  {
    name: 'readHistory',
    allowed: seesValue,
    async prepare({ deps, version }, personId) {
      const { receipt } = await version('approved');
      return () => kindOf(readHistory(deps, { personId, receipt }));
    },
  },
  {
    name: 'checkJournal',
    allowed: seesValue,
    async prepare({ deps, version }, personId) {
      const { receipt } = await version('approved');
      return () => kindOf(checkJournal(deps, { personId, receipt }));
    },
  },
  {
    name: 'readDiscussion',
    allowed: seesValue,
    async prepare({ deps, version }, personId) {
      const { submissionId } = await version('submitted');
      return () => kindOf(readDiscussion(deps, { personId, submissionId }));
    },
  },
  {
    name: 'readContributions',
    allowed: seesValue,
    async prepare({ deps, db, colleague, version }, personId) {
      const { submissionId } = await version('submitted');
      const { id } = await db.discussionMessage.create({
        data: {
          submissionId,
          authorId: colleague.id,
          text: 'Акт қайда?',
          actionKey: `matrix:said:${submissionId}`,
          createdAt: deps.clock.now(),
        },
      });
      return async () => {
        const [found] = await readContributions(deps, { personId, messageIds: [id] });
        return found == null ? 'notRead' : 'read';
      };
    },
  },
  {
    name: 'discussValue',
    allowed: seesValue,
    async prepare({ deps, version, step }, personId) {
      const { submissionId } = await version('submitted');
      const at = await step(personId);
      return () => kindOf(discussValue(deps, { personId, submissionId, text: 'Акт қайда?', at, next }));
    },
  },
  {
    name: 'approveValue',
    allowed: '---+-----',
    async prepare({ deps, version, step }, personId) {
      const { id: versionId } = await version('submitted');
      const at = await step(personId);
      return () => kindOf(approveValue(deps, { personId, versionId, at, next }));
    },
  },
  {
    name: 'returnValue',
    allowed: '---+-----',
    async prepare({ deps, version, step }, personId) {
      const { id: versionId } = await version('submitted');
      const at = await step(personId);
      return () => kindOf(returnValue(deps, { personId, versionId, at, next, reason: 'Акт жоқ' }));
    },
  },
  {
    name: 'verifyValue',
    allowed: '------+--',
    async prepare({ deps, version, step }, personId) {
      const { id: versionId } = await version('approved');
      const at = await step(personId);
      return () => kindOf(verifyValue(deps, { personId, versionId, at, next }));
    },
  },
  {
    name: 'decideValues',
    allowed: '---+-----',
    async prepare({ deps, version, step }, personId) {
      const { id } = await version('submitted');
      const at = await step(personId);
      return () =>
        kindOf(
          decideValues(deps, {
            personId,
            action: 'approve',
            versionIds: [id],
            onlyUnremarkable: false,
            at,
            next: () => next,
          }),
        );
    },
  },
];
