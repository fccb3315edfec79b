import type { Random } from '../random.ts';

/** Crockford's base32: digits and letters that nobody mistakes for one another (no I, L, O, U). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const PREFIX = 'rc_';

/** Cyrillic capitals that look like a letter of the alphabet, as a phone's keyboard may give them. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: '0',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
};

/** A new receipt number: `rc_` and eight characters, 40 random bits, in no order. */
export function makeReceipt(random: Pick<Random, 'bytes'>): string {
  const characters = Array.from(random.bytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]);
  if (characters.length !== LENGTH) throw new RangeError(`The random source gave ${characters.length} bytes`);
  return PREFIX + characters.join('');
}

/**
 * The receipt number that a text stands for, or null. Lower case, Cyrillic lookalikes, O for 0, I and L
 * for 1, and spaces or hyphens for readability are all understood.
 */
export function parseReceipt(text: string): string | null {
  const match = /^(?:RC|РС)[_\s-]?([\s\S]*)$/.exec(text.trim().toUpperCase());
  if (!match?.[1]) return null;
  const characters = match[1]
    .replace(/[\s-]/g, '')
    .replace(/[А-Я]/g, (letter) => LOOKALIKES[letter] ?? letter)
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const isWhole = characters.length === LENGTH && [...characters].every((c) => ALPHABET.includes(c));
  return isWhole ? PREFIX + characters : null;
}
