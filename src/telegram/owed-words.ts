import { nameInSentence } from '../i18n/name-in-sentence.ts';
import type { Translate } from '../i18n/translate.ts';
import type { OwedThing } from '../usecases/obligations/describe-obligations.ts';

/** Things that are named; the others are only counted. */
const mostNames = 5;

/**
 * What is to be done, within a sentence: the names of reports, else the deed with its count. All things are of one
 * kind. `namesCities`: reports stand with their cities.
 */
export function whatToDo(t: Translate, things: readonly OwedThing[], namesCities: boolean): string {
  const [first] = things;
  if (first === undefined) return '';
  switch (first.kind) {
    case 'report':
      return namesOfReports(
        t,
        things.filter((thing) => thing.kind === 'report'),
        namesCities,
      );
    case 'review':
    case 'verification':
    case 'answer':
      return t.plain(`reminders:what.${first.kind}`, { count: countOf(things) });
    case 'milestone':
      return things.length === 1
        ? t.plain('reminders:what.milestone', { title: first.title[t.language] })
        : t.plain('reminders:what.milestones', { count: things.length });
    case 'publication':
      return things.length === 1
        ? t.plain('reminders:what.publication', { city: first.city[t.language] })
        : t.plain('reminders:what.publications', { count: things.length });
    case 'calendarData':
      return things
        .flatMap((thing) => (thing.kind === 'calendarData' ? [String(thing.year)] : []))
        .map((year) => t.plain('reminders:what.calendarData', { year }))
        .join(', ');
  }
}

/** How many things these are, joined ones counted apart. */
export function countOf(things: readonly OwedThing[]): number {
  return things.reduce((sum, thing) => sum + ('count' in thing ? thing.count : 1), 0);
}

type Report = Extract<OwedThing, { kind: 'report' }>;

/** The names of the first few values, with their cities where the message has several. */
function namesOfReports(t: Translate, reports: readonly Report[], namesCities: boolean): string {
  const named = reports.slice(0, mostNames);
  const nameOf = ({ kpi }: Report) => nameInSentence(kpi[t.language]);
  const cityOf = ({ city }: Report) => city[t.language];
  const names = namesCities
    ? [...new Set(named.map(cityOf))]
        .map((city) => {
          const ofCity = named.filter((report) => cityOf(report) === city).map(nameOf);
          return t.plain('reminders:ofCity', { city, names: ofCity.join(', ') });
        })
        .join('; ')
    : named.map(nameOf).join(', ');
  const more = reports.length - named.length;
  return more > 0 ? t.plain('reminders:andMore', { names, more }) : names;
}
