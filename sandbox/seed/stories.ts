import type { Deps } from '../../src/usecases/deps.ts';
import { storedReopenReason } from '../../src/usecases/periods/reopen-reason.ts';
import { storedReady } from '../../src/usecases/reporting/reason.ts';
import { demoCity, demoGroup } from './people.ts';
import { createStoryTeller, type Place, type StoryTeller } from './story-teller.ts';

const quarter = '2026-Q3';
const of = (kpi: string, period = quarter): Place => ({ city: demoCity, kpi, period });

/** Stories tell of these values themselves. */
const toldOf: readonly Place[] = [
  ...['SAF-01', 'SAF-04', 'TRN-01', 'TRN-03', 'INF-03'].map((kpi) => of(kpi)),
  ...['UTL-02', 'ECO-02', 'ECO-06'].map((kpi) => of(kpi)),
];

/** What Marat has left to whoever stands in for him. */
const leftToDeputy = of('SOC-01');

/** Whether nobody reports a value but people of the stories. */
export function isOfStories({ city, kpi, period }: Place): boolean {
  return [...toldOf, leftToDeputy].some(
    (place) => place.city === city && place.kpi === kpi && place.period === period,
  );
}

/**
 * What the people of Oral did in the week before the first day of the demo, so that everything there is in
 * reporting can be seen at once: through the use cases, with all that they write. Values of the periods before
 * must be there.
 */
export async function tellStories(deps: Deps, ids: Readonly<Record<string, number>>): Promise<void> {
  const teller = createStoryTeller(deps, ids);
  const stories = [correctedInTime, reopenedPeriod, returned, waiting, noNumbers, away];
  for (const story of stories) await story(teller);
  await teller.ends();
}

/** From a value that was found odd to one that is verified: a whole history to look at. */
async function correctedInTime(teller: StoryTeller): Promise<void> {
  const posts = of('ECO-02');
  const explanation = 'Қыркүйекте екі жаңа бекет іске қосылды';
  await teller.submits('member', '2026-10-05T11:20', posts, '2,1', {
    files: ['post-photo.jpg'],
    grade: 'register',
    explanation,
  });
  await teller.returns('coordinator', '2026-10-05T16:40', posts, 'Бекеттің қабылдау актісін қоса беріңіз');
  await teller.submits('member', '2026-10-06T09:35', posts, '2,1', {
    files: ['post-photo.jpg', 'post-act.pdf'],
    comment: 'Акт қоса берілді',
    grade: 'register',
    explanation,
  });
  await teller.approves('coordinator', '2026-10-06T10:15', posts);
  await teller.verifies('authority', '2026-10-08T15:05', posts);
}

/** August is open again for the group; what was wrong in it is corrected and waits for a coordinator. */
async function reopenedPeriod(teller: StoryTeller): Promise<void> {
  const dust = of('ECO-01', '2026-08');
  await teller.asksToReopen('coordinator', '2026-10-07T10:05', '2026-08', demoGroup);
  await teller.reopens('authority', '2026-10-07T17:30', {
    period: '2026-08',
    workingGroupId: demoGroup,
    reason: storedReopenReason('correction'),
    day: '2026-10-16',
  });
  await teller.submits('member', '2026-10-08T12:10', dust, '22,6', {
    files: ['august-measurements.xlsx'],
    comment: '№ 3 бекеттің ақаулы өлшемдері алынып тасталды',
    grade: 'measured',
  });
  // Another group asks and has no answer yet.
  await teller.asksToReopen('wg_aktobe', '2026-10-09T11:45', '2026-Q2', 'wg_aktobe');
}

/** Waits for the member, with a talk about what is missing. */
async function returned(teller: StoryTeller): Promise<void> {
  const meters = of('UTL-02');
  await teller.submits('member', '2026-10-08T10:20', meters, '53,1', { grade: 'estimate' });
  await teller.returns('coordinator', '2026-10-08T15:10', meters, 'Энергия компаниясының анықтамасы жоқ');
  await teller.writes(
    'member',
    '2026-10-09T09:50',
    meters,
    'Анықтама дүйсенбіде дайын болады. Сол күні қоса береміз.',
  );
  await teller.writes('coordinator', '2026-10-09T10:05', meters, 'Жақсы, күтеміз.');
}

/** Wait for a coordinator: with a file, with a link, odd and explained, and with what looks like a lost digit. */
async function waiting(teller: StoryTeller): Promise<void> {
  await teller.submits('colleague', '2026-10-08T11:30', of('SAF-01'), '47,2', {
    files: ['camera-act.pdf'],
    comment: '18 камера қосылды',
    grade: 'register',
  });
  await teller.submits('colleague', '2026-10-08T11:50', of('TRN-01'), '77,3', {
    link: 'https://data.egov.kz/',
    grade: 'register',
  });
  const crime = of('SAF-04');
  await teller.submits('colleague', '2026-10-08T12:25', crime, '58,4', {
    grade: 'register',
    explanation: 'Ұсақ құқық бұзушылықтар шілдеден бері бөлек есептеледі',
  });
  await teller.writes(
    'coordinatorRu',
    '2026-10-09T11:10',
    crime,
    'Прошлый квартал посчитан по старой методике? Тогда сравнивать их нельзя.',
  );
  await teller.writes(
    'colleague',
    '2026-10-09T12:40',
    crime,
    'Иә. II тоқсанды да жаңа әдіспен қайта есептеп жатырмыз.',
  );
  await teller.submits('colleague', '2026-10-09T17:35', of('TRN-03'), '3,8', {
    grade: 'register',
    explanation: storedReady('realChange'),
  });
}

/** Statements that there is no number: approved, and waiting for the authority. */
async function noNumbers(teller: StoryTeller): Promise<void> {
  const hotspots = of('INF-03');
  await teller.saysNone('colleague', '2026-10-08T14:15', hotspots, 'no_data', storedReady('notGiven'));
  await teller.approves('coordinatorRu', '2026-10-09T10:30', hotspots);
  const sensors = of('ECO-06');
  await teller.saysNone(
    'member',
    '2026-10-08T14:40',
    sensors,
    'not_applicable',
    'Датчигі бар контейнерлер шілдеде жеке операторға берілді',
  );
  await teller.approves('coordinator', '2026-10-09T10:35', sensors);
}

/** Marat is away from the first day of the demo on, and Daniyar stands in for him. */
async function away(teller: StoryTeller): Promise<void> {
  await teller.isAway('colleague', '2026-10-09T16:10', { from: '2026-10-12', to: '2026-10-16' }, 'member');
  await teller.standsIn('member', '2026-10-09T16:25', 'colleague');
}
