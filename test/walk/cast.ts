import type { Language } from '../../src/i18n/language.ts';
import type { Db } from '../../src/storage/database.ts';
import { createInitiative } from '../setup/initiatives.ts';
import { createPerson, type NewPerson } from '../setup/people.ts';
import { createPeriods } from '../setup/periods.ts';

/** Where the walk begins: two working days before the reports of the third quarter are due. */
export const walkStart = '2026-10-12T10:00+05:00';

const west = 'wg_west_kazakhstan';
const astana = 'wg_astana';
/** Has more rated cities than one screen shows. */
const akmola = 'wg_akmola';

/** Somebody of the cast, by their messenger id. */
export interface CastMember {
  userId: number;
  language: Language;
  /** Whether they have used the bot before. */
  isKnown: boolean;
}

type Part = NewPerson & { telegramId: number; language: Language };

/** Every role in both languages; a group with two coordinators, and one with a single one. */
const parts: readonly Part[] = [
  { telegramId: 1001, language: 'kk', cityId: 'oral' },
  { telegramId: 1002, language: 'ru', cityId: 'oral' },
  { telegramId: 1003, language: 'kk' },
  { telegramId: 1004, language: 'ru', cityId: 'astana' },
  {
    telegramId: 1101,
    language: 'kk',
    cityId: 'oral',
    fullName: 'Данияр Ахметов',
    post: 'Бас маман',
    roles: [{ role: 'member', workingGroupId: west }],
    assignments: [{ cityId: 'oral', sphereId: 'utilities' }],
  },
  {
    telegramId: 1104,
    language: 'ru',
    cityId: 'oral',
    fullName: 'Иван Петров',
    post: 'Инженер',
    roles: [{ role: 'member', workingGroupId: west }],
    assignments: [{ cityId: 'oral', sphereId: 'utilities' }],
  },
  {
    telegramId: 1105,
    language: 'kk',
    cityId: 'oral',
    fullName: 'Марат Оспанов',
    post: 'Инспектор',
    roles: [{ role: 'member', workingGroupId: west }],
    assignments: [{ cityId: 'oral', sphereId: 'safety' }],
  },
  {
    telegramId: 1102,
    language: 'ru',
    cityId: 'oral',
    fullName: 'Ольга Ли',
    post: 'Эколог',
    roles: [{ role: 'member', workingGroupId: west }],
    assignments: [
      { cityId: 'oral', sphereId: 'ecology' },
      { cityId: 'oral', sphereId: 'transport' },
    ],
  },
  {
    telegramId: 1103,
    language: 'kk',
    cityId: 'astana',
    fullName: 'Болат Серік',
    post: 'Маман',
    roles: [{ role: 'member', workingGroupId: astana }],
    assignments: [
      { cityId: 'astana', sphereId: 'utilities' },
      { cityId: 'astana', sphereId: 'transport' },
    ],
  },
  {
    telegramId: 1106,
    language: 'ru',
    cityId: 'kokshetau',
    fullName: 'Игорь Сомов',
    post: 'Мастер участка',
    roles: [{ role: 'member', workingGroupId: akmola }],
    assignments: [{ cityId: 'kokshetau', kpiCode: 'UTL-04' }],
  },
  {
    telegramId: 1201,
    language: 'kk',
    cityId: 'oral',
    fullName: 'Гүлнар Омарова',
    post: 'Әкімнің орынбасары',
    roles: [{ role: 'coordinator', workingGroupId: west, isHead: true }],
  },
  {
    telegramId: 1202,
    language: 'ru',
    cityId: 'oral',
    fullName: 'Елена Ким',
    post: 'Руководитель управления',
    roles: [{ role: 'coordinator', workingGroupId: west }],
  },
  {
    telegramId: 1203,
    language: 'ru',
    cityId: 'astana',
    fullName: 'Тимур Ким',
    post: 'Руководитель аппарата',
    roles: [{ role: 'coordinator', workingGroupId: astana, isHead: true }],
  },
  {
    telegramId: 1204,
    language: 'kk',
    cityId: 'kokshetau',
    fullName: 'Айгүл Бекова',
    post: 'Әкімнің орынбасары',
    roles: [{ role: 'coordinator', workingGroupId: akmola, isHead: true }],
  },
  {
    telegramId: 1205,
    language: 'ru',
    cityId: 'kokshetau',
    fullName: 'Сергей Волков',
    post: 'Заместитель акима',
    roles: [{ role: 'coordinator', workingGroupId: akmola }],
  },
  {
    telegramId: 1301,
    language: 'ru',
    cityId: 'oral',
    fullName: 'Пётр Наблюдатель',
    post: 'Депутат',
    roles: [{ role: 'observer', workingGroupId: west }],
  },
  {
    telegramId: 1302,
    language: 'kk',
    cityId: 'oral',
    fullName: 'Сәуле Бақылаушы',
    post: 'Ғалым',
    roles: [{ role: 'observer', workingGroupId: west }],
  },
  {
    telegramId: 1401,
    language: 'kk',
    fullName: 'Нұрлан Уәкіл',
    post: 'Сарапшы',
    roles: [{ role: 'authority' }],
  },
  {
    telegramId: 1402,
    language: 'ru',
    fullName: 'Анна Орлова',
    post: 'Эксперт',
    roles: [{ role: 'authority' }],
  },
  {
    telegramId: 1501,
    language: 'kk',
    fullName: 'Әсел Әкімші',
    post: 'Әкімші',
    roles: [{ role: 'administrator' }],
  },
];

