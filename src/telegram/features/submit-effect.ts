import type { Effect } from '../../domain/rating/effect-of-value.ts';
import type { SupposedReport } from '../../domain/rating/what-counts.ts';
import type { Html } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { readStake, type Stake } from '../../usecases/rating/read-stake.ts';
import type { Question } from '../../usecases/reporting/read-question.ts';
import { lines } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { measure } from './submit-words.ts';

/** City, KPI and period of a question, in one line. */
export function aboutLine({ t, language }: Turn, { city, kpi, period }: Question): Html {
  return t('submit:about', {
    city: city.shortName[language],
    kpi: nameInSentence(kpi.shortName[language]),
    period: period.key,
  });
}

/** What a report would do to the city's place once it counts; null where it does nothing there. */
export async function effectLine(
  turn: Turn,
  question: Question,
  supposed: SupposedReport,
): Promise<Html | null> {
  const stake = await readStake(turn.deps, { ...slotOf(question), supposed });
  return effectText(turn, stake?.effect ?? null, {
    place: 'submit:effect.place',
    score: 'submit:effect.score',
  });
}

/** What counts now, unless that stands elsewhere on the screen, and what reaching the target would bring. */
export async function stakeLines(turn: Turn, question: Question): Promise<Html | null> {
  const { target, current, effective } = question;
  const supposed = target === null ? null : { kind: 'value' as const, value: target };
  const stake = await readStake(turn.deps, { ...slotOf(question), supposed });
  if (stake === null) return null;
  const isSaid =
    effective !== null || (current !== null && current.state !== 'submitted' && current.state !== 'returned');
  const gain = effectText(turn, stake.effect, {
    place: 'entry:question.targetPlace',
    score: 'entry:question.targetScore',
  });
  const now = isSaid ? null : countsText(turn, question, stake.counts);
  return now === null && gain === null ? null : lines(now, gain);
}

function slotOf({ city, kpi, period }: Question) {
  return { cityId: city.id, kpiCode: kpi.code, periodKey: period.key };
}

function countsText({ t, language }: Turn, { kpi, current }: Question, counts: Stake['counts']): Html | null {
  if (counts === null) return t(current === null ? 'entry:question.notSent' : 'entry:question.leftOut');
  if (counts.kind === 'missing') return t('entry:question.missing');
  return counts.carriedFrom === null
    ? null
    : t('entry:question.carried', { value: measure(language, kpi, counts.value) });
}

function effectText(
  { t }: Turn,
  effect: Effect | null,
  keys: {
    place: 'submit:effect.place' | 'entry:question.targetPlace';
    score: 'submit:effect.score' | 'entry:question.targetScore';
  },
): Html | null {
  if (effect === null) return null;
  const { placeBefore, placeAfter, scoreBefore, scoreAfter } = effect;
  if (placeBefore === null || placeAfter === null) return null;
  if (placeBefore !== placeAfter) return t(keys.place, { before: placeBefore, after: placeAfter });
  if (scoreBefore === null || scoreAfter === null || scoreBefore === scoreAfter) return null;
  return t(keys.score, { before: inPoints(scoreBefore), after: inPoints(scoreAfter) });
}

/** A score kept in hundredths, as decimal text. */
function inPoints(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}
