import type { Temporal } from 'temporal-polyfill';
import { instantAt, localDateTime } from '../../src/domain/calendar/time-zone.ts';
import { createWorkingCalendar } from '../../src/domain/calendar/working-calendar.ts';
import { reportingSchedule } from '../../src/domain/kpi/period.ts';
import type { Kpi, Methodology } from '../../src/domain/methodology/methodology.ts';
import type { Language } from '../../src/i18n/language.ts';
import type { Script } from './cast.ts';
import type { TourClient } from './client.ts';
import type { Person } from './person.ts';

/** The story is told over the quarter whose report is due in January. */
export const quarter = '2026-Q4';

/** One cast at work. */
export interface Cast {
  language: Language;
  script: Script;
  citizen: Person;
  coordinator: Person;
  member: Person;
  administrator: Person;
  /** Names as the methodology has them, in the cast's language. */
  city: { short: string; button: string };
  group: { button: string };
  sphere: string;
  /** The KPIs that the member answers for and that are reported by quarters, in the order of the catalogue. */
  kpis: readonly Kpi[];
  /** What one scene leaves to the next. */
  memory: Map<string, string>;
}

/** The KPI that a part of the story is about. */
export function kpiOf({ kpis }: Pick<Cast, 'kpis'>, code: string): Kpi {
  const kpi = kpis.find((each) => each.code === code);
  if (kpi === undefined) throw new Error(`The story reports no KPI ${code}`);
  return kpi;
}

/** Its short name, as the cast reads it. */
export function nameOf(cast: Pick<Cast, 'kpis' | 'language'>, code: string): string {
  return kpiOf(cast, code).shortName[cast.language];
}

/** Where and when the story is played. */
export interface Stage {
  client: TourClient;
  casts: readonly Cast[];
  /** Lets minutes pass. */
  wait(minutes: number): Promise<void>;
  /** Moves the clock to a local time of the day that lies so many working days before the deadline. */
  moveToWorkingDayBefore(days: number, time: string): Promise<void>;
  /** Moves the clock to a local time, so many days from today. */
  moveByDays(days: number, time: string): Promise<void>;
  moveJustAfter(instant: Date): Promise<void>;
  dueAt: Date;
  locksAt: Date;
}

/** A scene: what it proves, how the clock is moved first, and what each cast then does. */
export interface Scene {
  title: string;
  begin?(stage: Stage): Promise<void>;
  play(cast: Cast, stage: Stage): Promise<void>;
}

/** The stage on which the casts play, by the calendar and the deadlines of the methodology. */
export function createStage(client: TourClient, methodology: Methodology, casts: readonly Cast[]): Stage {
  const zone = methodology.reporting.timeZone;
  const calendar = createWorkingCalendar(
    methodology.calendar.map(({ weekdayDaysOff, ...year }) => ({ ...year, daysOff: weekdayDaysOff })),
  );
  const { dueOn, dueAt, locksAt } = reportingSchedule({
    key: quarter,
    calendar,
    rules: methodology.reporting,
    zone,
  });

  async function moveTo(instant: Date): Promise<void> {
    const now = await client.now();
    if (instant <= now) throw new RangeError(`The story cannot go back from ${now.toISOString()}`);
    await client.moveClock({ advanceMs: instant.getTime() - now.getTime() });
  }

  return {
    client,
    casts,
    dueAt,
    locksAt,
    wait: async (minutes) => void (await client.moveClock({ advanceMs: minutes * 60_000 })),
    moveToWorkingDayBefore: (days, time) =>
      moveTo(instantAt(days === 0 ? dueOn : calendar.addWorkingDays(dueOn, -days), time, zone)),
    async moveByDays(days, time) {
      const today: Temporal.PlainDate = localDateTime(await client.now(), zone).toPlainDate();
      await moveTo(instantAt(today.add({ days }), time, zone));
    },
    moveJustAfter: (instant) => moveTo(new Date(instant.getTime() + 1_000)),
  };
}
