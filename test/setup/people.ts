import type { Db } from '../../src/storage/database.ts';
import type { Language, RoleName } from '../../src/storage/generated/enums.ts';

export interface TestPerson {
  id: number;
  /** Stands for the person in audit events. */
  ref: string;
  fullName: string | null;
}

export interface NewPerson {
  /** Lets the person write to the bot as the sandbox's user of that id. */
  telegramId?: number;
  /** Kazakh, if absent; null for somebody who has not chosen yet. */
  language?: Language | null;
  cityId?: string;
  fullName?: string;
  post?: string;
  roles?: readonly {
    role: RoleName;
    workingGroupId?: string;
    isHead?: boolean;
    startsAt?: Date;
    endsAt?: Date;
  }[];
  /** What the person answers for: a KPI, a sphere, or all KPIs of a city. */
  assignments?: readonly { cityId: string; sphereId?: string; kpiCode?: string }[];
  /** When the person came and their roles began; the start of 2026, if absent. */
  since?: Date;
}

let counter = 0;

/** Puts a person into the database as invitations, settings and assignments would have. */
export async function createPerson(db: Db, input: NewPerson = {}): Promise<TestPerson> {
  const since = input.since ?? new Date('2026-01-01T00:00+05:00');
  counter += 1;
  const person = await db.person.create({
    data: {
      ref: `test-person-${counter}`,
      language: input.language === undefined ? 'kk' : input.language,
      cityId: input.cityId ?? null,
      fullName: input.fullName ?? null,
      post: input.post ?? null,
      createdAt: since,
      seenAt: since,
      ...(input.telegramId === undefined
        ? {}
        : {
            identity: {
              create: { channel: 'telegram', externalId: String(input.telegramId), linkedAt: since },
            },
          }),
      grants: {
        create: (input.roles ?? []).map(({ role, workingGroupId, isHead, startsAt, endsAt }) => ({
          role,
          workingGroupId: workingGroupId ?? null,
          isHead: isHead ?? false,
          startsAt: startsAt ?? since,
          endsAt: endsAt ?? null,
          source: 'cli',
        })),
      },
    },
  });
  for (const { cityId, sphereId, kpiCode } of input.assignments ?? []) {
    const { workingGroupId } = await db.city.findUniqueOrThrow({ where: { id: cityId } });
    await db.assignment.create({
      data: {
        personId: person.id,
        workingGroupId,
        cityId,
        sphereId: sphereId ?? null,
        kpiCode: kpiCode ?? null,
        startsAt: since,
      },
    });
  }
  return { id: person.id, ref: person.ref, fullName: person.fullName };
}
