import type { Html } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import type { WaitingValue } from '../../usecases/reporting/list-review-queue.ts';
import { readNames } from '../../usecases/reporting/read-names.ts';
import type { Names } from '../../usecases/reporting/value-slot.ts';
import { defineAction } from '../callback-data.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { everywhere, type ReviewLevel, type ReviewPlace } from './review-screens.ts';

/** What waits at a level, from the top. */
export const openTop = defineAction('rev.top', { level: 'id', page: 'int' });
/** The cities of a group. */
export const openGroup = defineAction('rev.group', { level: 'id', group: 'id', page: 'int' });
/** The spheres of a city. */
export const openCity = defineAction('rev.city', { level: 'id', city: 'id' });
/** The values of a city and sphere, or of all its spheres. */
export const openPlace = defineAction('rev.list', { level: 'id', city: 'id', sphere: 'id' });

/** Stands for the spheres of a city all together. */
export const allSpheres = 'all';

type Part = 'group' | 'city' | 'sphere';

const keyOf: Readonly<Record<Part, (value: WaitingValue) => string>> = {
  group: ({ workingGroupId }) => workingGroupId,
  city: ({ cityId }) => cityId,
  sphere: ({ sphereId }) => sphereId,
};

/** What of a queue lies in a place. */
export function within(queue: readonly WaitingValue[], place: ReviewPlace): WaitingValue[] {
  const { groupId, cityId, sphereId } = place;
  return queue.filter(
    (value) =>
      (groupId === null || value.workingGroupId === groupId) &&
      (cityId === null || value.cityId === cityId) &&
      (sphereId === null || sphereId === allSpheres || value.sphereId === sphereId),
  );
}

/**
 * Where to look next from a place: a choice between several groups, cities or spheres. Where there is only one
 * of a kind, it is entered at once; null where nothing is left to choose, and the values are to be listed.
 */
export function choiceIn(
  queue: readonly WaitingValue[],
  from: ReviewPlace,
): { place: ReviewPlace; part: Part | null } {
  let place = from;
  for (const part of ['group', 'city', 'sphere'] as const) {
    if (chosen(place, part) !== null) continue;
    const keys = new Set(within(queue, place).map(keyOf[part]));
    if (keys.size > 1) return { place, part };
    const [only = null] = keys;
    place = withPart(place, part, only);
  }
  return { place, part: null };
}

function chosen({ groupId, cityId, sphereId }: ReviewPlace, part: Part): string | null {
  return { group: groupId, city: cityId, sphere: sphereId }[part];
}

function withPart(place: ReviewPlace, part: Part, key: string | null): ReviewPlace {
  switch (part) {
    case 'group':
      return { ...place, groupId: key };
    case 'city':
      return { ...place, cityId: key };
    case 'sphere':
      return { ...place, sphereId: key };
  }
}

/** The way back from a place to the last choice before it; the menu alone where there was none. */
export function backFrom(
  turn: Turn,
  queue: readonly WaitingValue[],
  level: ReviewLevel,
  place: ReviewPlace,
): Button[] {
  const label = turn.t.plain('common:button.back');
  const several = (within_: ReviewPlace, part: Part) =>
    new Set(within(queue, within_).map(keyOf[part])).size > 1;
  const { groupId, cityId, sphereId } = place;
  const ofCity = { groupId, cityId, sphereId: null };
  const ofGroup = { groupId, cityId: null, sphereId: null };
  if (cityId !== null && sphereId !== null && several(ofCity, 'sphere')) {
    return [actionButton(label, openCity, { level, city: cityId })];
  }
  if (cityId !== null && several(ofGroup, 'city')) {
    return groupId === null || !several(everywhere, 'group')
      ? [actionButton(label, openTop, { level, page: 0 })]
      : [actionButton(label, openGroup, { level, group: groupId, page: 0 })];
  }
  if (groupId !== null && several(everywhere, 'group')) {
    return [actionButton(label, openTop, { level, page: 0 })];
  }
  return [];
}

