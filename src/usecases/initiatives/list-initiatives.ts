import type { InitiativeState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';

/** A name of a place, a sphere or an office in both languages. */
export interface Named {
  id: string;
  nameKk: string;
  nameRu: string;
}

export interface InitiativeLine {
  id: number;
  /** Its number in the whole list, from 1. */
  number: number;
  titleKk: string;
  titleRu: string;
  state: InitiativeState;
  /** 0 to 100. */
  progress: number;
}

export type InitiativeList =
  | {
      kind: 'list';
      /** Short names: «Орал». */
      city: Named;
      /** The sphere that the list is narrowed to; null for all. */
      sphere: Named | null;
      /** The spheres in which the city has initiatives, with how many. */
      spheres: (Named & { count: number })[];
      lines: InitiativeLine[];
      total: number;
      /** From 0; a page beyond the last one is the last one. */
      page: number;
      pages: number;
    }
  | { kind: 'unknownCity' };

/** What goes on comes first, what is over last; within a state, the nearest deadline first. */
const order: readonly InitiativeState[] = ['late', 'in_progress', 'planned', 'done', 'stopped'];

/**
 * The initiatives of a city, a page of them, in one sphere or (also where that sphere is unknown) in all.
 * Outcomes: `list`, `unknownCity`.
 */
export async function listInitiatives(
  deps: Deps,
  input: { cityId: string; sphereId: string | null; page: number; pageSize: number },
): Promise<InitiativeList> {
  const city = await deps.db.city.findUnique({
    where: { id: input.cityId },
    select: { id: true, shortKk: true, shortRu: true },
  });
  if (city === null) return { kind: 'unknownCity' };
  const all = await deps.db.initiative.findMany({
    where: { cityId: city.id },
    select: {
      id: true,
      titleKk: true,
      titleRu: true,
      state: true,
      progress: true,
      dueOn: true,
      sphere: { select: { id: true, nameKk: true, nameRu: true, position: true } },
    },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  const counts = new Map<string, Named & { count: number; position: number }>();
  for (const { sphere } of all) {
    const known = counts.get(sphere.id);
    if (known === undefined) counts.set(sphere.id, { ...sphere, count: 1 });
    else known.count += 1;
  }
  const sphere = counts.get(input.sphereId ?? '') ?? null;
  const chosen = all
    .filter((initiative) => sphere === null || initiative.sphere.id === sphere.id)
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const pages = Math.max(1, Math.ceil(chosen.length / input.pageSize));
  const page = Math.min(Math.max(input.page, 0), pages - 1);
  const first = page * input.pageSize;
  return {
    kind: 'list',
    city: { id: city.id, nameKk: city.shortKk, nameRu: city.shortRu },
    sphere,
    spheres: [...counts.values()].sort((a, b) => a.position - b.position),
    lines: chosen
      .slice(first, first + input.pageSize)
      .map(({ id, titleKk, titleRu, state, progress }, index) => ({
        id,
        number: first + index + 1,
        titleKk,
        titleRu,
        state,
        progress,
      })),
    total: chosen.length,
    page,
    pages,
  };
}
