import { bold, type Html, joinHtml } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import type { CardOutcome, CityCard, LossReason, NearbyCity } from '../../usecases/rating/read-city-card.ts';
import { menuButton } from '../go.ts';
import { actionButton, type Button, inPairs, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openCard, openTableAt, searchCity } from './rating-actions.ts';

/** A message stays on one screen of a phone. */
const longestCard = 8;
const mostLosses = 3;
const nearbyShown = 8;
/** Millionths of a point. */
const point = 1_000_000;

/** What the rating says about a city, or why it has no place there; null where there is no such city. */
export function cardScreen(turn: Turn, outcome: CardOutcome): Screen | null {
  const { t, language } = turn;
  switch (outcome.kind) {
    case 'card':
      return { text: cardText(turn, outcome.card), buttons: cardButtons(turn, outcome.card.city.id) };
    case 'notRated': {
      const city = outcome.city.name[language];
      return notRatedScreen(turn, t(`start:notRated.${outcome.because}`, { city }), outcome.nearby);
    }
    case 'noPlace': {
      const { quarter, because } = outcome;
      const text = t(`rating:noPlace.${because}`, { city: outcome.city.name[language], quarter });
      return { text, buttons: cardButtons(turn, outcome.city.id) };
    }
    case 'notComputed': {
      const text = t('rating:noPlace.notComputed', { city: outcome.city.name[language] });
      return { text, buttons: cardButtons(turn, outcome.city.id) };
    }
    case 'unknownCity':
      return null;
  }
}

function cardText(turn: Turn, card: CityCard): Html {
  const lines = [bold(placeLine(turn, card)), scoreLine(turn, card), ...movementLine(turn, card)];
  const tail = reportsLine(turn, card);
  lines.push(...sphereLine(turn, card));
  const room = Math.min(mostLosses, longestCard - lines.length - tail.length - 1);
  if (card.losses.length > 0) {
    lines.push(
      turn.t('rating:card.losses'),
      ...card.losses.slice(0, room).map((loss) => lossLine(turn, loss)),
    );
  }
  return joinHtml([...lines, ...tail]);
}

function placeLine({ t, language }: Turn, { city, place, ranked, status }: CityCard): Html {
  const named = { city: city.name[language], place, ranked };
  return status === 'published' ? t('rating:card.placePublished', named) : t('rating:card.place', named);
}

function scoreLine({ t }: Turn, { quarter, score, next }: CityCard): Html {
  const points = t.plain('common:points', { count: (score / 100).toFixed(2) });
  return next === null
    ? t('rating:card.scoreOfFirst', { quarter, points })
    : t('rating:card.score', { quarter, points, next: next.place, distance: next.distance / 100 });
}

function movementLine({ t }: Turn, { movement }: CityCard): Html[] {
  if (movement === null) return [];
  if (movement === 0) return [t('rating:card.stayed')];
  const count = Math.abs(movement);
  return [movement > 0 ? t('rating:card.rose', { count }) : t('rating:card.fell', { count })];
}

function sphereLine({ t, language }: Turn, { spheres }: CityCard): Html[] {
  const [first] = spheres;
  const last = spheres.at(-1);
  if (first === undefined || last === undefined) return [];
  if (first !== last && first.score === last.score) return [];
  const best = nameInSentence(first.name[language]);
  const bestScore = first.score / point;
  if (first === last) return [t('rating:card.oneSphere', { best, bestScore })];
  const worst = nameInSentence(last.name[language]);
  return [t('rating:card.spheres', { best, bestScore, worst, worstScore: last.score / point })];
}

function lossLine({ t, language }: Turn, loss: CityCard['losses'][number]): Html {
  const reasons: Readonly<Record<LossReason, string>> = {
    missing: t.plain('states:counted.missing'),
    carried: t.plain('states:counted.carried'),
    belowTarget: t.plain('rating:card.belowTarget'),
  };
  return t('rating:card.loss', {
    kpi: loss.name[language],
    points: loss.pointsLost / point,
    why: reasons[loss.reason],
  });
}

function reportsLine({ t }: Turn, { missingKpis, lateValues }: CityCard): Html[] {
  const missing = t.plain('rating:card.missing', { count: missingKpis });
  const late = t.plain('rating:card.late', { count: lateValues });
  if (missingKpis > 0 && lateValues > 0) return [t('rating:card.missingAndLate', { missing, late })];
  if (missingKpis === 0 && lateValues === 0) return [];
  return [t('rating:card.reports', { what: missingKpis > 0 ? missing : late })];
}

function notRatedScreen(turn: Turn, reason: Html, nearby: readonly NearbyCity[]): Screen {
  const { t, language } = turn;
  const offered = nearby.slice(0, nearbyShown);
  return {
    text: joinHtml([reason, ...(offered.length > 0 ? [t('start:ratedNearby')] : [])]),
    buttons: [
      ...inPairs(offered.map(({ id, name }) => actionButton(name[language], openCard, { city: id }))),
      ...cardButtons(turn),
    ],
  };
}

/** Without a city there is no table that it stands in. */
function cardButtons(turn: Turn, cityId?: string): Button[][] {
  const { t } = turn;
  const table =
    cityId === undefined ? [] : [actionButton(t.plain('rating:button.table'), openTableAt, { city: cityId })];
  return [[...table, actionButton(t.plain('rating:button.otherCity'), searchCity, {})], [menuButton(turn)]];
}
