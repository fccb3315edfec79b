import type { Deps } from '../../../src/usecases/deps.ts';
import { beginDialogue, type DialogueStep } from '../../../src/usecases/dialogue/dialogue-state.ts';
import { type SubmitInput, submitValue } from '../../../src/usecases/reporting/submit-value.ts';
import type { ValueSlot } from '../../../src/usecases/reporting/value-slot.ts';
import { type MovableClock, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson, type TestPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

export const group = 'wg_west_kazakhstan';

export interface ReportingTown {
  database: TestDatabase;
  deps: Deps;
  clock: MovableClock;
  /** Answers for the whole city of Oral. */
  member: TestPerson;
  head: TestPerson;
  coordinator: TestPerson;
  observer: TestPerson;
  authority: TestPerson;
  administrator: TestPerson;
  citizen: TestPerson;
  /** A member of another group. */
  stranger: TestPerson;
  /** A coordinator of another group. */
  strangeCoordinator: TestPerson;
  /** A slot of Oral in the third quarter. */
  slot(kpiCode: string): Promise<ValueSlot>;
  /** Begins the dialogue anew and answers its step. */
  step(personId: number, kind?: string): Promise<DialogueStep>;
  /** Submits a value from a new step of the dialogue. */
  submit(
    personId: number,
    kpiCode: string,
    text: string,
    more?: Partial<SubmitInput>,
  ): ReturnType<typeof submitValue>;
  /** Puts an approved value of an earlier quarter into the database. */
  remember(kpiCode: string, periodKey: string, value: string): Promise<void>;
}

/** A database with one working group whose third quarter of 2026 is open, and people of every role. */
export async function openReportingTown(): Promise<ReportingTown> {
  const database = await openTestDatabase();
  const { db } = database;
  const clock = movableClock('2026-10-05T10:00+05:00');
  const deps: Deps = { db, files: testFiles, clock, random: seededRandom(3), settings: testSettings };
  await createPeriods(db, { from: '2025-01-01', to: '2026-12-31', kinds: ['quarter'] });
  const inGroup = (role: 'member' | 'coordinator' | 'observer', workingGroupId = group) => ({
    role,
    workingGroupId,
  });
  const head = await createPerson(db, {
    fullName: 'Бекова Айгүл',
    roles: [{ ...inGroup('coordinator'), isHead: true }],
  });
  const town: ReportingTown = {
    database,
    deps,
    clock,
    head,
    coordinator: await createPerson(db, { fullName: 'Серік Қали', roles: [inGroup('coordinator')] }),
    member: await createPerson(db, {
      fullName: 'Марат Оспан',
      roles: [inGroup('member')],
      assignments: [{ cityId: 'oral' }],
    }),
    observer: await createPerson(db, { roles: [inGroup('observer')] }),
    authority: await createPerson(db, { fullName: 'Дана Ержан', roles: [{ role: 'authority' }] }),
    administrator: await createPerson(db, { roles: [{ role: 'administrator' }] }),
    citizen: await createPerson(db),
    stranger: await createPerson(db, {
      roles: [inGroup('member', 'wg_astana')],
      assignments: [{ cityId: 'astana' }],
    }),
    strangeCoordinator: await createPerson(db, { roles: [inGroup('coordinator', 'wg_astana')] }),
    async slot(kpiCode) {
      const { id } = await db.period.findUniqueOrThrow({ where: { key: '2026-Q3' } });
      return { cityId: 'oral', kpiCode, periodId: id };
    },
    async step(personId, kind = 'submit') {
      const { version } = await beginDialogue(db, {
        personId,
        kind,
        step: 'confirm',
        fields: {},
        now: clock.now(),
      });
      return { personId, kind, version };
    },
    async submit(personId, kpiCode, text, more = {}) {
      const slot = await town.slot(kpiCode);
      const submission = await db.submission.findUnique({ where: { cityId_kpiCode_periodId: slot } });
      return submitValue(deps, {
        personId,
        at: more.at ?? (await town.step(personId)),
        next: (receipt) => ({ step: 'receipt', fields: { receipt } }),
        slot,
        newest: submission?.newest ?? 0,
        text,
        ...more,
      });
    },
    async remember(kpiCode, periodKey, value) {
      const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: periodKey } });
      const label = `${kpiCode}/${periodKey}`;
      await db.submission.create({
        data: {
          cityId: 'oral',
          kpiCode,
          periodId,
          newest: 1,
          versions: {
            create: {
              number: 1,
              value,
              state: 'approved',
              receipt: label,
              actionKey: label,
              isOnTime: true,
              submittedAt: clock.now(),
              decidedAt: clock.now(),
            },
          },
        },
      });
    },
  };
  return town;
}
