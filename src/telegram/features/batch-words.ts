import { clipText } from '../../i18n/clean-text.ts';
import type { JudgedRow, RowRefusal } from '../../usecases/reporting/batch/batch-row.ts';
import type { Unreadable } from '../../usecases/reporting/judge-value.ts';
import type { SlotFacts } from '../../usecases/reporting/value-slot.ts';
import type { Turn } from '../turn.ts';
import { echo } from './submit-refusals.ts';
import { flagWords, valueWords } from './submit-words.ts';

/** As much as a line says of what it is about. */
const longestAbout = 60;

/** One line of a preview: what it is about, the value, and what is odd or wrong. */
export function rowLine(turn: Turn, { row, facts, verdict }: JudgedRow) {
  const { t } = turn;
  const about = aboutWords(turn, row.label, facts);
  const { number } = row;
  switch (verdict.kind) {
    case 'accepted': {
      const value = facts === null ? '' : valueWords(t, facts.kpi, verdict.report);
      return t('batch:preview.line', { number, about, value });
    }
    case 'asks': {
      const value = facts === null ? verdict.value : valueWords(t, facts.kpi, { value: verdict.value });
      const why = flagWords(
        t,
        verdict.warnings.map(({ kind }) => kind),
      );
      return t('batch:preview.lineAsks', { number, about, value, why });
    }
    case 'ambiguous': {
      const [small, large] = verdict.readings;
      const text = row.content.kind === 'value' ? echo(row.content.text) : '';
      return t('batch:preview.lineAmbiguous', { number, about, text, small, large });
    }
    case 'refused':
      return t('batch:preview.lineRefused', { number, about, why: whyWords(turn, verdict.why, facts) });
  }
}

function aboutWords({ t, language }: Turn, label: string | null, facts: SlotFacts | null): string {
  if (facts === null) return label === null ? '…' : clipText(label, longestAbout);
  const { city, kpi } = facts;
  return t.plain('batch:preview.about', { city: city.shortName[language], kpi: kpi.shortName[language] });
}

function whyWords(turn: Turn, why: RowRefusal, facts: SlotFacts | null): string {
  const { t } = turn;
  switch (why.kind) {
    case 'periodLocked':
    case 'periodNotOpen':
      return t.plain(`batch:why.${why.kind}`, { period: why.periodKey });
    case 'twice':
      return t.plain('batch:why.twice', { first: String(why.first) });
    case 'unreadable':
      return unreadableWords(turn, why.text, why.problem, facts);
    default:
      return t.plain(`batch:why.${why.kind}`);
  }
}

function unreadableWords(turn: Turn, text: string, problem: Unreadable, facts: SlotFacts | null): string {
  const { t, language } = turn;
  switch (problem.kind) {
    case 'notANumber':
      return t.plain('batch:why.notANumber', { text: echo(text) });
    case 'wrongUnit':
      return t.plain('batch:why.wrongUnit', {
        given: echo(problem.given),
        unit: facts?.kpi.unit.label[language] ?? '',
      });
    case 'outOfRange': {
      const { value, min = '0', max } = problem;
      if (max === undefined) return t.plain('batch:why.belowMin', { value, min });
      return t.plain('batch:why.outOfRange', { value, min, max });
    }
    case 'tooManyDecimals': {
      const { value, decimals } = problem;
      if (decimals === 0) return t.plain('batch:why.notWhole', { value });
      return t.plain('batch:why.tooManyDecimals', { value, decimals });
    }
    case 'tooLong':
      return t.plain('batch:why.tooLong');
  }
}
