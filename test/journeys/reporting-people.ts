import type { Language } from '../../src/i18n/language.ts';
import type { MovableClock } from '../setup/clock.ts';
import type { TestDatabase } from '../setup/database.ts';
import { createPerson, type TestPerson } from '../setup/people.ts';
import { createPeriods } from '../setup/periods.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildTown, type Town } from '../setup/town.ts';

export const workingGroup = 'wg_west_kazakhstan';

/** Telegram ids of the people of a reporting town. */
export const ids = {
  member: 101,
  colleague: 102,
  head: 103,
  coordinator: 104,
  observer: 105,
  authority: 106,
  citizen: 1000,
  stranger: 107,
} as const;

export interface ReportingJourney extends Town {
  people: Record<keyof typeof ids, TestPerson>;
  as: Record<keyof typeof ids, Actor>;
  /** Says something, and answers what the bot last said. */
  say(who: Actor, text: string): Promise<string>;
  /** Presses a button, makes sure that the press was answered, and answers the newest message and the note. */
  press(who: Actor, label: string | RegExp): Promise<Seen>;
  /** The same with any callback data on any message. */
  tap(who: Actor, messageId: number, data: string): Promise<Seen>;
  /** Callback data of a button in the newest keyboard that has it. */
  dataOf(who: Actor, label: string | RegExp): { messageId: number; data: string };
  /** Calls of the bot that the server refused. */
  troubles(): unknown[];
}

export interface Seen {
  /** The message that was pressed, as it is now. */
  pressed: string;
  /** The newest message of the bot. */
  last: string;
  /** What the press was answered with. */
  note: string | undefined;
}

/** A text with plain spaces. */
export function plain(text: string | undefined): string {
  return (text ?? '').replaceAll('\u00a0', ' ');
}

/**
 * A town with one working group whose third quarter of 2026 is open: a member who answers for the water and
 * safety of Oral, a colleague for its ecology, two coordinators, and others who may less.
 */
export async function buildReportingTown(language: Language): Promise<ReportingJourney> {
  const town = await buildTown({ start: '2026-10-05T10:00+05:00' });
  const { db } = town.database;
  await createPeriods(db, { from: '2025-01-01', to: '2026-09-30', kinds: ['quarter'] });
  await rememberValues(town.database, town.clock);
  const role = (name: 'member' | 'coordinator' | 'observer', workingGroupId: string = workingGroup) => [
    { role: name, workingGroupId },
  ];
  const everybody = { language };
  const people = {
    member: await createPerson(db, {
      ...everybody,
      telegramId: ids.member,
      fullName: 'Оспанов Марат',
      roles: role('member'),
      assignments: [
        { cityId: 'oral', kpiCode: 'UTL-04' },
        { cityId: 'oral', kpiCode: 'UTL-05' },
        { cityId: 'oral', sphereId: 'safety' },
      ],
    }),
    colleague: await createPerson(db, {
      ...everybody,
      telegramId: ids.colleague,
      fullName: 'Ахметова Сәуле',
      roles: role('member'),
      assignments: [{ cityId: 'oral', sphereId: 'ecology' }],
    }),
    head: await createPerson(db, {
      ...everybody,
      telegramId: ids.head,
      fullName: 'Бекова Айгүл',
      roles: [{ role: 'coordinator', workingGroupId: workingGroup, isHead: true }],
    }),
    coordinator: await createPerson(db, {
      ...everybody,
      telegramId: ids.coordinator,
      fullName: 'Қали Серік',
      roles: role('coordinator'),
    }),
    observer: await createPerson(db, { ...everybody, telegramId: ids.observer, roles: role('observer') }),
    authority: await createPerson(db, {
      ...everybody,
      telegramId: ids.authority,
      roles: [{ role: 'authority' }],
    }),
    citizen: await createPerson(db, { ...everybody, telegramId: ids.citizen }),
    stranger: await createPerson(db, {
      ...everybody,
      telegramId: ids.stranger,
      roles: role('member', 'wg_astana'),
      assignments: [{ cityId: 'astana' }],
    }),
  };
  // The clock stands at the seventh working day before the deadline: here nobody is reminded that early.
  await db.person.updateMany({ data: { reminderProfile: 'light' } });
  const as = Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [name, town.person(id, language)]),
  ) as Record<keyof typeof ids, Actor>;
  // A bot can write to those only who wrote to it first.
  for (const actor of Object.values(as)) await actor.send('/menu');
  await town.settle();
  function find(who: Actor, label: string | RegExp): { messageId: number; data: string } {
    for (const { id, inlineKeyboard } of who.messages().toReversed()) {
      const button = inlineKeyboard
        ?.flat()
        .find(({ text }) => (typeof label === 'string' ? plain(text) === label : label.test(plain(text))));
      if (button?.callbackData !== undefined) return { messageId: id, data: button.callbackData };
    }
    throw new Error(`No button ${label}; the newest are ${JSON.stringify(who.keyboard())}`);
  }
  async function tap(who: Actor, messageId: number, data: string): Promise<Seen> {
    const { id } = await who.tap(messageId, data);
    await town.settle();
    const answer = who.callbackAnswers.find(({ callbackId }) => callbackId === id);
    if (answer === undefined) throw new Error(`The press of ${data} was not answered`);
    return {
      pressed: plain(who.messages().find((message) => message.id === messageId)?.text),
      last: plain(who.last().text),
      note: answer.text === undefined ? undefined : plain(answer.text),
    };
  }
  return {
    ...town,
    people,
    as,
    tap,
    async say(who, text) {
      return plain(await town.after(who.send(text), who));
    },
    press(who, label) {
      const { messageId, data } = find(who, label);
      return tap(who, messageId, data);
    },
    dataOf: find,
    troubles: () => town.server.sandbox.calls.filter(({ ok }) => !ok),
  };
}

async function rememberValues({ db }: TestDatabase, clock: MovableClock): Promise<void> {
  for (const [key, value] of [
    ['2025-Q3', '25.4'],
    ['2025-Q4', '24.1'],
    ['2026-Q1', '23.8'],
    ['2026-Q2', '23'],
  ] as const) {
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key } });
    const version = {
      number: 1,
      value,
      state: 'approved' as const,
      receipt: `rc_${key}`,
      actionKey: key,
      isOnTime: true,
      submittedAt: clock.now(),
      decidedAt: clock.now(),
    };
    await db.submission.create({
      data: { cityId: 'oral', kpiCode: 'UTL-04', periodId, newest: 1, versions: { create: version } },
    });
  }
}
