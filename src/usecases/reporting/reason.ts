/** Fewest letters or digits that say something, and most characters, of a reason or explanation. */
export const reasonLimits = { fewest: 3, most: 500 } as const;

/**
 * Reasons that stand ready as buttons. They are stored as `ready:<name>`, because whoever reads them may
 * speak the other language than whoever chose them.
 */
export const readyReturnReasons = ['source', 'period', 'unit', 'typo'] as const;
export const readyExplanations = ['realChange', 'newMethod', 'earlierWrong'] as const;
/** Why there is no number, by what is said in its place. */
export const readyNoValues = {
  no_data: ['notMeasured', 'notGiven', 'systemDown'],
  not_applicable: ['noObjects', 'notInCharge', 'noService'],
} as const;

export type ReadyReturnReason = (typeof readyReturnReasons)[number];
export type ReadyExplanation = (typeof readyExplanations)[number];
/** What is said in place of a number. */
export type NoValueKind = keyof typeof readyNoValues;
export type ReadyNoValue = (typeof readyNoValues)[NoValueKind][number];

/** A reason as it is stored: what a button stood for, or a person's own words. */
export type StoredReason =
  | { kind: 'returnReason'; name: ReadyReturnReason }
  | { kind: 'explanation'; name: ReadyExplanation }
  | { kind: 'noValue'; of: NoValueKind; name: ReadyNoValue }
  | { kind: 'words'; text: string };

const prefix = 'ready:';

/** What is stored for a reason that stands ready. */
export function storedReady(name: ReadyReturnReason | ReadyExplanation | ReadyNoValue): string {
  return prefix + name;
}

export function readStoredReason(stored: string): StoredReason {
  const name = stored.startsWith(prefix) ? stored.slice(prefix.length) : '';
  const returnReason = readyReturnReasons.find((known) => known === name);
  if (returnReason !== undefined) return { kind: 'returnReason', name: returnReason };
  const explanation = readyExplanations.find((known) => known === name);
  if (explanation !== undefined) return { kind: 'explanation', name: explanation };
  for (const of of ['no_data', 'not_applicable'] as const) {
    const noValue = readyNoValues[of].find((known) => known === name);
    if (noValue !== undefined) return { kind: 'noValue', of, name: noValue };
  }
  return { kind: 'words', text: stored };
}

export type ReadReason =
  | { kind: 'ok'; text: string }
  /** Says nothing: fewer than three letters or digits. */
  | { kind: 'tooShort' }
  | { kind: 'tooLong'; length: number; most: number };

/** Reads a reason as a person wrote it; spaces and line breaks at its ends fall away. */
export function readReason(text: string): ReadReason {
  const trimmed = text.trim();
  const length = [...trimmed].length;
  if (length > reasonLimits.most) return { kind: 'tooLong', length, most: reasonLimits.most };
  const said = trimmed.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return said < reasonLimits.fewest ? { kind: 'tooShort' } : { kind: 'ok', text: trimmed };
}
