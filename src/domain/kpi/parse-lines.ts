/** A line of a message of many values. */
export interface ParsedLine {
  /** Place in the message, from 1; empty lines count. */
  number: number;
  /** The line as it was written, without spaces at its ends. */
  text: string;
  content: /** `kpiCode` is spelled as in the catalogue, `city` as it was typed. */
  { kind: 'value'; kpiCode: string; city: string | null; value: string } | { kind: 'notALine' };
}

export type ParsedLines =
  | { kind: 'lines'; lines: readonly ParsedLine[] }
  /** No line of it begins with a code: it was meant for something else. */
  | { kind: 'notLines' }
  | { kind: 'tooMany'; most: number };

export const mostLines = 200;
/** Longer than any code, city and value together; nothing longer is read at all. */
const longestLine = 200;

/** Letters of either alphabet that look alike, as Latin capitals; codes have none but these and their own. */
const lookalikes: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Ғ: 'F',
  Г: 'G',
  Н: 'H',
  І: 'I',
  Ӏ: 'I',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Ѕ: 'S',
  Т: 'T',
  У: 'Y',
  Ү: 'Y',
  Х: 'X',
};

const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Three letters, perhaps a dash of any kind, a point or spaces, a number of at most two digits. */
const code = /^(\p{L}{3})[\s.\-\u2010-\u2015\u2212_]{0,3}(\d{1,2})(?!\d)/u;
/** What may stand between code, city and value. */
const separators = /^[\s:;=|–—-]+/;
/** A name: letters first, then letters, spaces, points, hyphens and apostrophes, up to the value. */
const cityBefore = /^(\p{L}[\p{L}\s.'’-]*?)[\s:;=|,]+(?=[-+−–]?[\d.,])/u;

/**
 * Reads a message of one value a line: `GOV-01 85,5`, or with a city `GOV-01 Орал 85,5`. Lower case, Cyrillic
 * letters that look alike, `GOV 1` and `gov1` are understood. What cannot be read refuses its line only.
 */
export function parseLines(message: string): ParsedLines {
  const lines = message
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map((line, index) => ({ number: index + 1, text: line.replace(invisible, '').trim() }))
    .filter(({ text }) => text !== '')
    .map(({ number, text }): ParsedLine => ({ number, text, content: readLine(text) }));
  if (lines.every(({ content }) => content.kind === 'notALine')) return { kind: 'notLines' };
  return lines.length > mostLines ? { kind: 'tooMany', most: mostLines } : { kind: 'lines', lines };
}

function readLine(line: string): ParsedLine['content'] {
  if (line.length > longestLine) return { kind: 'notALine' };
  const match = code.exec(line);
  const letters = toLatin(match?.[1] ?? '');
  if (match === null || letters === null) return { kind: 'notALine' };
  const kpiCode = `${letters}-${(match[2] ?? '').padStart(2, '0')}`;
  const after = line.slice(match[0].length);
  const gap = separators.exec(after)?.[0] ?? '';
  if (gap === '') return { kind: 'notALine' };
  // A minus that touches the number is the value's own.
  const isMinus = /[\s:;=|][-–—]$/.test(gap) && /^\d/.test(after.slice(gap.length));
  const rest = isMinus ? `-${after.slice(gap.length)}` : after.slice(gap.length);
  if (rest === '') return { kind: 'notALine' };
  const named = cityBefore.exec(rest);
  if (named === null) return { kind: 'value', kpiCode, city: null, value: rest };
  return { kind: 'value', kpiCode, city: (named[1] ?? '').trim(), value: rest.slice(named[0].length) };
}

/** The three letters of a code in Latin capitals; null where one of them is like no Latin letter. */
function toLatin(letters: string): string | null {
  const latin = [...letters.toUpperCase()].map((letter) => lookalikes[letter] ?? letter).join('');
  return /^[A-Z]{3}$/.test(latin) ? latin : null;
}
