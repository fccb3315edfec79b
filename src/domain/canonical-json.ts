/**
 * Writes a JSON value in the one form of RFC 8785 (JSON Canonicalization Scheme): keys in the order of
 * their UTF-16 code units, no white space, numbers as ECMAScript prints them. Two equal values give the
 * same bytes, so a checksum over them can be repeated by anyone. Throws on what JSON cannot carry
 * (`undefined`, functions, big integers, NaN, infinities, lone surrogates): a caller's mistake.
 */
export function canonicalJson(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
      return JSON.stringify(value);
    case 'string':
      if (/\p{Surrogate}/u.test(value))
        throw new TypeError('a JSON text may not hold half of a surrogate pair');
      return JSON.stringify(value);
    case 'object':
      return Array.isArray(value) ? arrayText(value) : objectText(value as Record<string, unknown>);
    default:
      throw new TypeError(`not a JSON value: ${typeof value}`);
  }
}

function arrayText(items: readonly unknown[]): string {
  const parts: string[] = [];
  for (const item of items) parts.push(canonicalJson(item));
  return `[${parts.join(',')}]`;
}

function objectText(object: Record<string, unknown>): string {
  const prototype = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('only plain objects have a canonical form');
  }
  // The default order of sort() is by UTF-16 code units, which is what section 3.2.3 of the RFC asks for.
  const parts = Object.keys(object)
    .sort()
    .map((key) => `${canonicalJson(key)}:${canonicalJson(object[key])}`);
  return `{${parts.join(',')}}`;
}
