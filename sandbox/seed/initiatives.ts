import type { Random } from '../../src/domain/random.ts';
import type { Db } from '../../src/storage/database.ts';
import type { InitiativeState } from '../../src/storage/generated/enums.ts';
import { demoCity } from './people.ts';

interface Template {
  sphereId: string;
  isBase: boolean;
  title: { kk: string; ru: string };
  description: { kk: string; ru: string };
  executor: { kk: string; ru: string };
  indicator: { kk: string; ru: string; unitId: string; target: number };
  kpiCodes: string[];
}

const templates: readonly Template[] = [
  {
    sphereId: 'utilities',
    isBase: true,
    title: { kk: '«Ақылды» су есептегіштері', ru: '«Умные» счётчики воды' },
    description: {
      kk: 'Тұрғын үйлерде көрсеткішін өзі жіберетін су есептегіштері орнатылады. Тұрғын шығынын телефоннан көреді, су ысырабы тез табылады.',
      ru: 'В домах ставят счётчики воды, которые сами передают показания. Житель видит расход в телефоне, утечки находят быстрее.',
    },
    executor: {
      kk: 'Тұрғын үй-коммуналдық шаруашылық бөлімі',
      ru: 'Отдел жилищно-коммунального хозяйства',
    },
    indicator: { kk: 'Есептегіші бар үйлер', ru: 'Дома со счётчиками', unitId: 'percent', target: 60 },
    kpiCodes: ['UTL-01', 'UTL-04'],
  },
  {
    sphereId: 'city_management',
    isBase: true,
    title: { kk: 'Бірыңғай 109 қызметі', ru: 'Единая служба 109' },
    description: {
      kk: 'Тұрғынның өтінімі бір терезеде қабылданады, орындалу барысы көрініп тұрады.',
      ru: 'Заявки жителей принимают в одном окне, ход работы виден до её конца.',
    },
    executor: { kk: 'Қала әкімінің аппараты', ru: 'Аппарат акима города' },
    indicator: {
      kk: 'Мерзімінде орындалған өтінімдер',
      ru: 'Заявки, выполненные в срок',
      unitId: 'percent',
      target: 95,
    },
    kpiCodes: ['GOV-03'],
  },
  {
    sphereId: 'safety',
    isBase: true,
    title: { kk: 'Қауіпсіз аула', ru: 'Безопасный двор' },
    description: {
      kk: 'Аулалар мен мектеп маңына бейнекамералар қойылады, олар полицияның жедел басқару орталығына қосылады.',
      ru: 'Во дворах и у школ ставят камеры и подключают их к центру оперативного управления полиции.',
    },
    executor: { kk: 'Қала полициясы басқармасы', ru: 'Управление полиции города' },
    indicator: { kk: 'Камера қойылған аулалар', ru: 'Дворы с камерами', unitId: 'count', target: 120 },
    kpiCodes: ['SAF-01'],
  },
  {
    sphereId: 'ecology',
    isBase: false,
    title: { kk: 'Ауа сапасының датчиктері', ru: 'Датчики качества воздуха' },
    description: {
      kk: 'Он екі датчик ауаның ластануын сағат сайын өлшейді, деректер картада ашық тұрады.',
      ru: 'Двенадцать датчиков измеряют загрязнение воздуха каждый час, данные открыты на карте.',
    },
    executor: { kk: 'Экология бөлімі', ru: 'Отдел экологии' },
    indicator: { kk: 'Орнатылған датчиктер', ru: 'Установленные датчики', unitId: 'count', target: 12 },
    kpiCodes: ['ECO-01', 'ECO-02'],
  },
  {
    sphereId: 'transport',
    isBase: true,
    title: { kk: 'Автобусты телефоннан бақылау', ru: 'Автобусы на карте в телефоне' },
    description: {
      kk: 'Барлық бағыттағы автобустардың орны мен келу уақыты телефоннан көрінеді.',
      ru: 'Место и время прибытия автобусов всех маршрутов видно в телефоне.',
    },
    executor: { kk: 'Жолаушылар көлігі бөлімі', ru: 'Отдел пассажирского транспорта' },
    indicator: { kk: 'Қосылған бағыттар', ru: 'Подключённые маршруты', unitId: 'percent', target: 100 },
    kpiCodes: ['TRN-01'],
  },
  {
    sphereId: 'ecology',
    isBase: false,
    title: { kk: 'Қалдықты бөлек жинау', ru: 'Раздельный сбор отходов' },
    description: {
      kk: 'Аулаларға қағаз, пластик және шыны үшін бөлек контейнерлер қойылады.',
      ru: 'Во дворах ставят отдельные контейнеры для бумаги, пластика и стекла.',
    },
    executor: { kk: 'Экология бөлімі', ru: 'Отдел экологии' },
    indicator: { kk: 'Контейнері бар аулалар', ru: 'Дворы с контейнерами', unitId: 'percent', target: 80 },
    kpiCodes: ['ECO-04'],
  },
  {
    sphereId: 'transport',
    isBase: false,
    title: { kk: '«Ақылды» бағдаршамдар', ru: '«Умные» светофоры' },
    description: {
      kk: 'Бағдаршамдар көлік ағынына қарай өзі реттеледі, қоғамдық көлікке жол береді.',
      ru: 'Светофоры сами подстраиваются под поток и пропускают общественный транспорт.',
    },
    executor: { kk: 'Сәулет және жол бөлімі', ru: 'Отдел архитектуры и дорог' },
    indicator: { kk: 'Қосылған қиылыстар', ru: 'Подключённые перекрёстки', unitId: 'percent', target: 60 },
    kpiCodes: ['TRN-03'],
  },
  {
    sphereId: 'utilities',
    isBase: false,
    title: { kk: 'Көше жарығын қашықтан басқару', ru: 'Дистанционное управление освещением' },
    description: {
      kk: 'Көше шамдары жарықдиодқа ауысады, ақауы бірден көрінеді, түнде қуаты азаяды.',
      ru: 'Фонари меняют на светодиодные: поломка видна сразу, ночью мощность снижается.',
    },
    executor: {
      kk: 'Тұрғын үй-коммуналдық шаруашылық бөлімі',
      ru: 'Отдел жилищно-коммунального хозяйства',
    },
    indicator: { kk: 'Ауыстырылған шамдар', ru: 'Заменённые фонари', unitId: 'percent', target: 70 },
    kpiCodes: ['UTL-07'],
  },
];

