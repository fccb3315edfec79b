import type { Language } from '../../src/i18n/language.ts';
import type { RoleName } from '../../src/storage/generated/enums.ts';
import type { DemoPerson } from '../seed/people.ts';

/** One of two casts that play the same story, each in its language. */
export interface Script {
  language: Language;
  /** The city that is reported, by its id in the methodology; the group of its oblast is joined. */
  cityId: string;
  /** What the newcomer types for the city, with a slip of the pen. */
  typedCity: string;
  people: Record<'citizen' | 'coordinator' | 'member', { userId: number; name: string; post: string }>;
  feedback: { text: string; answer: string };
  /** Why a value is sent back, in the coordinator's own words. */
  returnReason: string;
}

/** What somebody of a script is, in their language. */
export const roleWords: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  kk: { citizen: 'тұрғын', coordinator: 'үйлестіруші', member: 'топ мүшесі', administrator: 'әкімші' },
  ru: {
    citizen: 'житель',
    coordinator: 'координатор',
    member: 'член группы',
    administrator: 'администратор',
  },
};

export const scripts: readonly Script[] = [
  {
    language: 'kk',
    cityId: 'taldykorgan',
    typedCity: 'Талдықорғон',
    people: {
      citizen: { userId: 201, name: 'Аружан Бекова', post: '' },
      coordinator: {
        userId: 202,
        name: 'Ербол Тәжібаев',
        post: 'Цифрлық технологиялар басқармасының басшысы',
      },
      member: {
        userId: 203,
        name: 'Динара Сүлейменова',
        post: 'Коммуналдық шаруашылық бөлімінің бас маманы',
      },
    },
    feedback: {
      text: 'Жақсы бастама, бірақ біздің ауданға әлі жеткен жоқ. Нөмірім 8 701 234 56 78.',
      answer: 'Ауданыңызда жұмыс 22 қаңтарда басталады.',
    },
    returnReason: 'Қыркүйектегі мән қайталанған',
  },
  {
    language: 'ru',
    cityId: 'karaganda_city',
    typedCity: 'Караганта',
    people: {
      citizen: { userId: 211, name: 'Ольга Мельник', post: '' },
      coordinator: {
        userId: 212,
        name: 'Игорь Лебедев',
        post: 'Руководитель управления цифровых технологий',
      },
      member: {
        userId: 213,
        name: 'Наталья Ковалёва',
        post: 'Главный специалист отдела коммунального хозяйства',
      },
    },
    feedback: {
      text: 'Хорошая инициатива, но до нашего района ещё не дошла. Мой номер 8 701 234 56 78.',
      answer: 'В Вашем районе работы начнутся 22 января.',
    },
    returnReason: 'Повторяет значение за сентябрь',
  },
];

/** The people of a script as the sandbox is to know them: newcomers, of whom the bot knows nothing. */
export function guestsOf({ language, people }: Script): DemoPerson[] {
  return Object.entries(people).map(([part, { userId, name }]) => ({
    userId,
    fullName: name,
    language,
    role: null as RoleName | null,
    isKnown: false,
    label: name,
    hint: part,
  }));
}
