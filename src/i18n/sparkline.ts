const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * Numbers as a line of bars, one for each, in their order: the lowest bar is the smallest, the highest the
 * largest. Where all are the same, or there is one only, the bars stand in the middle. Empty for none.
 */
export function sparkline(values: readonly string[]): string {
  const numbers = values.map(Number);
  if (numbers.some((number) => !Number.isFinite(number))) {
    throw new RangeError(`Not all numbers: ${values.join(', ')}`);
  }
  const low = Math.min(...numbers);
  const span = Math.max(...numbers) - low;
  const steps = bars.length - 1;
  const heightOf = (number: number) =>
    span === 0 ? Math.floor(steps / 2) : Math.round(((number - low) / span) * steps);
  return numbers.map((number) => bars[heightOf(number)]).join('');
}
