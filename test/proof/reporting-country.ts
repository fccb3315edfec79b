import type { Database } from '../../src/storage/database.ts';
import { verifyAudit } from '../../src/usecases/audit/verify-audit.ts';
import { createPerson } from '../setup/people.ts';
import { createPeriods } from '../setup/periods.ts';
import { prepare } from '../setup/prepare.ts';

/** Cities that are a working group by themselves: little is owed, so each question is quick. */
const cities = ['astana', 'almaty', 'shymkent'] as const;

export const memberIds = [101, 102, 103] as const;
export const coordinatorIds = [201, 202, 203] as const;

/** In each of three cities a member who owes one indicator for many quarters, and a coordinator who is told. */
export async function fillReportingCountry({ db, ...database }: Database): Promise<void> {
  await prepare({ db, ...database });
  await createPeriods(db, { from: '2010-01-01', to: '2025-12-31', kinds: ['quarter'] });
  const later = new Date('2100-01-01T00:00Z');
  await db.period.updateMany({
    data: { opensAt: new Date('2010-01-01T00:00Z'), dueAt: later, locksAt: later },
  });
  for (const [index, cityId] of cities.entries()) {
    const { workingGroupId } = await db.city.findUniqueOrThrow({ where: { id: cityId } });
    await createPerson(db, {
      telegramId: memberIds[index] ?? 0,
      cityId,
      fullName: `Мүше ${index}`,
      roles: [{ role: 'member', workingGroupId }],
      assignments: [{ cityId, kpiCode: 'UTL-04' }],
    });
    await createPerson(db, {
      telegramId: coordinatorIds[index] ?? 0,
      cityId,
      fullName: `Үйлестіруші ${index}`,
      roles: [{ role: 'coordinator', workingGroupId }],
    });
  }
}

/** What must be true of the effects, whatever happened to the processes that brought them about. */
export interface Effects {
  /** Values by member, in the order in which they were taken. */
  submitted: Record<number, string[]>;
  /** Values that have more than one version. */
  repeated: number;
  /** Audit events of submitted values. */
  audited: number;
  /** Messages to reviewers, by state. */
  owed: Record<string, number>;
  brokenChains: number;
  unfinishedUpdates: number;
  givenUpUpdates: number;
}

export async function readEffects({ db }: Database): Promise<Effects> {
  const versions = await db.submissionVersion.findMany({
    orderBy: { id: 'asc' },
    select: { value: true, number: true, submittedById: true },
  });
  const identities = await db.identity.findMany();
  const telegramIds = new Map(identities.map(({ personId, externalId }) => [personId, Number(externalId)]));
  const submitted: Record<number, string[]> = Object.fromEntries(memberIds.map((id) => [id, []]));
  for (const { value, submittedById } of versions) {
    submitted[telegramIds.get(submittedById ?? 0) ?? 0]?.push(value?.toString() ?? '');
  }
  const owed = await db.outboxMessage.groupBy({
    by: ['state'],
    where: { kind: 'value.toReview' },
    _count: { _all: true },
  });
  return {
    submitted,
    repeated: versions.filter(({ number }) => number > 1).length,
    audited: await db.auditEvent.count({ where: { kind: 'value.submitted' } }),
    owed: Object.fromEntries(owed.map(({ state, _count }) => [state, _count._all])),
    brokenChains: (await verifyAudit(db)).filter((chain) => chain.kind !== 'whole').length,
    unfinishedUpdates: await db.inboxUpdate.count({ where: { doneAt: null } }),
    givenUpUpdates: await db.inboxUpdate.count({ where: { failure: { not: null } } }),
  };
}
