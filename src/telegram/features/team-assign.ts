import { joinHtml } from '../../i18n/html.ts';
import { type Choice, readChoices } from '../../usecases/assignments/read-choices.ts';
import { setAssignments } from '../../usecases/assignments/set-assignments.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { type ReadTeamMemberOutcome, readTeamMember } from '../../usecases/roles/read-group-team.ts';
import { defineAction } from '../callback-data.ts';
import { type BoundAction, type DialogueHandler, onStep } from '../feature.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Screen } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { openMember, openTeam } from './team-actions.ts';
import { showNoRight } from './team-country.ts';
import { showMember } from './team-member.ts';
import { named, personName, ticked } from './team-words.ts';

interface AssignFields {
  grantId: number;
  page: number;
  cityId: string | null;
  isWhole: boolean;
  sphereIds: string[];
}
type AssignState = DialogueState<AssignFields>;
type Holder = Extract<ReadTeamMemberOutcome, { kind: 'member' }>;

/** Cities offered at once. */
const citiesOnPage = 8;

const pickCity = defineAction('asg.city', { city: 'id' }, 'assign');
const turnTo = defineAction('asg.page', { page: 'int' }, 'assign');
const toggleSphere = defineAction('asg.sph', { sphere: 'id' }, 'assign');
const toggleWhole = defineAction('asg.whole', {}, 'assign');
const save = defineAction('asg.save', {}, 'assign');
const back = defineAction('asg.back', {}, 'assign');

/** Begins to say what the holder of a role answers for: which city, then the whole of it or spheres. */
export async function beginAssigning(turn: Turn, grantId: number): Promise<void> {
  const holder = await readHolder(turn, grantId);
  if (holder === null) return showNoRight(turn);
  const { cities } = await readChoices(turn.deps, holder.group?.id ?? '');
  const fields: AssignFields = { grantId, page: 0, cityId: null, isWhole: false, sphereIds: [] };
  const [only, ...others] = cities;
  const isOne = only !== undefined && others.length === 0;
  const state = await turn.begin<AssignFields>(
    'assign',
    isOne ? 'spheres' : 'city',
    isOne ? chosenIn(holder, fields, only.id) : fields,
  );
  await turn.show(await draw(turn, state));
}

async function readHolder(turn: Turn, grantId: number): Promise<Holder | null> {
  const found = await readTeamMember(turn.deps, { personId: turn.person.id, grantId });
  return found.kind === 'member' && found.mayAssign ? found : null;
}

/** The choice as it is now: what the person answers for in that city. */
function chosenIn({ member }: Holder, fields: AssignFields, cityId: string): AssignFields {
  const held = member.answers.find(({ city }) => city.id === cityId);
  return {
    ...fields,
    cityId,
    isWhole: held?.isWhole ?? false,
    sphereIds: held?.isWhole
      ? []
      : (held?.parts ?? []).filter(({ isSphere }) => isSphere).map(({ id }) => id),
  };
}

async function draw(turn: Turn, state: AssignState): Promise<Screen> {
  const { t } = turn;
  const holder = await readHolder(turn, state.fields.grantId);
  if (holder === null || state.step === 'done') {
    return {
      text: holder === null ? t('team:assign.notMember') : t('team:assign.done'),
      buttons: [[actionButton(t.plain('team:button.team'), openTeam, { page: 0 })]],
    };
  }
  const choices = await readChoices(turn.deps, holder.group?.id ?? '');
  return state.step === 'city'
    ? drawCities(turn, state, holder, choices.cities)
    : drawSpheres(turn, state, holder, choices);
}

function drawCities(turn: Turn, state: AssignState, { member }: Holder, cities: Choice[]): Screen {
  const { t, language } = turn;
  const shown = pageOf(cities, state.fields.page, citiesOnPage);
  return {
    text: t('team:assign.city', { name: personName(t, member.fullName) }),
    buttons: [
      ...shown.items.map((city) => [
        actionButton(
          ticked(
            named(language, city),
            member.answers.some((one) => one.city.id === city.id),
          ),
          pickCity,
          { city: city.id },
          state.version,
        ),
      ]),
      pageButtons(turn, shown, (text, page) => actionButton(text, turnTo, { page }, state.version)),
      [actionButton(t.plain('common:button.cancel'), openMember, { grant: member.grantId })],
    ],
  };
}

