import type { Methodology } from '../../src/domain/methodology/methodology.ts';
import type { Language } from '../../src/i18n/language.ts';
import { createTranslations } from '../../src/i18n/translate.ts';
import type { Script } from './cast.ts';
import { roleWords, scripts } from './cast.ts';
import { createTourClient } from './client.ts';
import { createPerson, type Person, TourFailure } from './person.ts';
import { arrive } from './scenes/arrive.ts';
import { correct } from './scenes/correct.ts';
import { deadline, lastDay, lock } from './scenes/deadline.ts';
import { answer, feedback, follow } from './scenes/feedback.ts';
import { inviteCoordinator } from './scenes/invite-coordinator.ts';
import { inviteMember } from './scenes/invite-member.ts';
import { quarterPasses } from './scenes/quarter-passes.ts';
import { ratingMoves } from './scenes/rating-moves.ts';
import { report } from './scenes/report.ts';
import { review } from './scenes/review.ts';
import { type Cast, createStage, type Scene } from './stage.ts';

/** The story, in the order in which it happens. */
export const scenes: readonly Scene[] = [
  arrive,
  follow,
  inviteCoordinator,
  inviteMember,
  quarterPasses,
  report,
  review,
  ratingMoves,
  feedback,
  answer,
  correct,
  lastDay,
  deadline,
  lock,
];

/** The administrator of the demo country. */
const administratorId = 107;

/** How a tour went: the people with their conversations, and what did not go as it must. */
export interface TourReport {
  people: readonly Person[];
  failure: { scene: string; error: unknown } | null;
}

/**
 * Plays the story against a running demo at `url`, over HTTP alone. Tells `onScene` when a scene is over; stops
 * at the first that fails.
 */
export async function playTour(
  url: string,
  methodology: Methodology,
  onScene: (title: string, seconds: number) => void,
): Promise<TourReport> {
  const client = createTourClient(url);
  const translations = createTranslations();
  const makePerson = (userId: number, name: string, role: string, language: Language) =>
    createPerson({ client, userId, name, role, language, translate: translations.for });
  const administrator = makePerson(administratorId, 'Әсел Тұрсынова', roleWords.kk.administrator ?? '', 'kk');
  const casts = scripts.map((script) => assembleCast(script, methodology, administrator, makePerson));
  const people = [
    ...casts.flatMap(({ citizen, member, coordinator }) => [citizen, member, coordinator]),
    administrator,
  ];
  const byId = new Map(people.map((person) => [person.userId, person]));
  await client.listen((event) => {
    if ('userId' in event) byId.get(event.userId)?.notice(event);
  });
  const stage = createStage(client, methodology, casts);
  try {
    for (const scene of scenes) {
      const failure = await playScene(scene, stage, onScene);
      if (failure !== null) return { people, failure };
    }
    return { people, failure: null };
  } finally {
    client.close();
  }
}

async function playScene(
  scene: Scene,
  stage: ReturnType<typeof createStage>,
  onScene: (title: string, seconds: number) => void,
): Promise<TourReport['failure']> {
  const started = performance.now();
  try {
    await scene.begin?.(stage);
    for (const cast of stage.casts) await scene.play(cast, stage);
  } catch (error) {
    return { scene: scene.title, error };
  }
  onScene(scene.title, (performance.now() - started) / 1_000);
  return null;
}

function assembleCast(
  script: Script,
  methodology: Methodology,
  administrator: Person,
  makePerson: (userId: number, name: string, role: string, language: Language) => Person,
): Cast {
  const { language, people } = script;
  const city = methodology.cities.find(({ id }) => id === script.cityId);
  const region = methodology.regions.find(({ id }) => id === city?.region);
  const sphere = methodology.spheres.find(({ id }) => id === 'utilities');
  if (city === undefined || region === undefined || sphere === undefined) {
    throw new TourFailure(`The methodology has no ${script.cityId}, no region of it or sphere of utilities`);
  }
  const person = (part: keyof Script['people']) =>
    makePerson(people[part].userId, people[part].name, roleWords[language][part] ?? part, language);
  return {
    language,
    script,
    administrator,
    citizen: person('citizen'),
    coordinator: person('coordinator'),
    member: person('member'),
    city: { short: city.shortName[language], button: city.shortName[language] },
    group: { button: region.name[language] },
    sphere: sphere.name[language],
    kpis: methodology.kpis.filter(
      (kpi) => kpi.sphere === sphere.id && kpi.period === 'quarter' && kpi.categories.includes(city.category),
    ),
    memory: new Map(),
  };
}
