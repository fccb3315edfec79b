/** Kazakh letters as people write them on a Russian keyboard, and letters that sound alike in names. */
const CYRILLIC: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
  э: 'е',
  й: 'и',
  ы: 'и',
  щ: 'ш',
  ь: '',
  ъ: '',
};

/** Latin spellings, longest first: English transliteration and the Kazakh Latin alphabets. */
const LATIN: readonly (readonly [string, string])[] = [
  ['shch', 'ш'],
  ['dzh', 'ж'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['gh', 'г'],
  ['ts', 'ц'],
  ['ya', 'я'],
  ['yu', 'ю'],
  ['yo', 'е'],
  ['ye', 'е'],
  ['ş', 'ш'],
  ['ç', 'ч'],
];
const LATIN_LETTERS: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'б',
  c: 'к',
  d: 'д',
  e: 'е',
  f: 'ф',
  g: 'г',
  h: 'х',
  i: 'и',
  ı: 'и',
  j: 'ж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  ŋ: 'н',
  o: 'о',
  p: 'п',
  q: 'к',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  v: 'в',
  w: 'у',
  x: 'кс',
  y: 'и',
  z: 'з',
};

/**
 * The words of a name in one plain spelling, whatever keyboard, language or script it was typed with:
 * `Өскемен`, `оскемен` and `Oskemen` all give `['оскемен']`. A Cyrillic letter gives at most one letter, so
 * one slip in what was typed stays one slip. Hyphens and other signs divide words, apostrophes vanish.
 */
export function foldName(text: string): string[] {
  const lower = text.normalize('NFC').toLowerCase();
  let folded = '';
  for (let at = 0; at < lower.length; ) {
    const pair = LATIN.find(([latin]) => lower.startsWith(latin, at));
    if (pair !== undefined) {
      folded += pair[1];
      at += pair[0].length;
    } else {
      folded += foldLetter(lower.charAt(at));
      at += 1;
    }
  }
  return folded.split(' ').filter((word) => word !== '');
}

function foldLetter(letter: string): string {
  const cyrillic = CYRILLIC[letter];
  if (cyrillic !== undefined) return cyrillic;
  if (/[а-я0-9]/.test(letter)) return letter;
  if (/['’ʼ`´]|\p{M}/u.test(letter)) return '';
  const plain = letter.normalize('NFD').charAt(0);
  return LATIN_LETTERS[letter] ?? LATIN_LETTERS[plain] ?? ' ';
}
