import { bold, clipText, escapeHtml, type Html, joinHtml, markup } from '../../i18n/html.ts';
import { textOf } from '../../i18n/text-of.ts';
import type { InitiativeList } from '../../usecases/initiatives/list-initiatives.ts';
import type { OblastCities } from '../../usecases/initiatives/list-oblast-cities.ts';
import type { IndicatorLine, InitiativeCard } from '../../usecases/initiatives/read-initiative.ts';
import { commandButton } from '../go.ts';
import { pageButtons } from '../paging.ts';
import { actionButton, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { changeCity } from './city-choice.ts';
import { feedbackOnCity, feedbackOnInitiative } from './feedback-actions.ts';
import {
  follow,
  fromMy,
  openCities,
  openInitiative,
  openList,
  openSpheres,
  unfollow,
} from './initiatives-actions.ts';

export const listSize = 6;
const citiesShown = 8;
const longestDescription = 400;
const indicatorsShown = 4;

type Page = Extract<InitiativeList, { kind: 'list' }>;

/** A city's initiatives: numbered lines, and a button for each number. */
export function listScreen(turn: Turn, list: Page): Screen {
  const { t, language } = turn;
  const city = textOf(language, 'name', list.city);
  const otherCity = actionButton(t.plain('initiatives:button.otherCity'), openCities, { page: 0 });
  const menu = commandButton(t.plain('common:button.menu'), 'menu');
  if (list.total === 0) {
    const aboutCity = t.plain('initiatives:button.feedbackOnCity');
    return {
      text: t('initiatives:none', { city }),
      buttons: [[actionButton(aboutCity, feedbackOnCity, { city: list.city.id })], [otherCity, menu]],
    };
  }
  const sphereId = list.sphere?.id ?? '';
  const place =
    list.sphere === null
      ? city
      : t.plain('initiatives:ofSphere', { city, sphere: textOf(language, 'name', list.sphere) });
  const lines = list.lines.map((line) =>
    t('initiatives:line', {
      number: line.number,
      title: clipText(textOf(language, 'title', line), 120),
      state: t.plain(`states:initiative.${line.state}`),
      progress: line.progress,
    }),
  );
  const spheres = actionButton(t.plain('initiatives:button.spheres'), openSpheres, { city: list.city.id });
  return {
    text: joinHtml([bold(t('initiatives:list', { count: list.total, place })), ...lines]),
    buttons: [
      list.lines.map((line) =>
        actionButton(String(line.number), openInitiative, { id: line.id, from: sphereId, page: list.page }),
      ),
      pageButtons(turn, list, (text, page) =>
        actionButton(text, openList, { city: list.city.id, sphere: sphereId, page }),
      ),
      list.spheres.length > 1 ? [spheres, otherCity] : [otherCity],
      [menu],
    ],
  };
}

/** By which sphere to narrow the list. */
export function spheresScreen({ t, language }: Turn, list: Page): Screen {
  const city = list.city.id;
  return {
    text: t('initiatives:chooseSphere', { city: textOf(language, 'name', list.city) }),
    buttons: [
      ...list.spheres.map((sphere) => [
        actionButton(
          t.plain('initiatives:sphereCount', {
            sphere: textOf(language, 'name', sphere),
            number: sphere.count,
          }),
          openList,
          { city, sphere: sphere.id, page: 0 },
        ),
      ]),
      [actionButton(t.plain('initiatives:button.allSpheres'), openList, { city, sphere: '', page: 0 })],
    ],
  };
}

/** The cities of the oblast that have initiatives; a way to choose one's city where no oblast is known. */
export function citiesScreen(turn: Turn, { region, cities }: OblastCities, page: number): Screen {
  const { t, language } = turn;
  const choose = actionButton(t.plain('menu:button.chooseCity'), changeCity, {});
  const menu = commandButton(t.plain('common:button.menu'), 'menu');
  if (region === null) {
    const text = t(turn.person.cityId === null ? 'initiatives:noCity' : 'initiatives:changeCity');
    return { text, buttons: [[choose], [menu]] };
  }
  const name = textOf(language, 'name', region);
  if (cities.length === 0) {
    return { text: t('initiatives:noneInOblast', { region: name }), buttons: [[choose], [menu]] };
  }
  const pages = Math.ceil(cities.length / citiesShown);
  const shown = Math.min(Math.max(page, 0), pages - 1);
  const buttons = cities.slice(shown * citiesShown, (shown + 1) * citiesShown).map((city) => {
    const text = t.plain('initiatives:sphereCount', {
      sphere: textOf(language, 'name', city),
      number: city.initiatives,
    });
    return [actionButton(text, openList, { city: city.id, sphere: '', page: 0 })];
  });
  return {
    text: t('initiatives:chooseCity', { region: name }),
    buttons: [
      ...buttons,
      pageButtons(turn, { page: shown, pages }, (text, to) => actionButton(text, openCities, { page: to })),
      [menu],
    ],
  };
}

/** The card of an initiative. `from` and `page` tell where its Back leads. */
export function cardScreen(turn: Turn, card: InitiativeCard, where: { from: string; page: number }): Screen {
  const { t, language } = turn;
  const { id } = card;
  const description = textOf(language, 'description', card);
  const executor = textOf(language, 'executor', card);
  const lines: Html[] = [
    bold(escapeHtml(textOf(language, 'title', card))),
    t('initiatives:card.progress', {
      state: t.plain(`states:initiative.${card.state}`),
      bar: progressBar(card.progress),
      progress: card.progress,
    }),
    t('initiatives:card.where', {
      city: textOf(language, 'name', card.city),
      sphere: textOf(language, 'name', card.sphere),
    }),
    t('initiatives:card.dates', { from: card.startsOn, to: card.dueOn }),
    t('initiatives:card.executor', { executor }),
    ...(description === '' ? [] : [escapeHtml(clipText(description, longestDescription))]),
    ...card.indicators.slice(0, indicatorsShown).map((indicator) => indicatorLine(turn, indicator)),
    card.marks === null
      ? t('initiatives:card.noMarks')
      : t('initiatives:card.marks', { count: card.marks.count, mean: card.marks.mean }),
    ...(card.isDemo ? [t('initiatives:card.demo')] : []),
  ];
  const following = card.isFollowed
    ? actionButton(t.plain('initiatives:button.unfollow'), unfollow, { id, ...where })
    : actionButton(t.plain('initiatives:button.follow'), follow, { id, ...where });
  const back =
    where.from === fromMy
      ? commandButton(t.plain('common:button.back'), 'my')
      : actionButton(t.plain('common:button.back'), openList, {
          city: card.city.id,
          sphere: where.from,
          page: where.page,
        });
  return {
    text: joinHtml(lines),
    buttons: [
      [actionButton(t.plain('menu:button.feedback'), feedbackOnInitiative, { id })],
      [following],
      [back],
    ],
  };
}

function indicatorLine({ t, language }: Turn, indicator: IndicatorLine): Html {
  const { unit } = indicator;
  const label = unit === null ? undefined : textOf(language, 'label', unit);
  const measure = (value: string) => ({
    value,
    unit: unit?.id ?? '',
    ...(label === undefined ? {} : { label }),
  });
  const { start, current, target } = indicator;
  const values = [
    ...(start === null ? [] : [t('initiatives:card.start', { value: measure(start) })]),
    ...(current === null ? [] : [t('initiatives:card.current', { value: measure(current) })]),
    t('initiatives:card.target', { value: measure(target) }),
  ];
  return t('initiatives:card.indicator', {
    name: textOf(language, 'name', indicator),
    values: markup(joinHtml(values, ', ')),
  });
}

/** Ten cells, the done ones filled: `▰▰▰▱▱▱▱▱▱▱` at 30. Full only at 100. */
export function progressBar(percent: number): string {
  const filled = Math.floor(Math.min(Math.max(percent, 0), 100) / 10);
  return '▰'.repeat(filled) + '▱'.repeat(10 - filled);
}
