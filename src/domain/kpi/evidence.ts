/** How good a value is: what it rests on. */
export const dataGrades = ['measured', 'register', 'sample', 'estimate'] as const;
export type DataGrade = (typeof dataGrades)[number];

export function isDataGrade(text: string): text is DataGrade {
  return dataGrades.some((grade) => grade === text);
}

/** Most files of one version, bytes of one file (Telegram's limit for bots), and characters of a link. */
export const evidenceLimits = { files: 10, fileBytes: 20 * 1024 * 1024, link: 500 } as const;

export type ReadLink =
  | { kind: 'link'; link: string }
  /** Words: it does not look like an address at all. */
  | { kind: 'words' }
  /** An address, but not of a page on the web. */
  | { kind: 'notWeb' }
  | { kind: 'tooLong'; length: number; most: number };

/** Reads a text as a link to a page: one word that begins as addresses do, with http or https. */
export function readLink(text: string): ReadLink {
  const word = text.trim();
  if (/\s/.test(word) || !/^([a-z][a-z0-9+.-]*:\/\/|www\.)/i.test(word)) return { kind: 'words' };
  const length = [...word].length;
  if (length > evidenceLimits.link) return { kind: 'tooLong', length, most: evidenceLimits.link };
  const url = URL.canParse(word) ? new URL(word) : null;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  // A name and password before the host would be shown to everybody who reviews.
  if (!isWeb || !url.hostname.includes('.') || url.username !== '' || url.password !== '') {
    return { kind: 'notWeb' };
  }
  return { kind: 'link', link: word };
}
