import type { FeedbackState, Language } from '../../src/storage/generated/enums.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import { promiseOf } from '../../src/usecases/feedback/send-feedback.ts';
import { demoCity } from './people.ts';

interface Sample {
  /** The sphere of the initiative that it is about; of the city at large where `isAboutCity`. */
  sphereId: string;
  isAboutCity?: boolean;
  language: Language;
  mark: number | null;
  text: string;
  state: FeedbackState;
  daysAgo: number;
  answer?: { kk: string; ru: string };
}

const samples: readonly Sample[] = [
  {
    sphereId: 'utilities',
    language: 'kk',
    mark: 4,
    text: 'Есептегіш қойылғалы су төлемі азайды. Бірақ қосымша кейде ашылмайды.',
    state: 'answered',
    daysAgo: 20,
    answer: {
      kk: 'Қосымшаның ақауы 5 қазанда жөнделді. Рақмет, тағы байқасаңыз, жазыңыз.',
      ru: 'Сбой приложения устранён 5 октября. Спасибо, напишите, если заметите ещё.',
    },
  },
  {
    sphereId: 'safety',
    language: 'ru',
    mark: 2,
    text: 'В нашем дворе камеру поставили, но она смотрит в стену.',
    state: 'in_work',
    daysAgo: 6,
  },
  {
    sphereId: 'transport',
    language: 'kk',
    mark: 5,
    text: 'Автобустың қайда келе жатқаны көрінеді, өте ыңғайлы болды.',
    state: 'received',
    daysAgo: 3,
  },
  {
    sphereId: 'ecology',
    isAboutCity: true,
    language: 'ru',
    mark: null,
    text: 'Предлагаю поставить контейнер для пластика у школы № 11.',
    state: 'received',
    daysAgo: 1,
  },
];

const day = 86_400_000;

/** Feedback from invented citizens, nobody of whom can be played. */
export async function seedFeedback(
  { db, random, settings }: Pick<Deps, 'db' | 'random' | 'settings'>,
  ids: Record<string, number>,
  now: Date,
): Promise<number> {
  const initiatives = await db.initiative.findMany({
    where: { cityId: demoCity },
    orderBy: { id: 'asc' },
    select: { id: true, sphereId: true },
  });
  for (const [index, sample] of samples.entries()) {
    const initiative = initiatives.find(({ sphereId }) => sphereId === sample.sphereId);
    const createdAt = new Date(now.getTime() - sample.daysAgo * day);
    const promise = await promiseOf(db, createdAt, settings.timeZone);
    await db.feedback.create({
      data: {
        number: String(100_000 + random.below(900_000)),
        cityId: demoCity,
        sphereId: sample.sphereId,
        initiativeId: sample.isAboutCity ? null : (initiative?.id ?? null),
        mark: sample.mark,
        text: sample.text,
        language: sample.language,
        state: sample.state,
        actionKey: `demo:${index}`,
        createdAt,
        ...promise,
        ...(sample.answer === undefined
          ? {}
          : {
              answerKk: sample.answer.kk,
              answerRu: sample.answer.ru,
              answeredById: ids.coordinator ?? null,
              answeredAt: new Date(createdAt.getTime() + 5 * day),
            }),
      },
    });
  }
  return samples.length;
}
