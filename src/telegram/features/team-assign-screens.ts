import { clipText } from '../../i18n/clean-text.ts';
import type { Html } from '../../i18n/html.ts';
import { textOf } from '../../i18n/text-of.ts';
import type { Choice } from '../../usecases/assignments/read-choices.ts';
import type { DutyOfSphere, ReadDutiesOutcome } from '../../usecases/assignments/read-duties.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import type { ReadTeamMemberOutcome } from '../../usecases/roles/read-group-team.ts';
import { defineAction } from '../callback-data.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openMember } from './team-actions.ts';
import { personName, ticked } from './team-words.ts';

/** Steps: `city`, `spheres` of that city, `sphere` with its KPIs, `done`. */
export interface AssignFields {
  grantId: number;
  page: number;
  cityId: string | null;
  isWhole: boolean;
  sphereIds: string[];
  kpiCodes: string[];
  /** The sphere that is open. */
  openSphere: string | null;
}
export type AssignState = DialogueState<AssignFields>;
export type Holder = Extract<ReadTeamMemberOutcome, { kind: 'member' }>;
export type Duties = Extract<ReadDutiesOutcome, { kind: 'duties' }>;

export const assignKind = 'assign';
export const pickCity = defineAction('asg.city', { city: 'id' }, assignKind);
export const turnTo = defineAction('asg.page', { page: 'int' }, assignKind);
export const openSphere = defineAction('asg.sph', { sphere: 'id' }, assignKind);
export const toggleSphere = defineAction('asg.all', { sphere: 'id' }, assignKind);
export const toggleKpi = defineAction('asg.kpi', { kpi: 'id' }, assignKind);
export const toggleWhole = defineAction('asg.whole', {}, assignKind);
export const save = defineAction('asg.save', {}, assignKind);
export const back = defineAction('asg.back', {}, assignKind);

/** Cities offered at once. */
const citiesOnPage = 8;
/** As many names as a line tells. */
const longestNames = 120;

/** In which city something is assigned. */
export function citiesScreen(turn: Turn, state: AssignState, { member }: Holder, cities: Choice[]): Screen {
  const { t, language } = turn;
  const shown = pageOf(cities, state.fields.page, citiesOnPage);
  return {
    text: t('team:assign.city', { name: personName(t, member.fullName) }),
    buttons: [
      ...shown.items.map((city) => [
        actionButton(
          ticked(
            textOf(language, 'name', city),
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

/** The whole city, or its spheres: of one that is assigned in part, the number of KPIs stands beside it. */
export function spheresScreen(
  turn: Turn,
  { fields, version }: AssignState,
  { member }: Holder,
  city: Choice,
  duties: Duties,
): Screen {
  const { t, language } = turn;
  const isNothing = !fields.isWhole && fields.sphereIds.length === 0 && fields.kpiCodes.length === 0;
  const label = (sphere: DutyOfSphere): string => {
    const name = textOf(language, 'name', sphere);
    const number = sphere.kpis.filter(({ code }) => fields.kpiCodes.includes(code)).length;
    if (fields.sphereIds.includes(sphere.id)) return ticked(name, true);
    return number === 0 ? name : ticked(t.plain('team:button.part', { sphere: name, number }), true);
  };
  return {
    text: lines(
      t('team:assign.spheres', {
        name: personName(t, member.fullName),
        city: textOf(language, 'name', city),
      }),
      isNothing ? t('team:assign.hint') : null,
      othersLine(turn, 'team:assign.cityOthers', duties.others),
      gapsLine(turn, duties),
    ),
    buttons: [
      [actionButton(ticked(t.plain('team:button.wholeCity'), fields.isWhole), toggleWhole, {}, version)],
      ...duties.spheres.map((sphere) => [
        actionButton(label(sphere), openSphere, { sphere: sphere.id }, version),
      ]),
      [
        actionButton(t.plain('team:button.save'), save, {}, version),
        actionButton(t.plain('common:button.back'), back, {}, version),
      ],
    ],
  };
}

/** What nobody answers for in the city: by sphere, or only how much where it is something in every one. */
function gapsLine({ t, language }: Turn, { spheres }: Duties): Html | null {
  const gaps = spheres
    .map((sphere) => ({ sphere, number: sphere.kpis.filter(({ isGap }) => isGap).length }))
    .filter(({ number }) => number > 0);
  if (gaps.length === 0) return null;
  if (gaps.length === spheres.length) {
    return t('team:group.unassigned', { count: gaps.reduce((sum, { number }) => sum + number, 0) });
  }
  const named = gaps.map(({ sphere, number }) =>
    t.plain('team:button.part', { sphere: textOf(language, 'name', sphere), number }),
  );
  return t('team:assign.gaps', { spheres: clipText(named.join(', '), 2 * longestNames) });
}

/** One sphere: all of it, or single KPIs; with who else answers for what. */
export function sphereScreen(
  turn: Turn,
  { fields, version }: AssignState,
  { member }: Holder,
  city: Choice,
  sphere: DutyOfSphere,
): Screen {
  const { t, language } = turn;
  const shown = pageOf(sphere.kpis, fields.page, 10);
  const isAll = fields.sphereIds.includes(sphere.id);
  return {
    text: lines(
      t('team:assign.sphere', {
        name: personName(t, member.fullName),
        city: textOf(language, 'name', city),
        sphere: textOf(language, 'name', sphere),
      }),
      othersLine(turn, 'team:assign.sphereOthers', sphere.others),
      ...shown.items
        .filter(({ others }) => others.length > 0)
        .map((kpi) =>
          t('team:assign.kpiOthers', {
            kpi: textOf(language, 'name', kpi),
            names: namesOf(turn, kpi.others),
          }),
        ),
      t('team:assign.single'),
    ),
    buttons: [
      [
        actionButton(
          ticked(t.plain('team:button.wholeSphere'), isAll),
          toggleSphere,
          { sphere: sphere.id },
          version,
        ),
      ],
      ...shown.items.map((kpi) => [
        actionButton(
          ticked(textOf(language, 'name', kpi), fields.kpiCodes.includes(kpi.code)),
          toggleKpi,
          { kpi: kpi.code },
          version,
        ),
      ]),
      pageButtons(turn, shown, (text, page) => actionButton(text, turnTo, { page }, version)),
      [actionButton(t.plain('common:button.done'), back, {}, version)],
    ],
  };
}

function othersLine(
  turn: Turn,
  key: 'team:assign.cityOthers' | 'team:assign.sphereOthers',
  others: readonly (string | null)[],
): Html | null {
  return others.length === 0 ? null : turn.t(key, { names: namesOf(turn, others) });
}

function namesOf({ t }: Turn, others: readonly (string | null)[]): string {
  return clipText(others.map((name) => personName(t, name)).join(', '), longestNames);
}
