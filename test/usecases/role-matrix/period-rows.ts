import { listCalendarYears } from '../../../src/usecases/methodology/list-calendar-years.ts';
import { askToReopen } from '../../../src/usecases/periods/ask-to-reopen.ts';
import { closeReopening } from '../../../src/usecases/periods/close-reopening.ts';
import { listPeriods } from '../../../src/usecases/periods/list-periods.ts';
import { listReopeningRequests } from '../../../src/usecases/periods/list-reopening-requests.ts';
import { readPeriod } from '../../../src/usecases/periods/read-period.ts';
import { readReopeningChoices } from '../../../src/usecases/periods/read-reopening-choices.ts';
import { reopenPeriod } from '../../../src/usecases/periods/reopen-period.ts';
import { group, type Town } from './people.ts';
import type { Row } from './rows.ts';

const kindOf = async (outcome: Promise<{ kind: string }>) => (await outcome).kind;
const locked = async ({ quarter }: Town) => (await quarter('2026-Q1')).id;

/** What is done with periods. */
export const periodRows: readonly Row[] = [
  {
    name: 'askToReopen',
    allowed: '-+-+-----',
    async prepare(town, personId) {
      const periodId = await locked(town);
      return () => kindOf(askToReopen(town.deps, { personId, periodId, workingGroupId: group }));
    },
  },
  {
    name: 'listPeriods',
    allowed: '------++-',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listPeriods(deps, { personId, page: 0 })),
  },
  {
    name: 'listCalendarYears',
    allowed: '------++-',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listCalendarYears(deps, { personId })),
  },
  {
    name: 'listReopeningRequests',
    allowed: '------++-',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(listReopeningRequests(deps, { personId })),
  },
  {
    name: 'readPeriod',
    allowed: '------++-',
    async prepare(town, personId) {
      const periodId = await locked(town);
      return () => kindOf(readPeriod(town.deps, { personId, periodId }));
    },
  },
  {
    name: 'readReopeningChoices',
    allowed: '------+--',
    async prepare(town, personId) {
      const periodId = await locked(town);
      return () => kindOf(readReopeningChoices(town.deps, { personId, periodId }));
    },
  },
  {
    name: 'reopenPeriod',
    allowed: '------+--',
    async prepare(town, personId) {
      const { id: periodId } = await town.quarter('2026-Q2');
      const at = await town.step(personId);
      return () =>
        kindOf(
          reopenPeriod(town.deps, {
            personId,
            periodId,
            workingGroupId: group,
            reason: 'Жүйе істемеген',
            day: '2026-10-12',
            at,
            next: { step: 'done', fields: {} },
          }),
        );
    },
  },
  {
    name: 'closeReopening',
    allowed: '------+--',
    async prepare({ deps, db, people, quarter }, personId) {
      const { id: periodId } = await quarter('2025-Q4');
      const { id: reopeningId } = await db.periodReopening.create({
        data: {
          periodId,
          workingGroupId: group,
          until: new Date('2026-10-12T13:00Z'),
          reason: 'Жүйе істемеген',
          byId: people.authority.id,
          at: deps.clock.now(),
        },
      });
      return () => kindOf(closeReopening(deps, { personId, reopeningId }));
    },
  },
];