function drawSpheres(
  { t, language }: Turn,
  { fields, version }: AssignState,
  { member }: Holder,
  { cities, spheres }: { cities: Choice[]; spheres: Choice[] },
): Screen {
  const city = cities.find(({ id }) => id === fields.cityId);
  return {
    text: joinHtml([
      t('team:assign.spheres', {
        name: personName(t, member.fullName),
        city: city === undefined ? '' : named(language, city),
      }),
      t('team:assign.hint'),
    ]),
    buttons: [
      [actionButton(ticked(t.plain('team:button.wholeCity'), fields.isWhole), toggleWhole, {}, version)],
      ...spheres.map((sphere) => [
        actionButton(
          ticked(named(language, sphere), fields.sphereIds.includes(sphere.id)),
          toggleSphere,
          { sphere: sphere.id },
          version,
        ),
      ]),
      [
        actionButton(t.plain('team:button.save'), save, {}, version),
        actionButton(t.plain('common:button.back'), back, {}, version),
      ],
    ],
  };
}

async function move(turn: Turn, state: AssignState, step: string, fields: AssignFields): Promise<void> {
  const next = await turn.advance(state, { step, fields });
  const now = next ?? (await turn.read<AssignFields>('assign')) ?? state;
  await turn.show(await draw(turn, now));
}

async function finish(turn: Turn, state: AssignState): Promise<void> {
  const { t } = turn;
  const { grantId, cityId, isWhole, sphereIds } = state.fields;
  const outcome = await setAssignments(turn.deps, {
    personId: turn.person.id,
    grantId,
    cityId: cityId ?? '',
    spheres: isWhole ? 'whole' : sphereIds,
    at: stepOf(state),
  });
  switch (outcome.kind) {
    case 'saved':
    case 'unchanged': {
      const named = { name: personName(t, outcome.fullName), city: outcome.city[turn.language] };
      return showMember(
        turn,
        grantId,
        outcome.kind === 'saved' ? t('team:assign.saved', named) : t('team:assign.unchanged', named),
      );
    }
    case 'stale':
      return showMember(turn, grantId);
    case 'notMember':
      return turn.show({
        text: t('team:assign.notMember'),
        buttons: [[actionButton(t.plain('team:button.team'), openTeam, { page: 0 })]],
      });
    case 'noRight':
      return showNoRight(turn);
    case 'notFound':
      return turn.show({
        text: t('errors:notFound'),
        buttons: [[actionButton(t.plain('team:button.team'), openTeam, { page: 0 })]],
      });
  }
}

type None = Record<string, never>;

export const assignActions: readonly BoundAction[] = [
  onStep<{ city: 'id' }, AssignFields>(pickCity, async (turn, { city }, state) => {
    const holder = await readHolder(turn, state.fields.grantId);
    if (holder === null) return showNoRight(turn);
    const { cities } = await readChoices(turn.deps, holder.group?.id ?? '');
    if (cities.every(({ id }) => id !== city)) return move(turn, state, 'city', state.fields);
    return move(turn, state, 'spheres', chosenIn(holder, state.fields, city));
  }),
  onStep<{ page: 'int' }, AssignFields>(turnTo, (turn, { page }, state) =>
    move(turn, state, 'city', { ...state.fields, page }),
  ),
  onStep<{ sphere: 'id' }, AssignFields>(toggleSphere, (turn, { sphere }, state) => {
    const { sphereIds } = state.fields;
    const toggled = sphereIds.includes(sphere)
      ? sphereIds.filter((id) => id !== sphere)
      : [...sphereIds, sphere];
    return move(turn, state, 'spheres', { ...state.fields, isWhole: false, sphereIds: toggled });
  }),
  onStep<None, AssignFields>(toggleWhole, (turn, _, state) =>
    move(turn, state, 'spheres', { ...state.fields, isWhole: !state.fields.isWhole, sphereIds: [] }),
  ),
  onStep<None, AssignFields>(save, (turn, _, state) => finish(turn, state)),
  onStep<None, AssignFields>(back, async (turn, _, state) => {
    const holder = await readHolder(turn, state.fields.grantId);
    const { cities } = await readChoices(turn.deps, holder?.group?.id ?? '');
    if (cities.length > 1) return move(turn, state, 'city', { ...state.fields, cityId: null });
    return showMember(turn, state.fields.grantId);
  }),
];

export const assignDialogue: DialogueHandler<AssignFields> = {
  kind: 'assign',
  render: draw,
  // Nothing is typed here: whatever comes is answered with the choice as it stands.
  onText: async (turn, state) => turn.show(await draw(turn, state)),
};
