// Checks the words of both languages with Debian's hunspell dictionaries and the word lists in spelling/.
// Arguments: further JSON files, in which texts stand under keys `kk` and `ru` (or names ending in Kk, _kk, …).
// Prints file, key and word, and exits 1 on findings; also when hunspell or a dictionary is missing.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const dictionaries = { kk: 'kk_KZ', ru: 'ru_RU' };
const languages = Object.keys(dictionaries);

/** Every text below a node of JSON, with its key. */
function* textsBelow(node, key) {
  if (typeof node === 'string') yield { key, text: node };
  else if (node !== null && typeof node === 'object') {
    for (const [name, child] of Object.entries(node))
      yield* textsBelow(child, key === '' ? name : `${key}.${name}`);
  }
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function localeTexts(language) {
  const folder = path.join(root, 'locales', language);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name);
      return [...textsBelow(readJson(file), '')].map((text) => ({
        ...text,
        file: path.relative(root, file),
      }));
    });
}

function dataTexts(file, language) {
  const suffix = new RegExp(`(?:^|\\.)${language}$|_${language}$|${language === 'kk' ? 'Kk' : 'Ru'}$`);
  return [...textsBelow(readJson(file), '')]
    .filter(({ key }) => suffix.test(key))
    .map((text) => ({ ...text, file }));
}

/** The Cyrillic words of a text, without markup, placeholders, commands and the parts after a hyphened figure. */
function wordsOf(text) {
  const bare = text
    .replace(/\{\{[^{}]*\}\}(?:-\p{L}+)?/gu, ' ')
    .replace(/<[^>]*>|&[a-z]+;/g, ' ')
    .replace(/\d+-\p{L}+/gu, ' ');
  return bare.match(/\p{Script=Cyrillic}+(?:-\p{Script=Cyrillic}+)*/gu) ?? [];
}

// Plural, possessive, case, and «-ғы/-гі» after a case, for hard and for soft nouns.
const nounEndings = {
  hard: /^(?:лар|дар|тар)?(?:ым|м|ың|ң|ыңыз|ңыз|ымыз|мыз|ы|сы)?(?:ға|қа|на|а|да|та|нда|дан|тан|нан|ның|дың|тың|ны|ды|ты|н)?(?:ғы)?$/,
  soft: /^(?:лер|дер|тер)?(?:ім|м|ің|ң|іңіз|ңіз|іміз|міз|і|сі)?(?:ге|ке|не|е|де|те|нде|ден|тен|нен|нің|дің|тің|ні|ді|ті|н)?(?:гі)?$/,
};

function harmonyOf(noun) {
  const deciding = noun.match(/[аоұыяёәеөүіэ]/g)?.at(-1) ?? '';
  return 'әеөүіэ'.includes(deciding) && deciding !== '' ? 'soft' : 'hard';
}

/**
 * Our own words: one a line, in lower case, `#` begins a comment. `сөз~` is a Kazakh noun with all its endings
 * in the right harmony, any other line is that form alone.
 */
function ownWords(language) {
  const lines = readFileSync(path.join(root, 'spelling', `${language}.txt`), 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().toLowerCase())
    .filter((line) => line !== '');
  const forms = new Set(lines.filter((line) => !line.endsWith('~')));
  const nouns = lines.filter((line) => line.endsWith('~')).map((line) => line.slice(0, -1));
  const isFormOf = (word, noun) =>
    word.startsWith(noun) && nounEndings[harmonyOf(noun)].test(word.slice(noun.length));
  return { has: (word) => forms.has(word) || nouns.some((noun) => isFormOf(word, noun)) };
}

/** Those of the words that the dictionary does not know. */
function unknownWords(language, words) {
  const result = spawnSync('hunspell', ['-d', dictionaries[language], '-i', 'utf-8', '-l'], {
    input: `${words.join('\n')}\n`,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (result.error !== undefined || result.status !== 0) {
    console.error(
      `Spelling was not checked: hunspell with the dictionary ${dictionaries[language]} is missing. ` +
        'Install: apt-get install hunspell hunspell-kk hunspell-ru',
    );
    process.exit(1);
  }
  return new Set(result.stdout.split('\n').filter((word) => word !== ''));
}

let findings = 0;
for (const language of languages) {
  const own = ownWords(language);
  const texts = [
    ...localeTexts(language),
    ...process.argv.slice(2).flatMap((file) => dataTexts(file, language)),
  ];
  const found = texts.flatMap(({ file, key, text }) => wordsOf(text).map((word) => ({ file, key, word })));
  const unlisted = found.filter(({ word }) => !own.has(word.toLowerCase()));
  const unknown = unknownWords(language, [...new Set(unlisted.map(({ word }) => word))]);
  for (const { file, key, word } of unlisted) {
    // A compound that hunspell splits is unknown by any of its parts.
    if (![word, ...word.split('-')].some((part) => unknown.has(part))) continue;
    console.error(`${file}: ${key}: ${word}`);
    findings += 1;
  }
}
if (findings > 0) {
  console.error(
    `${findings} unknown words. Correct them, or add right ones to spelling/kk.txt or spelling/ru.txt.`,
  );
  process.exit(1);
}
console.log('Spelling: every word of both languages is known.');
