/** An exact fraction; the denominator is above 0. */
export type Rational = { readonly num: bigint; readonly den: bigint };

/** The mean of some fractions by whole weights above 0, exact; null when there are none. */
export function weightedMean(items: readonly { value: Rational; weight: bigint }[]): Rational | null {
  let num = 0n;
  let den = 1n;
  let weights = 0n;
  for (const { value, weight } of items) {
    if (value.den === den) num += weight * value.num;
    else {
      num = num * value.den + weight * value.num * den;
      den *= value.den;
    }
    weights += weight;
  }
  return weights === 0n ? null : { num, den: den * weights };
}

/** `a / b` rounded to a whole number, halves up; exact for whole numbers of a double, a ≥ 0, b > 0. */
export function roundQuotient(a: number, b: number): number {
  const rest = a % b;
  const whole = (a - rest) / b;
  return 2 * rest >= b ? whole + 1 : whole;
}
