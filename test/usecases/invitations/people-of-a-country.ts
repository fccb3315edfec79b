import type { Deps } from '../../../src/usecases/deps.ts';
import { createInvitation, type NewInvitation } from '../../../src/usecases/invitations/create-invitation.ts';
import { hashToken } from '../../../src/usecases/invitations/invitation-rows.ts';
import { openInvitation } from '../../../src/usecases/invitations/open-invitation.ts';
import { type MovableClock, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson, type TestPerson } from '../../setup/people.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

export const group = 'wg_west_kazakhstan';
export const otherGroup = 'wg_abai';

/** A database with one person of every role, and shortcuts for what a test does again and again. */
export interface Country {
  deps: Deps;
  clock: MovableClock;
  database: TestDatabase;
  administrator: TestPerson;
  authority: TestPerson;
  coordinator: TestPerson;
  strangeCoordinator: TestPerson;
  member: TestPerson;
  observer: TestPerson;
  citizen: TestPerson;
  /** A new person who consented to the processing that a role needs. */
  guest(): Promise<TestPerson>;
  /** Makes an invitation as the person, and answers its id and token. */
  invite(
    by: number | 'cli',
    more?: Partial<NewInvitation> & { confirmedAhead?: boolean },
  ): Promise<{ id: number; token: string }>;
  open(token: string, personId: number): ReturnType<typeof openInvitation>;
  /** Kinds of the audit events of a chain, the oldest first, those of the methodology left out. */
  events(chain?: string): Promise<string[]>;
  /** What is owed to a person. */
  owed(personId: number): Promise<string[]>;
}

export async function openCountry(): Promise<Country> {
  const database = await openTestDatabase();
  const { db } = database;
  const clock = movableClock('2026-10-05T10:00+05:00');
  const deps: Deps = { db, files: testFiles, clock, random: seededRandom(7), settings: testSettings };
  const country: Country = {
    deps,
    clock,
    database,
    administrator: await createPerson(db, { fullName: 'Әлия Бек', roles: [{ role: 'administrator' }] }),
    authority: await createPerson(db, { roles: [{ role: 'authority' }] }),
    coordinator: await createPerson(db, { roles: [{ role: 'coordinator', workingGroupId: group }] }),
    strangeCoordinator: await createPerson(db, {
      roles: [{ role: 'coordinator', workingGroupId: otherGroup }],
    }),
    member: await createPerson(db, { roles: [{ role: 'member', workingGroupId: group }] }),
    observer: await createPerson(db, { roles: [{ role: 'observer', workingGroupId: group }] }),
    citizen: await createPerson(db),
    async guest() {
      const person = await createPerson(db);
      await db.consent.create({
        data: {
          personId: person.id,
          purpose: 'role',
          textVersion: '1/1',
          language: 'kk',
          givenAt: clock.now(),
        },
      });
      return person;
    },
    async invite(by, more = {}) {
      const made = await createInvitation(deps, { ...memberInvitation, ...more, by });
      if (made.kind !== 'created') throw new Error(`The invitation was not made: ${made.kind}`);
      return { id: made.invitationId, token: made.token };
    },
    open: (token, personId) =>
      openInvitation(deps, { personId, tokenHash: hashToken(token), guestName: 'Aigul S.' }),
    async events(chain = group) {
      const rows = await db.auditEvent.findMany({ where: { chainId: chain }, orderBy: { number: 'asc' } });
      return rows.map(({ kind }) => kind).filter((kind) => !kind.startsWith('methodology.'));
    },
    async owed(personId) {
      const rows = await db.outboxMessage.findMany({
        where: { recipientId: personId },
        orderBy: { id: 'asc' },
      });
      return rows.map(({ kind }) => kind);
    },
  };
  return country;
}

export const memberInvitation: NewInvitation = {
  role: 'member',
  workingGroupId: group,
  isHead: false,
  fullName: 'Айгүл Сәрсенова',
  post: 'Бас маман',
  cityIds: [],
  sphereIds: [],
  kpiCodes: [],
};
