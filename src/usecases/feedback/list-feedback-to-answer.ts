import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { FeedbackState } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import type { Named } from '../initiatives/list-initiatives.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { loadActor } from '../people/actor.ts';
import { answeringGroups } from './answering-groups.ts';

export interface FeedbackLine {
  id: number;
  number: string;
  state: FeedbackState;
  city: Named;
  sphere: Named | null;
  initiative: { titleKk: string; titleRu: string } | null;
  dueOn: string;
  /** Until `dueOn`; negative once it has passed. */
  workingDaysLeft: number;
}

export type FeedbackQueue =
  | { kind: 'queue'; items: FeedbackLine[]; total: number; page: number; pages: number }
  | { kind: 'notAllowed' };

const waiting = ['received', 'in_work'] as const;

/**
 * What citizens wrote and wait for an answer to, in the cities of the person's groups, the oldest first.
 * Tells nothing of the authors. Outcomes: `queue`, `notAllowed`.
 */
export async function listFeedbackToAnswer(
  deps: Deps,
  input: { personId: number; page: number; pageSize: number },
): Promise<FeedbackQueue> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const groups = answeringGroups(await loadActor(db, input.personId, now));
  if (groups.length === 0) return { kind: 'notAllowed' };
  const where = waitingIn(groups);
  const total = await db.feedback.count({ where });
  const pages = Math.max(1, Math.ceil(total / input.pageSize));
  const page = Math.min(Math.max(input.page, 0), pages - 1);
  const rows = await db.feedback.findMany({
    where,
    select: {
      id: true,
      number: true,
      state: true,
      dueOn: true,
      city: { select: { id: true, shortKk: true, shortRu: true } },
      sphere: { select: { id: true, nameKk: true, nameRu: true } },
      initiative: { select: { titleKk: true, titleRu: true } },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    skip: page * input.pageSize,
    take: input.pageSize,
  });
  const calendar = await readCalendar(db);
  const today = localDateTime(now, settings.timeZone).toPlainDate();
  const items = rows.map(({ city, ...row }) => ({
    ...row,
    city: { id: city.id, nameKk: city.shortKk, nameRu: city.shortRu },
    workingDaysLeft: calendar.workingDaysBetween(today, Temporal.PlainDate.from(row.dueOn)),
  }));
  return { kind: 'queue', items, total, page, pages };
}

function waitingIn(groups: readonly string[]) {
  return {
    state: { in: [...waiting] },
    hiddenAt: null,
    city: { workingGroupId: { in: [...groups] } },
  };
}
