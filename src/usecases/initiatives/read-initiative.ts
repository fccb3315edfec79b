import type { InitiativeState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import type { Named } from './list-initiatives.ts';

/** A measurable result; values are decimal texts. */
export interface IndicatorLine {
  nameKk: string;
  nameRu: string;
  unit: { id: string; labelKk: string; labelRu: string } | null;
  start: string | null;
  target: string;
  current: string | null;
}

export interface InitiativeCard {
  kind: 'initiative';
  id: number;
  code: string;
  titleKk: string;
  titleRu: string;
  descriptionKk: string;
  descriptionRu: string;
  executorKk: string;
  executorRu: string;
  state: InitiativeState;
  progress: number;
  /** ISO dates. */
  startsOn: string;
  dueOn: string;
  isDemo: boolean;
  city: Named;
  sphere: Named;
  indicators: IndicatorLine[];
  /** What citizens gave it: how many marks of 1 to 5, and their mean with one decimal; null without any. */
  marks: { count: number; mean: string } | null;
  /** Whether the person who looks follows it. */
  isFollowed: boolean;
}

/** An initiative as anybody may see it, by its row id or its public code. Outcomes: `initiative`, `notFound`. */
export async function readInitiative(
  deps: Deps,
  input: { personId: number } & ({ id: number } | { code: string }),
): Promise<InitiativeCard | { kind: 'notFound' }> {
  const { db } = deps;
  const found = await db.initiative.findUnique({
    where: 'id' in input ? { id: input.id } : { code: input.code },
    include: {
      city: { select: { id: true, shortKk: true, shortRu: true } },
      sphere: { select: { id: true, nameKk: true, nameRu: true } },
      indicators: { orderBy: { position: 'asc' } },
      follows: { where: { personId: input.personId }, select: { id: true } },
    },
  });
  if (found === null) return { kind: 'notFound' };
  const units = await db.unit.findMany({
    where: { id: { in: found.indicators.flatMap(({ unitId }) => unitId ?? []) } },
  });
  const marks = await db.feedback.aggregate({
    where: { initiativeId: found.id, hiddenAt: null, mark: { not: null } },
    _count: { mark: true },
    _sum: { mark: true },
  });
  return {
    kind: 'initiative',
    id: found.id,
    code: found.code,
    titleKk: found.titleKk,
    titleRu: found.titleRu,
    descriptionKk: found.descriptionKk,
    descriptionRu: found.descriptionRu,
    executorKk: found.executorKk,
    executorRu: found.executorRu,
    state: found.state,
    progress: found.progress,
    startsOn: found.startsOn,
    dueOn: found.dueOn,
    isDemo: found.isDemo,
    city: { id: found.city.id, nameKk: found.city.shortKk, nameRu: found.city.shortRu },
    sphere: found.sphere,
    indicators: found.indicators.map((indicator) => {
      const unit = units.find(({ id }) => id === indicator.unitId);
      return {
        nameKk: indicator.nameKk,
        nameRu: indicator.nameRu,
        unit: unit === undefined ? null : { id: unit.id, labelKk: unit.kk, labelRu: unit.ru },
        start: indicator.start?.toFixed() ?? null,
        target: indicator.target.toFixed(),
        current: indicator.current?.toFixed() ?? null,
      };
    }),
    marks: meanOf(marks._sum.mark, marks._count.mark),
    isFollowed: found.follows.length > 0,
  };
}

/** Rounded half up to tenths, by whole numbers, so that 4.25 is 4.3 whatever binary makes of it. */
function meanOf(sum: number | null, count: number): { count: number; mean: string } | null {
  if (sum === null || count === 0) return null;
  const tenths = Math.floor((20 * sum + count) / (2 * count));
  return { count, mean: `${Math.floor(tenths / 10)}.${tenths % 10}` };
}
