/** A bound of a parameter: how many characters, bytes, items, or which values. */
export interface Limit {
  readonly unit: 'characters' | 'bytes' | 'items' | 'value';
  readonly min: number;
  readonly max: number;
  /** True where characters count after the markup was taken out, so that the table's reader must parse first. */
  readonly afterParsing?: boolean;
}

/** What is known of one parameter of a method, or of one field of an object. */
export interface Fact {
  readonly types: readonly string[];
  readonly required: boolean;
  /** False: the sandbox refuses its use, because no part of it would act on it. */
  readonly served: boolean;
  readonly limit?: Limit;
}

/** Facts by name, of a method's parameters or an object's fields. */
export type Facts = Readonly<Record<string, Fact>>;

/** A parameter that each request must carry. */
export function required<const T extends readonly string[]>(...types: T) {
  return { types, required: true, served: true } as const;
}

/** A parameter that a request may carry. */
export function optional<const T extends readonly string[]>(...types: T) {
  return { types, required: false, served: true } as const;
}

/** A parameter that exists in the Bot API and that the sandbox refuses. */
export function unserved<const T extends readonly string[]>(...types: T) {
  return { types, required: false, served: false } as const;
}

/** The fact with a bound on the number of characters (UTF-16 units, as Telegram counts). */
export function characters<F extends Fact>(fact: F, min: number, max: number) {
  return { ...fact, limit: { unit: 'characters', min, max } } as const;
}

/** The fact with a bound on the characters that remain when the markup has been parsed. */
export function parsedCharacters<F extends Fact>(fact: F, min: number, max: number) {
  return { ...fact, limit: { unit: 'characters', min, max, afterParsing: true } } as const;
}

/** The fact with a bound on the number of bytes of its UTF-8 form. */
export function bytes<F extends Fact>(fact: F, min: number, max: number) {
  return { ...fact, limit: { unit: 'bytes', min, max } } as const;
}

/** The fact with a bound on the number of items of a list. */
export function items<F extends Fact>(fact: F, min: number, max: number) {
  return { ...fact, limit: { unit: 'items', min, max } } as const;
}

/** The fact with a bound on a number. */
export function between<F extends Fact>(fact: F, min: number, max: number) {
  return { ...fact, limit: { unit: 'value', min, max } } as const;
}
