import type { Obligation } from '../../domain/reminders/obligation.ts';
import type { Tx } from '../../storage/database.ts';
import { type NameBook, readNames } from '../reporting/read-names.ts';
import type { Names } from '../reporting/value-slot.ts';

/** What an obligation is about, by names that a person can read. */
export type OwedThing =
  | {
      kind: 'report';
      cityId: string;
      city: Names;
      kpiCode: string;
      kpi: Names;
      periodId: number;
      periodKey: string;
    }
  /** `count` values of a group wait. */
  | { kind: 'review' | 'verification'; count: number; workingGroupId: string; periodKey: string }
  /** `count` feedbacks wait. */
  | { kind: 'answer'; count: number; workingGroupId: string }
  | { kind: 'milestone'; initiativeId: number; city: Names; title: Names }
  | { kind: 'publication'; city: Names }
  | { kind: 'calendarData'; year: number };

/** The same obligations with their names, in the same order; those whose subject is gone have none. A few queries. */
export async function describeObligations(
  tx: Tx,
  obligations: readonly Obligation[],
): Promise<(OwedThing | undefined)[]> {
  const subjects = obligations.map(({ subject }) => subject);
  const names = await readNames(tx, {
    cityIds: subjects.flatMap(({ cityId }) => cityId ?? []),
    kpiCodes: subjects.flatMap(({ kpiCode }) => kpiCode ?? []),
  });
  const titles = await readTitles(
    tx,
    subjects.flatMap(({ initiativeId }) => initiativeId ?? []),
  );
  return obligations.map((obligation) => thingOf(obligation, names, titles));
}

function thingOf(
  { kind, count, subject }: Obligation,
  names: NameBook,
  titles: ReadonlyMap<number, Names>,
): OwedThing | undefined {
  const { cityId = '', kpiCode = '', periodId = 0, periodKey = '', workingGroupId = '' } = subject;
  switch (kind) {
    case 'report': {
      const city = names.city(cityId);
      return { kind, cityId, city, kpiCode, kpi: names.kpi(kpiCode), periodId, periodKey };
    }
    case 'review':
    case 'verification':
      return { kind, count, workingGroupId, periodKey };
    case 'answer':
      return { kind, count, workingGroupId };
    case 'milestone': {
      const { initiativeId = 0 } = subject;
      const title = titles.get(initiativeId);
      return title && { kind, initiativeId, city: names.city(cityId), title };
    }
    case 'publication':
      return { kind, city: names.city(cityId) };
    case 'calendarData':
      return { kind, year: subject.year ?? 0 };
  }
}

async function readTitles(tx: Tx, ids: readonly number[]): Promise<Map<number, Names>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.initiative.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, titleKk: true, titleRu: true },
  });
  return new Map(rows.map(({ id, titleKk, titleRu }) => [id, { kk: titleKk, ru: titleRu }]));
}
