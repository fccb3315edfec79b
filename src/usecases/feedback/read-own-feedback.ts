import type { FeedbackState, Language } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import type { Named } from '../initiatives/list-initiatives.ts';

/** A feedback as its author sees it. */
export interface OwnFeedback {
  kind: 'feedback';
  id: number;
  number: string;
  state: FeedbackState;
  city: Named;
  sphere: Named | null;
  initiative: { id: number; titleKk: string; titleRu: string } | null;
  mark: number | null;
  topic: string | null;
  text: string | null;
  hasPlace: boolean;
  language: Language;
  createdAt: Date;
  /** ISO date until the end of which an answer is promised. */
  dueOn: string;
  answerKk: string | null;
  answerRu: string | null;
  answeredAt: Date | null;
}

/** A person's own feedback by its id or number; `notFound` also where it is somebody else's. */
export async function readOwnFeedback(
  deps: Deps,
  input: { personId: number } & ({ id: number } | { number: string }),
): Promise<OwnFeedback | { kind: 'notFound' }> {
  const found = await deps.db.feedback.findFirst({
    where: { authorId: input.personId, ...('id' in input ? { id: input.id } : { number: input.number }) },
    select: ownSelection,
  });
  return found === null ? { kind: 'notFound' } : toOwn(found);
}

/** A person's own feedback, a page of it, the newest first. `page` counts from 0 and is brought into range. */
export async function listOwnFeedback(
  deps: Deps,
  input: { personId: number; page: number; pageSize: number },
): Promise<{ items: OwnFeedback[]; total: number; page: number; pages: number }> {
  const where = { authorId: input.personId };
  const total = await deps.db.feedback.count({ where });
  const pages = Math.max(1, Math.ceil(total / input.pageSize));
  const page = Math.min(Math.max(input.page, 0), pages - 1);
  const rows = await deps.db.feedback.findMany({
    where,
    select: ownSelection,
    orderBy: { id: 'desc' },
    skip: page * input.pageSize,
    take: input.pageSize,
  });
  return { items: rows.map(toOwn), total, page, pages };
}

const ownSelection = {
  id: true,
  number: true,
  state: true,
  city: { select: { id: true, shortKk: true, shortRu: true } },
  sphere: { select: { id: true, nameKk: true, nameRu: true } },
  initiative: { select: { id: true, titleKk: true, titleRu: true } },
  mark: true,
  topic: true,
  text: true,
  lat: true,
  language: true,
  createdAt: true,
  dueOn: true,
  answerKk: true,
  answerRu: true,
  answeredAt: true,
} as const;

interface Row extends Omit<OwnFeedback, 'kind' | 'city' | 'hasPlace'> {
  city: { id: string; shortKk: string; shortRu: string };
  lat: number | null;
}

function toOwn({ city, lat, ...row }: Row): OwnFeedback {
  return {
    ...row,
    kind: 'feedback',
    city: { id: city.id, nameKk: city.shortKk, nameRu: city.shortRu },
    hasPlace: lat !== null,
  };
}
