import { clipText } from '../../i18n/clean-text.ts';
import type { Html } from '../../i18n/html.ts';
import type { Unreadable } from '../../usecases/reporting/judge-value.ts';
import type { SlotRefusal } from '../../usecases/reporting/may-submit.ts';
import type { ReadReason } from '../../usecases/reporting/reason.ts';
import type { KpiFacts } from '../../usecases/reporting/value-slot.ts';
import type { Turn } from '../turn.ts';
import { measure } from './submit-words.ts';

/** As much of a person's words as an answer repeats. */
const longestEcho = 40;

/** Why somebody may not submit this value now. */
export function refusalText(
  turn: Turn,
  refusal: SlotRefusal,
  /** Whether the person typed something that is kept. */
  { isTyped = true }: { isTyped?: boolean } = {},
): Html {
  const { t } = turn;
  switch (refusal.kind) {
    case 'noRight':
      return t('common:noRight');
    case 'notFound':
      return t('errors:notFound');
    case 'notAssigned':
      return t('errors:notAssigned');
    case 'periodLocked':
      return t(isTyped ? 'errors:periodClosed' : 'review:periodClosed', { period: refusal.periodKey });
    case 'periodNotOpen':
      return t('errors:periodNotOpen', { period: refusal.periodKey, day: refusal.opensOn });
  }
}

/** What could not be taken, what is allowed, what to do: one sentence or two. */
export function unreadableText(turn: Turn, kpi: KpiFacts, typed: string, problem: Unreadable): Html {
  const { t, language } = turn;
  const example = exampleOf(kpi);
  switch (problem.kind) {
    case 'notANumber':
      return t('submit:unreadable.notANumber', { text: echo(typed), example });
    case 'wrongUnit': {
      const unit = kpi.unit.label[language];
      return t('submit:unreadable.wrongUnit', { given: echo(problem.given), unit });
    }
    case 'outOfRange': {
      const { min = '0', max } = problem;
      const value = measure(language, kpi, problem.value);
      if (max === undefined) return t('submit:unreadable.belowMin', { value, min });
      return t('submit:unreadable.outOfRange', { value, min, max });
    }
    case 'tooManyDecimals':
      return problem.decimals === 0
        ? t('submit:unreadable.notWhole', { value: problem.value })
        : t('submit:unreadable.tooManyDecimals', { value: problem.value, decimals: problem.decimals });
    case 'tooLong':
      return t('submit:unreadable.tooLong', { example });
  }
}

/** Why a reason or explanation could not be taken. */
export function badReasonText(turn: Turn, problem: Exclude<ReadReason, { kind: 'ok' }>): Html {
  return problem.kind === 'tooShort'
    ? turn.t('submit:reasonTooShort')
    : turn.t('submit:reasonTooLong', { length: problem.length, most: problem.most });
}

/** A person's own words, short enough to be repeated to them. */
export function echo(typed: string): string {
  return clipText(typed.replace(/\s+/g, ' ').trim(), longestEcho);
}

/** A number of the kind that is wanted; the same for all KPIs alike, so that it suggests nothing. */
export function exampleOf({ decimals }: Pick<KpiFacts, 'decimals'>): string {
  return ['12', '22.5', '1.25'][decimals] ?? '1.25';
}
