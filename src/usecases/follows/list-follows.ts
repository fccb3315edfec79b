import type { InitiativeState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';

export interface FollowedInitiative {
  id: number;
  titleKk: string;
  titleRu: string;
  cityKk: string;
  cityRu: string;
  state: InitiativeState;
  progress: number;
}

/** What a person follows, a page of it, the newest first. `page` counts from 0 and is brought into range. */
export async function listFollows(
  deps: Deps,
  input: { personId: number; page: number; pageSize: number },
): Promise<{ items: FollowedInitiative[]; total: number; page: number; pages: number }> {
  const where = { personId: input.personId, initiativeId: { not: null } };
  const total = await deps.db.follow.count({ where });
  const pages = Math.max(1, Math.ceil(total / input.pageSize));
  const page = Math.min(Math.max(input.page, 0), pages - 1);
  const follows = await deps.db.follow.findMany({
    where,
    select: { initiative: { include: { city: { select: { shortKk: true, shortRu: true } } } } },
    orderBy: { id: 'desc' },
    skip: page * input.pageSize,
    take: input.pageSize,
  });
  const items = follows.flatMap(({ initiative }) =>
    initiative === null
      ? []
      : [
          {
            id: initiative.id,
            titleKk: initiative.titleKk,
            titleRu: initiative.titleRu,
            cityKk: initiative.city.shortKk,
            cityRu: initiative.city.shortRu,
            state: initiative.state,
            progress: initiative.progress,
          },
        ],
  );
  return { items, total, page, pages };
}