/** Who writes to the bot for the first time; the first of them is an administrator by the configuration. */
const newcomers: readonly { userId: number; language: Language }[] = [
  { userId: 900, language: 'ru' },
  { userId: 2001, language: 'kk' },
  { userId: 2002, language: 'ru' },
  { userId: 2003, language: 'kk' },
  { userId: 2004, language: 'ru' },
];

/** Puts the cast, earlier reports and some initiatives into the database. Answers everybody who walks. */
export async function prepareCast(db: Db, { mirrored }: { mirrored: boolean }): Promise<CastMember[]> {
  const inTheirs = (language: Language): Language =>
    mirrored ? (language === 'kk' ? 'ru' : 'kk') : language;
  for (const part of parts) await createPerson(db, { ...part, language: inTheirs(part.language) });
  // Colleagues who never write, so that a list of people has more than one page.
  for (let number = 1; number <= 9; number += 1) {
    await createPerson(db, {
      fullName: `Серіктес ${['А', 'Б', 'В', 'Г', 'Д', 'Е', 'Ж', 'З', 'И'][number - 1]}`,
      roles: [{ role: 'member', workingGroupId: astana }],
    });
  }
  await createPeriods(db, { from: '2025-12-31', to: '2026-09-30' });
  await reportEarlierQuarters(db);
  for (const sphereId of ['transport', 'utilities', 'ecology']) {
    for (const cityId of ['oral', 'astana']) {
      for (const state of ['in_progress', 'planned', 'done'] as const) {
        await createInitiative(db, { cityId, sphereId, state, progress: progressOf[state] });
      }
    }
  }
  // Of one the coordinators are reminded, and so many deadlines need a second page.
  for (const dueOn of ['2026-10-15', '2026-11-20']) await createInitiative(db, { cityId: 'astana', dueOn });
  return [
    ...parts.map(({ telegramId, language }) => ({ userId: telegramId, language, isKnown: true })),
    ...newcomers.map((newcomer) => ({ ...newcomer, isKnown: false })),
  ].map((member) => ({ ...member, language: inTheirs(member.language) }));
}

const progressOf = { planned: 0, in_progress: 40, done: 100 };

/** Values of earlier periods, so that something new can look odd beside them. */
async function reportEarlierQuarters(db: Db): Promise<void> {
  const definitions = await db.kpiDefinition.findMany({ where: { version: { active: true } } });
  const periods = await db.period.findMany({ where: { endsOn: { lt: '2026-08-01' } } });
  let count = 0;
  for (const cityId of ['oral', 'astana']) {
    for (const definition of definitions.filter(({ position }) => position % 2 === 0)) {
      for (const period of periods.filter(({ kind }) => kind === definition.period)) {
        count += 1;
        await db.submission.create({
          data: {
            cityId,
            kpiCode: definition.kpiCode,
            periodId: period.id,
            newest: 1,
            versions: {
              create: {
                number: 1,
                value: definition.min.plus(definition.max).div(2).toDecimalPlaces(definition.decimals),
                state: 'approved',
                receipt: `rc_WALK${String(count).padStart(4, '0')}`,
                actionKey: `walk:${count}`,
                isOnTime: true,
                submittedAt: period.dueAt,
                decidedAt: period.dueAt,
              },
            },
          },
        });
      }
    }
  }
}
