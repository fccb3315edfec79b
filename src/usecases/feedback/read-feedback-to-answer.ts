import { Temporal } from 'temporal-polyfill';
import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { FeedbackState, Language } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import type { Named } from '../initiatives/list-initiatives.ts';
import { readCalendar } from '../methodology/read-calendar.ts';
import { loadActor } from '../people/actor.ts';
import { answeringGroups } from './answering-groups.ts';

/** A feedback as the officials of its group see it: the number stands for the author. */
export interface FeedbackCard {
  kind: 'feedback';
  id: number;
  number: string;
  state: FeedbackState;
  city: Named;
  sphere: Named | null;
  initiative: { titleKk: string; titleRu: string } | null;
  mark: number | null;
  topic: string | null;
  text: string | null;
  place: { lat: number; lon: number } | null;
  /** In which it was written. */
  language: Language;
  createdAt: Date;
  dueOn: string;
  workingDaysLeft: number;
  answerKk: string | null;
  answerRu: string | null;
  answeredAt: Date | null;
  /** Whether the person who looks gave the answer. */
  isOwnAnswer: boolean;
}

/** Outcomes: `feedback`; `notAllowed` where it is another group's; `notFound`, also where it is hidden. */
export async function readFeedbackToAnswer(
  deps: Deps,
  input: { personId: number; feedbackId: number },
): Promise<FeedbackCard | { kind: 'notAllowed' } | { kind: 'notFound' }> {
  const { db, settings } = deps;
  const now = deps.clock.now();
  const groups = answeringGroups(await loadActor(db, input.personId, now));
  if (groups.length === 0) return { kind: 'notAllowed' };
  const found = await db.feedback.findUnique({
    where: { id: input.feedbackId },
    select: {
      id: true,
      number: true,
      state: true,
      city: { select: { id: true, shortKk: true, shortRu: true, workingGroupId: true } },
      sphere: { select: { id: true, nameKk: true, nameRu: true } },
      initiative: { select: { titleKk: true, titleRu: true } },
      mark: true,
      topic: true,
      text: true,
      lat: true,
      lon: true,
      language: true,
      createdAt: true,
      dueOn: true,
      answerKk: true,
      answerRu: true,
      answeredAt: true,
      answeredById: true,
      hiddenAt: true,
    },
  });
  if (found === null || found.hiddenAt !== null) return { kind: 'notFound' };
  if (!groups.includes(found.city.workingGroupId)) return { kind: 'notAllowed' };
  const { city, lat, lon, hiddenAt: _, answeredById, ...rest } = found;
  const today = localDateTime(now, settings.timeZone).toPlainDate();
  const calendar = await readCalendar(db);
  return {
    ...rest,
    kind: 'feedback',
    city: { id: city.id, nameKk: city.shortKk, nameRu: city.shortRu },
    place: lat === null || lon === null ? null : { lat, lon },
    workingDaysLeft: calendar.workingDaysBetween(today, Temporal.PlainDate.from(rest.dueOn)),
    isOwnAnswer: answeredById === input.personId,
  };
}
