import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/language.ts';
import { createPerson } from '../setup/people.ts';
import { buildTown, type Town } from '../setup/town.ts';
import { report } from '../usecases/rating/report.ts';
import { reportWorkedQuarter } from '../usecases/rating/worked-quarter.ts';

const texts = {
  kk: {
    place: [
      '⏰ 3 жұмыс күні қалды (14 қазан): су ысырабы.',
      'Тапсырылса – 1-орын, тапсырылмаса – 3-орын (алдын ала).',
    ],
    points: [
      '⏰ 3 жұмыс күні қалды (14 қазан): нақты уақыттағы маршруттар.',
      'Тапсырылса – 27,50 балл, тапсырылмаса – 0,00 балл (алдын ала).',
    ],
    cities: [
      '⏰ 3 жұмыс күні қалды (14 қазан): Курчатов – нақты уақыттағы маршруттар; Семей – су ысырабы.',
      'Курчатов: тапсырылса – 27,50 балл, тапсырылмаса – 0,00 балл (алдын ала).',
      'Семей: тапсырылса – 68,30 балл, тапсырылмаса – 60,30 балл (алдын ала).',
    ],
  },
  ru: {
    place: [
      '⏰ Осталось 3 рабочих дня (14 октября): потери воды.',
      'Если сдать — 1-е место, если нет — 3-е место (предварительно).',
    ],
    points: [
      '⏰ Осталось 3 рабочих дня (14 октября): маршруты онлайн.',
      'Если сдать — 27,50 балла, если нет — 0,00 балла (предварительно).',
    ],
    cities: [
      '⏰ Осталось 3 рабочих дня (14 октября): Курчатов — маршруты онлайн; Семей — потери воды.',
      'Курчатов: если сдать — 27,50 балла, если нет — 0,00 балла (предварительно).',
      'Семей: если сдать — 68,30 балла, если нет — 60,30 балла (предварительно).',
    ],
  },
} as const;

describe.each(['kk', 'ru'] as const)('what a delay costs, in the reminder (%s)', (language: Language) => {
  let town: Town;
  beforeAll(async () => {
    town = await buildTown({ start: '2026-10-09T10:00+05:00' });
    await reportWorkedQuarter(town.database.db);
  });
  afterAll(async () => {
    expect(town.server.sandbox.calls.filter(({ ok }) => !ok)).toEqual([]);
    await town.close();
  });

  async function remind(
    telegramId: number,
    workingGroupId: string,
    assignments: { cityId: string; kpiCode: string }[],
  ): Promise<string[]> {
    const roles = [{ role: 'member' as const, workingGroupId }];
    await createPerson(town.database.db, { telegramId, language, cityId: 'oral', roles, assignments });
    const member = town.person(telegramId, language);
    await town.after(member.send('/menu'), member);
    await town.app.tick();
    await town.settle();
    return (member.last().text ?? '').replaceAll('\u00a0', ' ').split('\n');
  }

  it('names the place with and without the value', async () => {
    // Taraz carries 30 of the second quarter: 70.30, shared first; with 0 instead 55.30, third.
    const water = [{ cityId: 'taraz', kpiCode: 'UTL-04' }];
    expect(await remind(101, 'wg_zhambyl', water)).toEqual(texts[language].place);
  });

  it('names the points where the place stays', async () => {
    const routes = { cityId: 'kurchatov', kpiCode: 'TRN-01' };
    await report(town.database.db, { ...routes, periodKey: '2026-Q2', value: '82.5' });
    // Last either way: (0 + 0 + 82.5) / 3 against (0 + 0 + 0) / 3
    expect(await remind(102, 'wg_abai', [routes])).toEqual(texts[language].points);
  });

  it('tells it of each city apart', async () => {
    const { db } = town.database;
    const water = { cityId: 'semey', kpiCode: 'UTL-04' };
    const reported = { submission: { ...water, period: { key: '2026-Q3' } } };
    await db.submissionVersion.deleteMany({ where: reported });
    await db.submission.deleteMany({ where: reported.submission });
    // Semey carries 28: (50 + (50 + 80) / 2 + 50 + 100 + 76.5) / 5 against (50 + 25 + 50 + 100 + 76.5) / 5
    const both = [water, { cityId: 'kurchatov', kpiCode: 'TRN-01' }];
    expect(await remind(103, 'wg_abai', both)).toEqual(texts[language].cities);
  });
});
