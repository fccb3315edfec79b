import type { Deps } from '../../../src/usecases/deps.ts';
import { beginDialogue, type DialogueStep } from '../../../src/usecases/dialogue/dialogue-state.ts';
import { movableClock } from '../../setup/clock.ts';
import { openTestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson } from '../../setup/people.ts';
import { createPeriods } from '../../setup/periods.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

/** Everybody who may ask for something, in the order of the columns. */
export const who = [
  'citizen',
  'member',
  'memberElsewhere',
  'coordinator',
  'coordinatorElsewhere',
  'observer',
  'authority',
  'administrator',
  'formerCoordinator',
] as const;
export type Who = (typeof who)[number];

export const group = 'wg_west_kazakhstan';
const elsewhere = 'wg_astana';

/** A group with its people, somebody of every other role, and makers of things to act on. */
export type Town = Awaited<ReturnType<typeof openTown>>;

export async function openTown() {
  const database = await openTestDatabase();
  const { db } = database;
  const clock = movableClock('2026-10-05T10:00+05:00');
  const deps: Deps = { db, files: testFiles, clock, random: seededRandom(11), settings: testSettings };
  await createPeriods(db, { from: '2010-01-01', to: '2026-09-30', kinds: ['quarter'] });
  const inGroup = (role: 'member' | 'coordinator' | 'observer', workingGroupId = group) => ({
    role,
    workingGroupId,
  });
  const people = {
    citizen: await createPerson(db, { cityId: 'oral' }),
    member: await createPerson(db, { roles: [inGroup('member')], assignments: [{ cityId: 'oral' }] }),
    memberElsewhere: await createPerson(db, {
      roles: [inGroup('member', elsewhere)],
      assignments: [{ cityId: 'astana' }],
    }),
    coordinator: await createPerson(db, { roles: [{ ...inGroup('coordinator'), isHead: true }] }),
    coordinatorElsewhere: await createPerson(db, { roles: [inGroup('coordinator', elsewhere)] }),
    observer: await createPerson(db, { roles: [inGroup('observer')] }),
    authority: await createPerson(db, { roles: [{ role: 'authority' }] }),
    administrator: await createPerson(db, { roles: [{ role: 'administrator' }] }),
    formerCoordinator: await createPerson(db, {
      roles: [{ ...inGroup('coordinator'), endsAt: new Date('2026-09-01T00:00+05:00') }],
    }),
  };
  const colleague = await createPerson(db, {
    fullName: 'Айгүл Сәрсенова',
    roles: [inGroup('member')],
    assignments: [{ cityId: 'aksai' }],
  });
  await createPerson(db, { roles: [{ role: 'administrator' }] });
  const quarter = (key: string) => db.period.findUniqueOrThrow({ where: { key } });
  let made = 0;

  return {
    database,
    db,
    deps,
    people,
    colleague,
    quarter,
    /** Begins a dialogue of the person and answers its step. */
    async step(personId: number): Promise<DialogueStep> {
      const { version } = await beginDialogue(db, {
        personId,
        kind: 'matrix',
        step: 'here',
        fields: {},
        now: clock.now(),
      });
      return { personId, kind: 'matrix', version };
    },
    /** A version of a value of Oral that a colleague submitted, of a quarter that nobody used before. */
    async version(state: 'submitted' | 'approved') {
      made += 1;
      const key = `${2010 + (Math.floor(made / 4) % 15)}-Q${(made % 4) + 1}`;
      const kpiCode = ['UTL-04', 'UTL-07', 'ECO-03', 'TRN-01'][Math.floor(made / 60)] ?? 'ECO-04';
      const { id: periodId } = await quarter(key);
      const submission = await db.submission.create({
        data: {
          cityId: 'oral',
          kpiCode,
          periodId,
          newest: 1,
          versions: {
            create: {
              number: 1,
              value: '22.5',
              state,
              receipt: `rc_${String(made).padStart(8, '0')}`,
              actionKey: `matrix:${made}`,
              isOnTime: true,
              submittedById: colleague.id,
              submittedAt: clock.now(),
              ...(state === 'approved' ? { decidedById: people.coordinator.id, decidedAt: clock.now() } : {}),
            },
          },
        },
        include: { versions: true },
      });
      const [version] = submission.versions;
      if (version === undefined) throw new Error('No version was made');
      return { id: version.id, receipt: version.receipt, submissionId: submission.id, periodId };
    },
    async feedback() {
      made += 1;
      return db.feedback.create({
        data: {
          number: String(100_000 + made),
          authorId: people.citizen.id,
          cityId: 'oral',
          sphereId: 'utilities',
          text: 'Су жоқ',
          actionKey: `matrix:${made}`,
          language: 'kk',
          createdAt: clock.now(),
          dueOn: '2026-10-26',
          dueAt: new Date('2026-10-26T13:00Z'),
        },
      });
    },
    async grantOf(personId: number, role: 'member' | 'coordinator' = 'member') {
      return db.roleGrant.findFirstOrThrow({ where: { personId, role } });
    },
    /** Somebody who is a member of the group, and nothing else. */
    async newMember() {
      return createPerson(db, { fullName: 'Ерлан Қасымов', roles: [inGroup('member')] });
    },
    async invitation(more: { invitedById: number; guestId?: number }) {
      made += 1;
      const isOpened = more.guestId !== undefined;
      return db.invitation.create({
        data: {
          tokenHash: `matrix:${made}`,
          role: 'member',
          workingGroupId: group,
          fullName: 'Ерлан Қасымов',
          post: 'Маман',
          createdAt: clock.now(),
          expiresAt: new Date(clock.now().getTime() + 72 * 3_600_000),
          ...more,
          ...(isOpened ? { openedAt: clock.now(), guestName: 'E' } : {}),
        },
      });
    },
    /** What must not change where somebody was refused. */
    async fingerprint() {
      const rows = await db.$queryRaw<object[]>`
        SELECT (SELECT count(*) FROM "AuditEvent")::int AS audit,
          (SELECT count(*) FROM "OutboxMessage")::int AS outbox,
          (SELECT count(*) FROM "SubmissionVersion")::int AS versions,
          (SELECT string_agg("id" || ':' || "state", ',' ORDER BY "id") FROM "SubmissionVersion") AS states,
          (SELECT count(*) FROM "DiscussionMessage")::int AS discussion,
          (SELECT count(*) FROM "StoredFile")::int AS files,
          (SELECT count(*) FROM "Assignment" WHERE "endsAt" IS NULL)::int AS assignments,
          (SELECT count(*) FROM "RoleGrant" WHERE "endsAt" IS NULL)::int AS grants,
          (SELECT string_agg("id" || ':' || "state", ',' ORDER BY "id") FROM "Feedback") AS feedback,
          (SELECT string_agg("id" || ':' || "tokenHash" || ("confirmedAt" IS NULL) || ("revokedAt" IS NULL), ','
            ORDER BY "id") FROM "Invitation") AS invitations,
          (SELECT count(*) FROM "Absence" WHERE "endedAt" IS NULL AND "acceptedAt" IS NULL)::int AS questions,
          (SELECT count(*) FROM "PeriodReopening" WHERE "endedAt" IS NULL)::int AS reopenings,
          (SELECT string_agg("id" || ':' || "state", ',' ORDER BY "id") FROM "Broadcast") AS broadcasts`;
      return rows[0];
    },
  };
}
