import type { Db } from '../../src/storage/database.ts';
import type { Language, RoleName } from '../../src/storage/generated/enums.ts';

/** Somebody whom the web chat may offer. */
export interface DemoPerson {
  /** Absent: cannot be played. */
  userId?: number;
  fullName: string;
  language: Language;
  role: RoleName | null;
  /** The bot knows them already, and they have opened its menu. */
  isKnown: boolean;
  /** What the web chat says about them. */
  label: string;
  hint: string;
}

/** Somebody of the demo country. */
export interface SeededPerson extends DemoPerson {
  key: string;
  post: string | null;
  cityId: string | null;
  workingGroupId?: string;
  isHead?: boolean;
  /** What a member answers for in the city. */
  assignments?: readonly { cityId: string; sphereId?: string }[];
}

/** The working group in which the demo plays. */
export const demoGroup = 'wg_west_kazakhstan';
export const demoCity = 'oral';

/** The people whom the web chat offers. All names are invented. */
export const personas: readonly SeededPerson[] = [
  {
    key: 'citizenKk',
    userId: 101,
    fullName: 'Айгерім Сейітова',
    post: null,
    language: 'kk',
    cityId: demoCity,
    role: null,
    isKnown: true,
    label: 'Айгерім',
    hint: 'Орал тұрғыны, қазақша жазады',
  },
  {
    key: 'citizenRu',
    userId: 102,
    fullName: 'Сергей Петров',
    post: null,
    language: 'ru',
    cityId: demoCity,
    role: null,
    isKnown: true,
    label: 'Сергей',
    hint: 'Житель Уральска, пишет по-русски',
  },
  {
    key: 'member',
    userId: 103,
    fullName: 'Данияр Ахметов',
    post: 'Тұрғын үй-коммуналдық шаруашылық бөлімінің бас маманы',
    language: 'kk',
    cityId: demoCity,
    role: 'member',
    workingGroupId: demoGroup,
    assignments: [
      { cityId: demoCity, sphereId: 'utilities' },
      { cityId: demoCity, sphereId: 'ecology' },
    ],
    isKnown: true,
    label: 'Данияр',
    hint: 'Орал: коммуналдық шаруашылық және экология',
  },
  {
    key: 'coordinator',
    userId: 104,
    fullName: 'Гүлнар Омарова',
    post: 'Облыс әкімінің орынбасары',
    language: 'kk',
    cityId: demoCity,
    role: 'coordinator',
    workingGroupId: demoGroup,
    isHead: true,
    isKnown: true,
    label: 'Гүлнар',
    hint: 'Үйлестіруші, жұмыс тобының жетекшісі',
  },
  {
    key: 'coordinatorRu',
    userId: 105,
    fullName: 'Елена Ким',
    post: 'Заместитель руководителя управления цифровых технологий',
    language: 'ru',
    cityId: demoCity,
    role: 'coordinator',
    workingGroupId: demoGroup,
    isKnown: true,
    label: 'Елена',
    hint: 'Второй координатор, пишет по-русски',
  },
  {
    key: 'authority',
    userId: 106,
    fullName: 'Нұрлан Жақсыбеков',
    post: 'Өңірлерді цифрлық дамыту департаментінің сарапшысы',
    language: 'ru',
    cityId: 'astana',
    role: 'authority',
    isKnown: true,
    label: 'Нұрлан',
    hint: 'Уполномоченный орган: вся страна',
  },
  {
    key: 'administrator',
    userId: 107,
    fullName: 'Әсел Тұрсынова',
    post: 'Жүйе әкімшісі',
    language: 'kk',
    cityId: 'astana',
    role: 'administrator',
    isKnown: true,
    label: 'Әсел',
    hint: 'Әкімші: адамдар мен рөлдер',
  },
  {
    key: 'newcomer',
    userId: 108,
    fullName: 'Жаңа адам',
    post: null,
    language: 'kk',
    cityId: null,
    role: null,
    isKnown: false,
    label: 'Жаңа адам',
    hint: 'Ботты әлі ашқан жоқ',
  },
];