/** Initiatives for the larger cities: all templates in the city that is played, three in each other. */
export async function seedInitiatives(db: Db, random: Random, memberId: number, now: Date): Promise<number> {
  const cities = await db.city.findMany({
    where: { isRated: true, category: { in: ['republican', 'oblast'] } },
    orderBy: { id: 'asc' },
  });
  let count = 0;
  for (const city of cities) {
    const first = random.below(templates.length);
    const chosen =
      city.id === demoCity
        ? templates
        : [0, 1, 2].map((step) => templates[(first + step * 3) % templates.length] as Template);
    for (const template of chosen) {
      count += 1;
      const progress = 10 + random.below(91);
      await db.initiative.create({
        data: {
          code: `demo${String(count).padStart(3, '0')}`,
          cityId: city.id,
          sphereId: template.sphereId,
          isBase: template.isBase,
          titleKk: template.title.kk,
          titleRu: template.title.ru,
          descriptionKk: template.description.kk,
          descriptionRu: template.description.ru,
          executorKk: template.executor.kk,
          executorRu: template.executor.ru,
          responsibleId: city.id === demoCity ? memberId : null,
          state: stateOf(progress, random),
          progress,
          startsOn: '2026-02-01',
          dueOn: progress === 100 ? '2026-09-30' : '2027-06-30',
          kpiCodes: template.kpiCodes,
          isDemo: true,
          createdAt: now,
          updatedAt: now,
          indicators: {
            create: {
              position: 1,
              nameKk: template.indicator.kk,
              nameRu: template.indicator.ru,
              unitId: template.indicator.unitId,
              start: 0,
              target: template.indicator.target,
              current: Math.floor((template.indicator.target * progress) / 100),
            },
          },
        },
      });
    }
  }
  return count;
}

function stateOf(progress: number, random: Random): InitiativeState {
  if (progress >= 100) return 'done';
  if (progress < 20) return 'planned';
  return random.below(10) === 0 ? 'late' : 'in_progress';
}
