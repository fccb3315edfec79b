import type { ValueWarning } from '../../domain/kpi/check-value.ts';
import type { Html } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import type { KpiFacts } from '../../usecases/reporting/value-slot.ts';
import type { Turn } from '../turn.ts';
import { measure } from './submit-words.ts';

/** What is odd about a value, in a sentence that stands alone; {@link warningQuestion} asks. */
export function warningText(
  { t, language }: Pick<Turn, 't' | 'language'>,
  of: { kpi: KpiFacts; value: string },
  warning: ValueWarning,
): Html {
  const { kpi } = of;
  const value = measure(language, kpi, of.value);
  switch (warning.kind) {
    case 'likelySlip':
      return t(`submit:warning.${warning.direction}`, { value, factor: warning.factor });
    case 'likelyFraction':
      return t('submit:warning.fraction', { value, suggestion: measure(language, kpi, warning.suggestion) });
    case 'outlier':
      return t(`submit:warning.outlier.${warning.basis}`, {
        value,
        expected: formatNumber(warning.expected, kpi.decimals),
      });
    case 'againstDirection':
      return t(`submit:warning.against.${kpi.direction}`, {
        value,
        last: measure(language, kpi, warning.last),
      });
    case 'belowMin':
    case 'aboveMax':
      return t(`submit:warning.${warning.kind}`, { value, limit: warning.limit });
    case 'unchanged':
      return t('submit:warning.unchanged', { value, count: warning.times });
    case 'partAboveWhole': {
      const { role, other } = warning;
      return t(`submit:warning.cross.${role}`, {
        value,
        name: nameInSentence(other.name[language]),
        other: measure(language, kpi, other.value),
      });
    }
  }
}

/** What is asked about odd values, after what is odd about them. */
export function warningQuestion({ t }: Pick<Turn, 't'>, warnings: readonly ValueWarning[]): Html {
  const isSlip = warnings.some(({ kind }) => kind === 'likelySlip');
  return t(isSlip ? 'submit:warning.ask.comma' : 'submit:warning.ask.right');
}

/** What the value might have been meant to be, as plain decimal texts. */
export function suggestionsOf(warnings: readonly ValueWarning[]): string[] {
  return warnings.flatMap((warning) =>
    warning.kind === 'likelySlip' || warning.kind === 'likelyFraction' ? [warning.suggestion] : [],
  );
}
