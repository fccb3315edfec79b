import { checkValue, type Relation, type ValueWarning } from '../../domain/kpi/check-value.ts';
import { type ParsedValue, parseValue } from '../../domain/kpi/parse-value.ts';
import type { KpiFacts } from './value-slot.ts';

/** Why a text cannot be taken as a value. */
export type Unreadable = Exclude<ParsedValue, { kind: 'value' } | { kind: 'ambiguous' }>;

export type JudgedValue =
  /** `value` is plain decimal text; `warnings` ask, they never refuse. */
  | { kind: 'value'; value: string; warnings: ValueWarning[] }
  /** It can be read in two ways; smaller first. */
  | { kind: 'ambiguous'; readings: [string, string] }
  | { kind: 'unreadable'; problem: Unreadable };

/**
 * Reads a value as a person wrote it and compares it with the earlier ones (newest first) and with those that
 * rules of the methodology tie it to. `reading` says which of two possible readings is meant, `isExact` that a
 * program wrote it.
 */
export function judgeValue(input: {
  text: string;
  reading?: string | undefined;
  isExact?: boolean | undefined;
  kpi: KpiFacts;
  previous: readonly string[];
  relations: readonly Relation[];
}): JudgedValue {
  const { text, reading, isExact = false, kpi, previous, relations } = input;
  const { unit, decimals, min, max, direction } = kpi;
  const parsed = parseValue(text, {
    unit: unit.id,
    decimals,
    unitLabels: [unit.label.kk, unit.label.ru],
    isExact,
  });
  switch (parsed.kind) {
    case 'value':
      return judged(parsed.value);
    case 'ambiguous':
      return reading !== undefined && parsed.readings.includes(reading)
        ? judged(reading)
        : { kind: 'ambiguous', readings: parsed.readings };
    default:
      return { kind: 'unreadable', problem: parsed };
  }

  function judged(value: string): JudgedValue {
    const warnings = checkValue({
      value,
      lastValues: previous,
      kpi: { unit: unit.id, decimals, min, max, direction },
      relations,
    });
    return { kind: 'value', value, warnings };
  }
}
