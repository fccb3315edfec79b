/** Whether two words are equal or differ by one letter: added, lost, replaced, or two neighbours swapped. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  if (at === a.length && at === b.length) return true;
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at);
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Whether some beginning of `word` is at most one slip away from what was typed so far. */
export function isOneSlipFromStart(typed: string, word: string): boolean {
  for (let length = typed.length - 1; length <= typed.length + 1; length += 1) {
    if (length <= word.length && isOneSlipApart(typed, word.slice(0, length))) return true;
  }
  return false;
}
