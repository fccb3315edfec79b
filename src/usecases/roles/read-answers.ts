import type { Tx } from '../../storage/database.ts';
import { inForce } from '../people/in-force.ts';

/** What a person answers for, city by city: the whole of it, or spheres and single KPIs. */
export type Answers = {
  city: { id: string; nameKk: string; nameRu: string };
  isWhole: boolean;
  parts: { id: string; nameKk: string; nameRu: string; isSphere: boolean }[];
}[];

/** What each person of a group answers for at an instant, by the person's id. */
export async function readAnswers(tx: Tx, workingGroupId: string, now: Date): Promise<Map<number, Answers>> {
  const rows = await tx.assignment.findMany({
    where: { workingGroupId, ...inForce(now) },
    include: {
      city: { select: { id: true, shortKk: true, shortRu: true, category: true } },
      sphere: { select: { id: true, nameKk: true, nameRu: true, position: true } },
      kpi: { select: { code: true, definitions: { where: { version: { active: true } } } } },
    },
    orderBy: [
      { city: { category: 'asc' } },
      { cityId: 'asc' },
      { sphere: { position: 'asc' } },
      { id: 'asc' },
    ],
  });
  const people = new Map<number, Answers>();
  for (const { personId, city, sphere, kpi } of rows) {
    const answers = people.get(personId) ?? [];
    people.set(personId, answers);
    let entry = answers.find((one) => one.city.id === city.id);
    if (entry === undefined) {
      entry = {
        city: { id: city.id, nameKk: city.shortKk, nameRu: city.shortRu },
        isWhole: false,
        parts: [],
      };
      answers.push(entry);
    }
    if (sphere === null && kpi === null) entry.isWhole = true;
    else if (sphere !== null)
      entry.parts.push({ id: sphere.id, nameKk: sphere.nameKk, nameRu: sphere.nameRu, isSphere: true });
    else if (kpi !== null) {
      const { shortKk = kpi.code, shortRu = kpi.code } = kpi.definitions[0] ?? {};
      entry.parts.push({ id: kpi.code, nameKk: shortKk, nameRu: shortRu, isSphere: false });
    }
  }
  return people;
}
