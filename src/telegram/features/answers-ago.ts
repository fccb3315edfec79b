import type { Turn } from '../turn.ts';

/** How long ago something was, in the largest whole unit: «5 минут бұрын». */
export function agoIn({ t }: Pick<Turn, 't'>, then: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (minutes < 1) return t.plain('common:justNow');
  if (minutes < 60) return t.plain('common:minutesAgo', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 24
    ? t.plain('common:hoursAgo', { count: hours })
    : t.plain('common:daysAgo', { count: Math.floor(hours / 24) });
}