/** A choice of groups, cities or spheres with how much waits in each, and how much of it wants a look. */
export async function placesScreen(
  turn: Turn,
  queue: readonly WaitingValue[],
  at: { level: ReviewLevel; place: ReviewPlace; part: Part; page: number },
): Promise<Screen> {
  const { t, language } = turn;
  const { level, place, part } = at;
  const here = within(queue, place);
  const nameOf = await readNamesOf(turn, here);
  const keys = [...new Set(here.map(keyOf[part]))];
  const entries = keys
    .map((key) => ({
      key,
      name: nameOf(part, key)[language],
      values: here.filter((value) => keyOf[part](value) === key),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
  const shown = pageOf(entries, at.page);
  const open = (key: string) => openPart(level, place, part, key);
  const { cityId } = place;
  return {
    text: lines(
      await headLine(turn, here, level, place),
      oddLine(turn, here),
      t(`review:places.choose.${part}`),
    ),
    buttons: [
      part === 'sphere' && cityId !== null
        ? [
            actionButton(t.plain('review:button.everything', { total: here.length }), openPlace, {
              level,
              city: cityId,
              sphere: allSpheres,
            }),
          ]
        : [],
      ...shown.items.map(({ key, name, values }) => [open(key)(entryLabel(turn, name, values))]),
      pageButtons(turn, shown, (text, page) =>
        part === 'city' && place.groupId !== null
          ? actionButton(text, openGroup, { level, group: place.groupId, page })
          : actionButton(text, openTop, { level, page }),
      ),
      [...backFrom(turn, queue, level, place), menuButton(turn)],
    ],
  };
}

function openPart(level: ReviewLevel, place: ReviewPlace, part: Part, key: string) {
  return (label: string): Button => {
    switch (part) {
      case 'group':
        return actionButton(label, openGroup, { level, group: key, page: 0 });
      case 'city':
        return actionButton(label, openCity, { level, city: key });
      case 'sphere':
        return actionButton(label, openPlace, { level, city: place.cityId ?? '', sphere: key });
    }
  };
}

function entryLabel({ t }: Turn, name: string, values: readonly WaitingValue[]): string {
  const total = values.length;
  const odd = countOdd(values);
  return odd === 0
    ? t.plain('review:places.entry', { name, total })
    : t.plain('review:places.entryOdd', { name, total, odd });
}

/** How many values wait in a place, named by its innermost part. */
export async function headLine(
  turn: Turn,
  here: readonly WaitingValue[],
  level: ReviewLevel,
  place: ReviewPlace,
): Promise<Html> {
  const { t } = turn;
  const what = t.plain(`review:places.${level}`, { count: here.length });
  const name = await placeName(turn, here, place);
  return name === null
    ? t(`review:places.${level}`, { count: here.length })
    : t('review:places.in', { place: name, what });
}

/** The part of it that a check found odd, or that is no number. */
export function oddLine({ t }: Turn, here: readonly WaitingValue[]): Html | null {
  const total = countOdd(here);
  return total === 0 ? null : t('review:places.odd', { total });
}

function countOdd(values: readonly WaitingValue[]): number {
  return values.filter(({ wantsALook }) => wantsALook).length;
}

async function placeName(
  turn: Turn,
  here: readonly WaitingValue[],
  place: ReviewPlace,
): Promise<string | null> {
  const { language } = turn;
  const { groupId, cityId, sphereId } = place;
  if (here.length === 0) return null;
  const nameOf = await readNamesOf(turn, here);
  if (cityId === null) return groupId === null ? null : nameOf('group', groupId)[language];
  const city = nameOf('city', cityId)[language];
  if (sphereId === null || sphereId === allSpheres) return city;
  return `${city}, ${nameInSentence(nameOf('sphere', sphereId)[language])}`;
}

async function readNamesOf(turn: Turn, here: readonly WaitingValue[]) {
  const names = await readNames(turn.deps.db, {
    cityIds: here.map(({ cityId }) => cityId),
    workingGroupIds: here.map(({ workingGroupId }) => workingGroupId),
  });
  const spheres = new Map(names.spheres.map(({ id, name }) => [id, name]));
  return (part: Part, key: string): Names => {
    switch (part) {
      case 'group':
        return names.workingGroup(key);
      case 'city':
        return names.city(key);
      case 'sphere':
        return spheres.get(key) ?? { kk: key, ru: key };
    }
  };
}
