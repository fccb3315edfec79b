import type { Html } from '../../i18n/html.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { OwedThing } from '../../usecases/obligations/describe-obligations.ts';
import type { DigestGroup } from '../../usecases/reminders/read-digest.ts';
import { countOf, whatToDo } from '../owed-words.ts';

/** Deadlines that get a line of their own; the things of later ones are only counted. */
const mostLines = 4;
/** Lines of what others are late with. */
const mostLateLines = 3;

type Report = Extract<OwedThing, { kind: 'report' }>;

/** What a person owes and by when, one line for each deadline; then what others are late with. */
export function digestLines(
  t: Translate,
  { groups, lateOfOthers }: { groups: readonly DigestGroup[]; lateOfOthers: readonly DigestGroup[] },
): Html[] {
  const own = ownLines(t, groups);
  const late = lateLines(t, lateOfOthers);
  const isPressing = late.length > 0 || groups.some(({ isOverdue }) => isOverdue);
  const [first, ...rest] = [...own, ...late];
  if (first === undefined) return [];
  return [`${isPressing ? '⚠️' : '⏰'} ${first}` as Html, ...rest];
}

/** The reports of these groups. */
export function reportsOf(groups: readonly DigestGroup[]): Report[] {
  return groups.flatMap(({ items }) => items.filter((thing) => thing.kind === 'report'));
}

/** How many cities are named by what is owed for a city. */
export function countCities(reports: readonly Report[]): number {
  return new Set(reports.map(({ cityId }) => cityId)).size;
}

function ownLines(t: Translate, groups: readonly DigestGroup[]): Html[] {
  const namesCities = countCities(reportsOf(groups)) > 1;
  const deadlines = byDeadline(groups);
  const shown = deadlines.slice(0, mostLines);
  const lines = shown.map((sameDay) => {
    const what = sameDay.map(({ items }) => whatToDo(t, items, namesCities)).join('; ');
    return lineOf(t, sameDay[0], what);
  });
  const lastOverdue = shown.findLastIndex(([{ isOverdue, kind }]) => isOverdue && kind === 'report');
  if (lastOverdue >= 0) {
    lines[lastOverdue] = `${lines[lastOverdue]} ${t('reminders:overdueNote')}` as Html;
  }
  const later = deadlines.slice(mostLines).flat();
  const count = countOf(later.flatMap(({ items }) => items));
  if (count > 0) {
    const areReports = later.every(({ kind }) => kind === 'report');
    lines.push(t(areReports ? 'reminders:laterOnes' : 'reminders:moreThings', { count }));
  }
  return lines;
}

type Deadline = [DigestGroup, ...DigestGroup[]];

/** What is due at the same time stands in one line; reports in one of their own, for more is said of them. */
function byDeadline(groups: readonly DigestGroup[]): Deadline[] {
  const deadlines = new Map<string, Deadline>();
  for (const group of groups) {
    const key = `${group.kind === 'report'}|${group.dueOn}|${group.dueTime}`;
    const known = deadlines.get(key);
    if (known === undefined) deadlines.set(key, [group]);
    else known.push(group);
  }
  return [...deadlines.values()];
}

function lineOf(t: Translate, group: DigestGroup, what: string): Html {
  if (group.isOverdue) return t('reminders:overdue', { day: group.dueOn, what });
  if (group.workingDaysLeft <= 0) return t('reminders:today', { time: group.dueTime, what });
  return t('reminders:left', { count: group.workingDaysLeft, day: group.dueOn, what });
}

/** What others are late with, and by how much: that is why it is told. */
function lateLines(t: Translate, groups: readonly DigestGroup[]): Html[] {
  const lines = groups.flatMap((group) => {
    const days = t.plain('reminders:late.days', { count: -group.workingDaysLeft });
    if (group.kind !== 'report') {
      const what = whatToDo(t, group.items, false);
      return [{ html: t('reminders:late.thing', { what, days }), count: 1 }];
    }
    const reports = reportsOf([group]);
    const cityIds = [...new Set(reports.map(({ cityId }) => cityId))];
    return cityIds.map((cityId) => {
      const ofCity = reports.filter((report) => report.cityId === cityId);
      const city = ofCity[0]?.city[t.language] ?? cityId;
      const html = t('reminders:late.reports', { city, count: ofCity.length, days });
      return { html, count: ofCity.length };
    });
  });
  const more = lines.slice(mostLateLines).reduce((sum, { count }) => sum + count, 0);
  const shown = lines.slice(0, mostLateLines).map(({ html }) => html);
  return more > 0 ? [...shown, t('reminders:late.more', { more })] : shown;
}
