/** Longest full name and post that are taken, in UTF-16 units. */
export const longestName = 100;
export const longestPost = 150;

export type NameProblem = 'tooLong' | 'notFull' | 'notLetters';
export type Read<Problem> = { kind: 'ok'; text: string } | { kind: Problem };

/**
 * A full name as an inviter types it: at least two words of letters of any script, with hyphens, apostrophes
 * and dots. Spaces are made single. Anything else would stand in lists where people look for people.
 */
export function readFullName(typed: string): Read<NameProblem> {
  const text = singleSpaced(typed);
  if (text.length > longestName) return { kind: 'tooLong' };
  if (!/^[\p{L}\p{M}.'’ʼ\- ]*$/u.test(text)) return { kind: 'notLetters' };
  if ((text.match(/\p{L}+/gu) ?? []).length < 2) return { kind: 'notFull' };
  return { kind: 'ok', text };
}

/** A post as an inviter types it: any words, at least two letters of them. */
export function readPost(typed: string): Read<'tooLong' | 'tooShort'> {
  const text = singleSpaced(typed);
  if (text.length > longestPost) return { kind: 'tooLong' };
  if ((text.match(/\p{L}/gu) ?? []).length < 2) return { kind: 'tooShort' };
  return { kind: 'ok', text };
}

function singleSpaced(typed: string): string {
  return typed.replace(/\s+/gu, ' ').trim();
}