/** A member who cannot be played: reports the other spheres, so that something waits for review. */
const colleague: SeededPerson = {
  key: 'colleague',
  fullName: 'Марат Есенов',
  post: 'Қала әкімі аппаратының бас маманы',
  language: 'kk',
  cityId: demoCity,
  role: 'member',
  workingGroupId: demoGroup,
  assignments: [
    { cityId: demoCity, sphereId: 'city_management' },
    { cityId: demoCity, sphereId: 'safety' },
    { cityId: demoCity, sphereId: 'transport' },
    { cityId: demoCity, sphereId: 'social' },
    { cityId: demoCity, sphereId: 'economy' },
    { cityId: demoCity, sphereId: 'infrastructure' },
  ],
  isKnown: true,
  label: '',
  hint: '',
};

/** Another who cannot be played: reports the second city of the group. */
const neighbour: SeededPerson = {
  key: 'neighbour',
  fullName: 'Бақыт Сәрсенов',
  post: 'Бөрлі ауданы әкімі аппаратының бас маманы',
  language: 'kk',
  cityId: 'aksai',
  role: 'member',
  workingGroupId: demoGroup,
  assignments: [{ cityId: 'aksai' }],
  isKnown: true,
  label: '',
  hint: '',
};

/** Coordinators of the groups in which nobody can be played. */
const otherCoordinators = [
  'Болат Сейдахметов',
  'Жанар Қалиева',
  'Асқар Төлегенов',
  'Раушан Ибраева',
  'Ерлан Мұқашев',
  'Ботагөз Әбенова',
  'Серік Досмағамбетов',
  'Гүлмира Сағындықова',
  'Талғат Оразбаев',
  'Майра Жүнісова',
  'Қайрат Байжанов',
  'Светлана Белова',
  'Арман Құрманғалиев',
  'Динара Смағұлова',
  'Андрей Власов',
  'Сәуле Нұрпейісова',
  'Бауыржан Кенжебеков',
  'Алма Рысбекова',
  'Мұрат Айтбаев',
] as const;

/** Creates everybody but the newcomer, and a coordinator for each other group. Answers ids by key. */
export async function seedPeople(
  db: Db,
  times: { since: Date; now: Date },
  randomRef: () => string,
): Promise<Record<string, number>> {
  const groups = await db.workingGroup.findMany({
    where: { id: { not: demoGroup } },
    orderBy: { id: 'asc' },
  });
  const others: SeededPerson[] = groups.map((group, index) => ({
    key: group.id,
    fullName: otherCoordinators[index % otherCoordinators.length] ?? otherCoordinators[0],
    post: group.regionId === null ? 'Қала әкімінің орынбасары' : 'Облыс әкімінің орынбасары',
    language: 'kk',
    cityId: null,
    role: 'coordinator',
    workingGroupId: group.id,
    isHead: true,
    isKnown: true,
    label: '',
    hint: '',
  }));
  const ids: Record<string, number> = {};
  for (const person of [...personas.filter(({ isKnown }) => isKnown), colleague, neighbour, ...others]) {
    ids[person.key] = await seedPerson(db, person, times, randomRef());
  }
  return ids;
}

async function seedPerson(
  db: Db,
  person: SeededPerson,
  { since, now }: { since: Date; now: Date },
  ref: string,
): Promise<number> {
  const created = await db.person.create({
    data: {
      ref,
      language: person.language,
      cityId: person.cityId,
      // A citizen's name is not asked and not kept.
      fullName: person.role === null ? null : person.fullName,
      post: person.role === null ? null : person.post,
      createdAt: since,
      // Whoever is silent for long and has consented to nothing is forgotten, also in the demo.
      seenAt: now,
      ...(person.userId === undefined
        ? {}
        : {
            identity: { create: { channel: 'telegram', externalId: String(person.userId), linkedAt: since } },
          }),
      ...(person.role === null
        ? {}
        : {
            grants: {
              create: {
                role: person.role,
                workingGroupId: person.workingGroupId ?? null,
                isHead: person.isHead ?? false,
                startsAt: since,
                source: 'demo',
              },
            },
            consents: {
              create: { purpose: 'role', textVersion: '1', language: person.language, givenAt: since },
            },
          }),
    },
  });
  await db.assignment.createMany({
    data: (person.assignments ?? []).map(({ cityId, sphereId }) => ({
      personId: created.id,
      workingGroupId: person.workingGroupId ?? demoGroup,
      cityId,
      sphereId: sphereId ?? null,
      startsAt: since,
    })),
  });
  return created.id;
}
