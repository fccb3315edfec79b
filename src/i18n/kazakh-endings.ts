/** The cases of Kazakh whose endings are computed, in the order barys, zhatys, shyghys, ilik, tabys. */
export const kazakhCases = ['dative', 'locative', 'ablative', 'genitive', 'accusative'] as const;

export type KazakhCase = (typeof kazakhCases)[number];

type Endings = Readonly<Record<KazakhCase, string>>;

function endings(row: string): Endings {
  const [dative = '', locative = '', ablative = '', genitive = '', accusative = ''] = row.split(' ');
  return { dative, locative, ablative, genitive, accusative };
}

const table = {
  vowel: { hard: endings('ға да дан ның ны'), soft: endings('ге де ден нің ні') },
  sonorous: { hard: endings('ға да дан дың ды'), soft: endings('ге де ден дің ді') },
  nasal: { hard: endings('ға да нан ның ды'), soft: endings('ге де нен нің ді') },
  other: { hard: endings('қа та тан тың ты'), soft: endings('ке те тен тің ті') },
  possessive: { hard: endings('на нда нан ның н'), soft: endings('не нде нен нің н') },
} as const;

const hardVowels = 'аоұыяё';
const softVowels = 'әеөүіэ';
const undecidedVowels = 'иую';

/** Whether the endings of a word are soft: by its last vowel that decides; «би» alone is soft, «Шу» hard. */
function isSoft(word: string): boolean {
  // Surnames and names made of them in -ов, -ев follow their stem: Қонаев is hard, Жүргенов soft.
  const stem = /[ое]в$/.test(word) && word.length > 3 ? word.slice(0, -2) : word;
  for (const candidate of [stem, word]) {
    for (const letter of [...candidate].reverse()) {
      if (hardVowels.includes(letter)) return false;
      if (softVowels.includes(letter)) return true;
    }
  }
  return [...word].reverse().find((letter) => undecidedVowels.includes(letter)) === 'и';
}

function lastLetterClass(word: string): 'vowel' | 'sonorous' | 'nasal' | 'other' {
  const last = word.at(-1) ?? '';
  if (hardVowels.includes(last) || softVowels.includes(last)) return 'vowel';
  if ('йуиюрлзж'.includes(last)) return 'sonorous';
  if ('мнң'.includes(last)) return 'nasal';
  return 'other';
}

export interface EndingOptions {
  /** The word ends in a possessive (қаласы, кенті, облысы, үлесі), after which endings differ. */
  readonly possessive?: boolean;
}

/**
 * The text with the ending of a Kazakh case on its last word: `Орал` → `Оралда`, `Астана қаласы` →
 * `Астана қаласында`. A number or percentage as we show it takes a hyphen and the ending of the last word said:
 * `85,5` → `85,5-ке`. Throws where no ending can be known (Latin words, times, codes): such sentences are
 * worded so that none is needed.
 */
export function withEnding(text: string, kazakhCase: KazakhCase, options: EndingOptions = {}): string {
  const spoken = spokenNumberWord(text);
  if (spoken !== undefined) return `${text}-${endingOf(spoken, kazakhCase, false)}`;
  const word = lastWord(text);
  if (word === undefined) throw new RangeError(`No Kazakh ending can be put on «${text}»: word it otherwise`);
  if (word.endsWith('ск')) return `${text}і${table.vowel.soft[kazakhCase]}`;
  return text + endingOf(word, kazakhCase, options.possessive ?? false);
}

/** With the ending of «its»: `100 %` → `100 %-ы`, `6` → `6-сы`, `үлес` → `үлесі`. */
export function withPossession(text: string): string {
  const spoken = spokenNumberWord(text);
  const word = spoken ?? lastWord(text);
  if (word === undefined) throw new RangeError(`No Kazakh ending can be put on «${text}»: word it otherwise`);
  const vowel = isSoft(word) ? 'і' : 'ы';
  const ending = lastLetterClass(word) === 'vowel' ? `с${vowel}` : vowel;
  return spoken === undefined ? text + ending : `${text}-${ending}`;
}

function endingOf(word: string, kazakhCase: KazakhCase, possessive: boolean): string {
  const softness = isSoft(word) ? 'soft' : 'hard';
  const kind = possessive ? 'possessive' : lastLetterClass(word);
  return table[kind][softness][kazakhCase];
}

/** The last word in lower case, without the signs that are not said; `undefined` where it is not Cyrillic. */
function lastWord(text: string): string | undefined {
  const word = /[\p{L}\p{M}]+$/u
    .exec(text)?.[0]
    .toLowerCase()
    .replace(/[ьъ]+$/, '');
  return word !== undefined && /^[\u0400-\u04ff]+$/.test(word) && /[аәеёиоөуұүыіэюя]/.test(word)
    ? word
    : undefined;
}

const ones = ['', 'бір', 'екі', 'үш', 'төрт', 'бес', 'алты', 'жеті', 'сегіз', 'тоғыз'];
const tens = ['', 'он', 'жиырма', 'отыз', 'қырық', 'елу', 'алпыс', 'жетпіс', 'сексен', 'тоқсан'];
const thousands = ['', 'мың', 'миллион', 'миллиард', 'триллион'];

/** The last word said of a number as we show it (`1 980`, `85,5`, `−2,3`, `85 %`); else `undefined`. */
function spokenNumberWord(text: string): string | undefined {
  const shown = /^[−-]?(\d{1,3}(?:[\u00a0\u202f ]\d{3})+|\d+)(?:,(\d+))?([\u00a0\u202f ]?%)?$/.exec(text);
  if (shown === null) return undefined;
  if (shown[3] !== undefined) return 'пайыз';
  return lastSpokenWord(shown[2] ?? shown[1]?.replace(/\D/g, '') ?? '');
}

function lastSpokenWord(digits: string): string {
  const significant = digits.replace(/^0+/, '');
  if (significant === '') return 'нөл';
  const zeros = /0*$/.exec(significant)?.[0].length ?? 0;
  const power = Math.floor(zeros / 3);
  if (power > 0) {
    const word = thousands[power];
    if (word === undefined) throw new RangeError(`A number too large to be said: ${digits}`);
    return word;
  }
  if (zeros === 2) return 'жүз';
  const digit = Number(significant.at(-1 - zeros));
  return (zeros === 1 ? tens : ones)[digit] ?? '';
}

/** The ending itself, with its hyphen, of a number as we show it: `numberEnding('85,5', 'dative')` → `-ке`. */
export function numberEnding(shown: string, kazakhCase: KazakhCase): string {
  if (spokenNumberWord(shown) === undefined) throw new RangeError(`Not a number as we show it: «${shown}»`);
  return withEnding(shown, kazakhCase).slice(shown.length);
}
