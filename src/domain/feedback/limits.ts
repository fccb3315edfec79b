import { instantAt, localDateTime } from '../calendar/time-zone.ts';

export type FeedbackLimitDecision =
  | { kind: 'ok'; left: number }
  /** The day's number is used up; `againAt` is the first instant of tomorrow. */
  | { kind: 'tooMany'; perDay: number; againAt: Date };

/** Whether a person who sent feedback at some instants may send another; `left` counts what remains after it. */
export function decideFeedbackLimit(question: {
  sentAt: readonly Date[];
  now: Date;
  zone: string;
  /** Feedbacks that one person may send in a local day. */
  perDay: number;
}): FeedbackLimitDecision {
  const { sentAt, now, zone, perDay } = question;
  const today = localDateTime(now, zone).toPlainDate();
  const sentToday = sentAt.filter((instant) =>
    localDateTime(instant, zone).toPlainDate().equals(today),
  ).length;
  if (sentToday < perDay) return { kind: 'ok', left: perDay - sentToday - 1 };
  return { kind: 'tooMany', perDay, againAt: instantAt(today.add({ days: 1 }), '00:00', zone) };
}
