export type PersonalDataKind = 'phone' | 'iin' | 'email' | 'card';

export interface MaskedText {
  text: string;
  /** What was hidden, each kind once, in a fixed order. */
  masked: PersonalDataKind[];
}

/** Stands where something was hidden; the same length whatever was there. */
const MASK = '•••';

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

const GAP = '[ \\u00a0\\u2009\\u202f-]';
/** Groups of four as on the card, or one run of 13 to 19 digits. */
const CARD = new RegExp(`(?<!\\d)(?:\\d{4}(?:${GAP}\\d{4}){3}(?:${GAP}\\d{1,3})?|\\d{13,19})(?!\\d)`, 'g');
const IIN = new RegExp(`(?<!\\d)(?:\\d{6}${GAP}?\\d{6}|\\d{4}${GAP}\\d{4}${GAP}\\d{4})(?!\\d)`, 'g');

const PHONE_GAP = '[ \\u00a0\\u2009\\u202f().\\u2010-\\u2015/-]{0,3}';
/** +7, 8 or 7, then the ten digits of a number in Kazakhstan or a neighbour: codes begin with 6, 7 or 9. */
const LONG_PHONE = new RegExp(`(?<!\\d)(?:\\+ ?7|8|7)${PHONE_GAP}[679](?:${PHONE_GAP}\\d){9}(?!\\d)`, 'g');
/** Ten digits without the country's code, in the groups people use: 701 123 45 67, (7172) 55-55-55. */
const SHORT_PHONE = new RegExp(
  `(?<!\\d)\\(?(?:7[0-7]\\d\\)?${PHONE_GAP}\\d{3}|7[0-7]\\d{2}\\)?${PHONE_GAP}\\d{2})${PHONE_GAP}\\d{2}${PHONE_GAP}\\d{2}(?!\\d)`,
  'g',
);
const FOREIGN_PHONE = new RegExp(`\\+ ?\\d(?:${PHONE_GAP}\\d){9,13}(?!\\d)`, 'g');
/** A city number of six or seven digits is a phone only where the word says so, and no price follows. */
const CITY_PHONE =
  /((?:телефон|тел|байланыс|звонит)\p{L}*\.? ?(?:нөмірі|номер)? ?[:№–-]? ?)(\d(?:[ -]?\d){5,6})(?!\d| ?(?:тг|тең|тен|₸))/giu;

/**
 * Hides phone numbers, individual identification numbers, e-mail addresses and bank cards in what people
 * write. House numbers, years, dates and sums stay: a sum is known by its groups of three digits, a card
 * and an IIN by their check digits.
 */
export function maskPersonalData(text: string): MaskedText {
  const masked = new Set<PersonalDataKind>();
  const hide = (kind: PersonalDataKind, isReal: (found: string) => boolean) => (found: string) => {
    if (!isReal(found)) return found;
    masked.add(kind);
    return MASK;
  };
  const result = text
    .replace(
      EMAIL,
      hide('email', () => true),
    )
    .replace(CARD, hide('card', isCard))
    .replace(IIN, hide('iin', isIin))
    .replace(LONG_PHONE, hide('phone', isNoSum))
    .replace(
      FOREIGN_PHONE,
      hide('phone', () => true),
    )
    .replace(SHORT_PHONE, hide('phone', isNoSum))
    .replace(CITY_PHONE, (_found, word: string) => {
      masked.add('phone');
      return word + MASK;
    });
  const order: PersonalDataKind[] = ['phone', 'iin', 'email', 'card'];
  return { text: result, masked: order.filter((kind) => masked.has(kind)) };
}

function digitsOf(text: string): number[] {
  return [...text].filter((character) => character >= '0' && character <= '9').map(Number);
}

/** "7 700 123 456" is money: one to three digits, then groups of three, parted by spaces only. */
function isNoSum(text: string): boolean {
  return !/^\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+$/.test(text);
}

/** Luhn's check: each second digit from the right doubled, the sum of all digits divisible by ten. */
function isCard(text: string): boolean {
  const sum = digitsOf(text)
    .reverse()
    .map((digit, place) => (place % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2))
    .reduce((total, digit) => total + digit, 0);
  return sum % 10 === 0 && sum > 0;
}

const IIN_WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const IIN_SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/**
 * Date of birth (YYMMDD), a digit 0-6 for century and sex, four digits, and a check digit: the weighted
 * sum modulo 11, with other weights when the first gives 10. A company's BIN has no such date.
 */
function isIin(text: string): boolean {
  const digits = digitsOf(text);
  const month = Number(digits.slice(2, 4).join(''));
  const day = Number(digits.slice(4, 6).join(''));
  if (month < 1 || month > 12 || day < 1 || day > 31 || (digits[6] ?? 9) > 6) return false;
  const checksum = (weights: readonly number[]) =>
    weights.reduce((sum, weight, place) => sum + weight * (digits[place] ?? 0), 0) % 11;
  const first = checksum(IIN_WEIGHTS);
  return digits[11] === (first === 10 ? checksum(IIN_SECOND_WEIGHTS) : first);
}
