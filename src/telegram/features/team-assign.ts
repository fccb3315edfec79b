import { readChoices } from '../../usecases/assignments/read-choices.ts';
import { readDuties } from '../../usecases/assignments/read-duties.ts';
import { setAssignments } from '../../usecases/assignments/set-assignments.ts';
import { readTeamMember } from '../../usecases/roles/read-group-team.ts';
import { type BoundAction, type DialogueHandler, onStep } from '../feature.ts';
import { actionButton, type Screen } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { openTeam } from './team-actions.ts';
import {
  type AssignFields,
  type AssignState,
  assignKind,
  back,
  citiesScreen,
  type Duties,
  type Holder,
  openSphere,
  pickCity,
  save,
  sphereScreen,
  spheresScreen,
  toggleKpi,
  toggleSphere,
  toggleWhole,
  turnTo,
} from './team-assign-screens.ts';
import { showNoRight } from './team-country.ts';
import { showMember } from './team-member.ts';
import { personName } from './team-words.ts';

/**
 * Begins to say what the holder of a role answers for: in which city (unless it is named, or there is one
 * only), then the whole of it, spheres, or single KPIs.
 */
export async function beginAssigning(turn: Turn, grantId: number, cityId?: string): Promise<void> {
  const holder = await readHolder(turn, grantId);
  if (holder === null) return showNoRight(turn);
  const { cities } = await readChoices(turn.deps, holder.group?.id ?? '');
  const [only, ...others] = cities;
  const chosen = cities.find(({ id }) => id === cityId) ?? (others.length === 0 ? only : undefined);
  const nothing = { cityId: null, isWhole: false, sphereIds: [], kpiCodes: [], openSphere: null };
  const fields: AssignFields = { grantId, page: 0, ...nothing };
  const state = await turn.begin<AssignFields>(
    assignKind,
    chosen === undefined ? 'city' : 'spheres',
    chosen === undefined ? fields : chosenIn(holder, fields, chosen.id),
  );
  await turn.show(await draw(turn, state));
}

async function readHolder(turn: Turn, grantId: number): Promise<Holder | null> {
  const found = await readTeamMember(turn.deps, { personId: turn.person.id, grantId });
  return found.kind === 'member' && found.mayAssign ? found : null;
}

async function readCityDuties(turn: Turn, { grantId, cityId }: AssignFields): Promise<Duties | null> {
  if (cityId === null) return null;
  const duties = await readDuties(turn.deps, { personId: turn.person.id, grantId, cityId });
  return duties.kind === 'duties' ? duties : null;
}

/** The choice as it is now: what the person answers for in that city. */
function chosenIn({ member }: Holder, fields: AssignFields, cityId: string): AssignFields {
  const held = member.answers.find(({ city }) => city.id === cityId);
  const isWhole = held?.isWhole ?? false;
  const parts = isWhole ? [] : (held?.parts ?? []);
  const idsOf = (wanted: boolean) => parts.filter(({ isSphere }) => isSphere === wanted).map(({ id }) => id);
  return {
    ...fields,
    cityId,
    isWhole,
    sphereIds: idsOf(true),
    kpiCodes: idsOf(false),
    openSphere: null,
    page: 0,
  };
}

async function draw(turn: Turn, state: AssignState): Promise<Screen> {
  const { t } = turn;
  const { fields, step } = state;
  const holder = await readHolder(turn, fields.grantId);
  if (holder === null || step === 'done') {
    return {
      text: holder === null ? t('team:assign.notMember') : t('team:assign.done'),
      buttons: [[actionButton(t.plain('team:button.team'), openTeam, { page: 0 })]],
    };
  }
  const { cities } = await readChoices(turn.deps, holder.group?.id ?? '');
  const city = cities.find(({ id }) => id === fields.cityId);
  const duties = city === undefined ? null : await readCityDuties(turn, fields);
  if (step === 'city' || city === undefined || duties === null) {
    return citiesScreen(turn, state, holder, cities);
  }
  const sphere = duties.spheres.find(({ id }) => id === fields.openSphere);
  return sphere === undefined
    ? spheresScreen(turn, state, holder, city, duties)
    : sphereScreen(turn, state, holder, city, sphere);
}

async function move(turn: Turn, state: AssignState, step: string, change: Partial<AssignFields>) {
  const next = await turn.advance(state, { step, fields: { ...state.fields, ...change } });
  const now = next ?? (await turn.read<AssignFields>(assignKind)) ?? state;
  await turn.show(await draw(turn, now));
}

async function finish(turn: Turn, state: AssignState): Promise<void> {
  const { t } = turn;
  const { grantId, cityId, isWhole, sphereIds, kpiCodes } = state.fields;
  const outcome = await setAssignments(turn.deps, {
    personId: turn.person.id,
    grantId,
    cityId: cityId ?? '',
    duties: isWhole ? 'whole' : { spheres: sphereIds, kpiCodes },
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
    if (cities.every(({ id }) => id !== city)) return move(turn, state, 'city', {});
    return move(turn, state, 'spheres', chosenIn(holder, state.fields, city));
  }),
  onStep<{ page: 'int' }, AssignFields>(turnTo, (turn, { page }, state) =>
    move(turn, state, state.step, { page }),
  ),
  onStep<{ sphere: 'id' }, AssignFields>(openSphere, (turn, { sphere }, state) =>
    move(turn, state, 'sphere', { openSphere: sphere, page: 0 }),
  ),
  onStep<{ sphere: 'id' }, AssignFields>(toggleSphere, async (turn, { sphere }, state) => {
    const { sphereIds, kpiCodes } = state.fields;
    // The whole of a sphere holds its single KPIs.
    const duties = await readCityDuties(turn, state.fields);
    const own = duties?.spheres.find(({ id }) => id === sphere)?.kpis.map(({ code }) => code) ?? [];
    return move(turn, state, 'spheres', {
      isWhole: false,
      sphereIds: toggled(sphereIds, sphere),
      kpiCodes: kpiCodes.filter((code) => !own.includes(code)),
      openSphere: null,
    });
  }),
  onStep<{ kpi: 'id' }, AssignFields>(toggleKpi, (turn, { kpi }, state) => {
    const { sphereIds, kpiCodes, openSphere: open } = state.fields;
    return move(turn, state, 'sphere', {
      isWhole: false,
      sphereIds: sphereIds.filter((id) => id !== open),
      kpiCodes: toggled(kpiCodes, kpi),
    });
  }),
  onStep<None, AssignFields>(toggleWhole, (turn, _, state) =>
    move(turn, state, 'spheres', { isWhole: !state.fields.isWhole, sphereIds: [], kpiCodes: [] }),
  ),
  onStep<None, AssignFields>(save, (turn, _, state) => finish(turn, state)),
  onStep<None, AssignFields>(back, async (turn, _, state) => {
    if (state.step === 'sphere') return move(turn, state, 'spheres', { openSphere: null, page: 0 });
    const holder = await readHolder(turn, state.fields.grantId);
    const { cities } = await readChoices(turn.deps, holder?.group?.id ?? '');
    if (cities.length > 1) return move(turn, state, 'city', { cityId: null, page: 0 });
    return showMember(turn, state.fields.grantId);
  }),
];

function toggled(list: readonly string[], one: string): string[] {
  return list.includes(one) ? list.filter((id) => id !== one) : [...list, one];
}

export const assignDialogue: DialogueHandler<AssignFields> = {
  kind: assignKind,
  render: draw,
  // Nothing is typed here: whatever comes is answered with the choice as it stands.
  onText: async (turn, state) => turn.show(await draw(turn, state)),
};
