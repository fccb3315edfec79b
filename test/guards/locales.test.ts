import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { kazakhTexts, russianTexts } from '../../src/i18n/areas.ts';
import { formatNames } from '../../src/i18n/formats.ts';
import { type Html, visibleText } from '../../src/i18n/html.ts';
import { kazakhCases } from '../../src/i18n/kazakh-endings.ts';
import { type Language, languages } from '../../src/i18n/language.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Text {
  readonly language: Language;
  /** `area:path.to.key`, plural suffix included. */
  readonly name: string;
  /** The same without the plural suffix: what code asks for. */
  readonly key: string;
  readonly category: string | undefined;
  readonly template: string;
}

function collect(language: Language, prefix: string, node: unknown): Text[] {
  if (typeof node === 'string') {
    const plural = /^(.*)_(zero|one|two|few|many|other)$/.exec(prefix);
    return [{ language, name: prefix, key: plural?.[1] ?? prefix, category: plural?.[2], template: node }];
  }
  return Object.entries(node as object).flatMap(([name, child]) =>
    collect(language, prefix.endsWith(':') ? prefix + name : `${prefix}.${name}`, child),
  );
}

const byLanguage: Readonly<Record<Language, readonly Text[]>> = {
  kk: Object.entries(kazakhTexts).flatMap(([area, node]) => collect('kk', `${area}:`, node)),
  ru: Object.entries(russianTexts).flatMap(([area, node]) => collect('ru', `${area}:`, node)),
};
const all = languages.flatMap((language) => byLanguage[language]);

/** The texts that break a rule, as lines to read in a failure. */
function offenders(texts: readonly Text[], breaks: (text: Text) => boolean): string[] {
  return texts
    .filter(breaks)
    .map(({ language, name, template }) => `${language} ${name}: ${JSON.stringify(template)}`);
}

/** The words of a text: markup, placeholders, addresses and commands removed. */
function words(template: string): string {
  return visibleText(template.replace(/\{\{[^{}]*\}\}/g, '0') as Html).replace(/(?<![p{L}\d])\/[a-z_]+/g, '');
}

function placeholders(template: string): { name: string; steps: readonly string[] }[] {
  return [...template.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, inside = '']) => {
    const [name = '', ...steps] = inside.split(',').map((part) => part.trim());
    return { name, steps: steps.flatMap((step) => step.split(/\s+/)) };
  });
}

describe('both languages', () => {
  it('have a file for each area, and each file is loaded', () => {
    const areas = Object.keys(kazakhTexts).sort();
    expect(Object.keys(russianTexts).sort()).toEqual(areas);
    for (const language of languages) {
      const files = readdirSync(path.join(root, 'locales', language)).sort();
      expect(files).toEqual(areas.map((area) => `${area}.json`));
    }
  });

  it('have the same keys', () => {
    const keys = (language: Language) => [...new Set(byLanguage[language].map(({ key }) => key))].sort();
    expect(keys('ru')).toEqual(keys('kk'));
  });

  it.each(languages)('%s has exactly its own plural forms', (language) => {
    const expected = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const plural = byLanguage[language].filter(({ category }) => category !== undefined);
    for (const key of new Set(plural.map((text) => text.key))) {
      const categories = plural.filter((text) => text.key === key).map(({ category }) => category);
      expect(categories.toSorted(), key).toEqual(expected);
    }
    expect(plural.length).toBeGreaterThan(0);
  });

  it('use the plural in the same texts, and only where {{count}} is shown or agreed with', () => {
    const plural = (language: Language) =>
      [...new Set(byLanguage[language].filter(({ category }) => category).map(({ key }) => key))].sort();
    expect(plural('ru')).toEqual(plural('kk'));
    const bare = offenders(
      all,
      ({ category, template }) =>
        category === undefined && placeholders(template).some(({ name }) => name === 'count'),
    );
    expect(bare).toEqual([]);
  });

  it('have the same placeholders in every form of a text', () => {
    const names = (template: string) => [...new Set(placeholders(template).map(({ name }) => name))].sort();
    const expected = new Map<string, string[]>();
    for (const { language, name, key, template } of all) {
      const first = expected.get(key) ?? names(template);
      expected.set(key, first);
      expect(names(template), `${language} ${name}`).toEqual(first);
    }
  });

  it('have the same formats, Kazakh endings and capitals apart', () => {
    const ofLanguageOnly = new Set<string>([...kazakhCases, 'possessive', 'possession', 'capital']);
    const formatsOf = (language: Language, key: string) =>
      [
        ...new Set(
          byLanguage[language]
            .filter((text) => text.key === key)
            .flatMap(({ template }) => placeholders(template))
            .map(
              ({ name, steps }) => `${name}: ${steps.filter((step) => !ofLanguageOnly.has(step)).join(' ')}`,
            ),
        ),
      ].sort();
    for (const { key } of byLanguage.kk) expect(formatsOf('ru', key), key).toEqual(formatsOf('kk', key));
  });
});

describe('every text', () => {
  it('says something', () => {
    expect(offenders(all, ({ template }) => template.trim() !== template || template === '')).toEqual([]);
  });

  it('has well-formed placeholders with known formats', () => {
    const known = new Set([...formatNames, ...kazakhCases, 'possessive', 'possession', 'capital']);
    const wrong = offenders(all, ({ template }) => {
      const rest = template.replace(/\{\{[a-z][A-Za-z]*(?:, ?[^{}]+)?\}\}/g, '');
      if (/[{}]|\$t\(/.test(rest)) return true;
      return placeholders(template).some(({ steps }) =>
        steps.some((step) => !known.has(step) && !/^decimal\(\d\)$/.test(step)),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('puts Kazakh endings on Kazakh words only', () => {
    const endings = new Set<string>([...kazakhCases, 'possessive', 'possession']);
    const wrong = offenders(byLanguage.ru, ({ template }) =>
      placeholders(template).some(({ steps }) => steps.some((step) => endings.has(step))),
    );
    expect(wrong).toEqual([]);
  });

  it("has only Telegram's tags, balanced, and no bare ampersand", () => {
    const wrong = offenders(all, ({ template }) => {
      if (/&(?!(?:amp|lt|gt|quot);)/.test(template)) return true;
      const open: string[] = [];
      const rest = template.replace(
        /<(\/?)(b|i|u|s|code|pre|blockquote|tg-spoiler|a)( href="[^"<>]+")?>/g,
        (tag, closing: string, name: string, href?: string) => {
          if (closing === '') {
            open.push((name === 'a') === (href !== undefined) ? name : 'misused');
            return '';
          }
          return open.pop() === name && href === undefined ? '' : tag;
        },
      );
      return open.length > 0 || /[<>]/.test(rest);
    });
    expect(wrong).toEqual([]);
  });

  it('mixes no alphabets in a word, and writes the Kazakh і and һ in Cyrillic', () => {
    const wrong = offenders(all, ({ template }) =>
      (words(template).match(/[\p{L}\p{M}]+/gu) ?? []).some(
        (word) => /\p{Script=Cyrillic}/u.test(word) && !/^\p{Script=Cyrillic}+$/u.test(word),
      ),
    );
    expect(wrong).toEqual([]);
    const loneLatin = offenders(all, ({ template }) =>
      /(?<![\p{L}\d])[ahicoepxyABCEHIKMOPTXYh](?![\p{L}\d])/u.test(words(template)),
    );
    expect(loneLatin.filter((line) => !/(?<!\p{L})(?:I|V|X)+ (?:тоқсан|квартал)/u.test(line))).toEqual([]);
  });

  it('has no word of the other language', () => {
    const kazakhLetters = /[әғқңөұүһі]/i;
    const russianWords = /(?<!\p{L})(?:и|в|на|для|от|или|если|чтобы|нет|это)(?!\p{L})/iu;
    expect(offenders(byLanguage.ru, ({ template }) => kazakhLetters.test(words(template)))).toEqual([]);
    expect(offenders(byLanguage.kk, ({ template }) => russianWords.test(words(template)))).toEqual([]);
  });

  it('quotes with «…» and, inside, “…”', () => {
    const wrong = offenders(all, ({ template }) => {
      const text = words(template);
      return (
        /["'„”`]/.test(text.replace(/“[^“”]*”/g, '')) || text.split('«').length !== text.split('»').length
      );
    });
    expect(wrong).toEqual([]);
  });

  it('writes the dash of its language, never a hyphen for it', () => {
    expect(offenders(byLanguage.kk, ({ template }) => /—/.test(template) || /\s-\s/.test(template))).toEqual(
      [],
    );
    expect(
      offenders(byLanguage.ru, ({ template }) => /\s[–-]\s/.test(template) || /\S—|—\S/.test(template)),
    ).toEqual([]);
  });

  it('addresses people with respect, in one way', () => {
    expect(
      offenders(byLanguage.ru, ({ template }) =>
        /(?<!\p{L})(?:вы|вас|вам|вами|ваш\p{L}*|ты|тебе)(?!\p{L})/u.test(words(template)),
      ),
    ).toEqual([]);
    expect(
      offenders(byLanguage.kk, ({ template }) =>
        /(?<!\p{L})(?:сіз|сізге|сізден|сізді|сіздің|сен)(?!\p{L})/u.test(words(template)),
      ),
    ).toEqual([]);
  });

  it('exclaims only to greet and to thank', () => {
    const wrong = offenders(all, ({ template }) =>
      template.replace(/(?:Сәлеметсіз бе|Рақмет|Здравствуйте|Спасибо)!/g, '').includes('!'),
    );
    expect(wrong).toEqual([]);
  });

  it('writes no-break spaces as plain ones: they are set when texts are loaded', () => {
    expect(offenders(all, ({ template }) => /[\u00a0\u202f]| {2}/.test(template))).toEqual([]);
  });

  it('has at most one emoji, first in its line, and none on buttons and in refusals', () => {
    const emoji = /\p{Extended_Pictographic}/gu;
    const wrong = offenders(all, ({ key, template }) => {
      const count = template.match(emoji)?.length ?? 0;
      if (/:button\.|\.button\.|^errors:|^privacy:/.test(key)) return count > 0;
      return count > 1 || (count === 1 && !/^(?:✅|⏰|⚠️|↩️) /mu.test(template));
    });
    expect(wrong).toEqual([]);
  });
});

describe('calques and slips that the voice of the bot rules out', () => {
  const kazakh =
    /сәтті |орынды алад|пікір қалдыр|туындаған жағдайда|сіз үшін|қолжетімді емес|болып табыл|жұмыс жаса|мақсаттық мән|отчёт|отчет|дедлайн|мемлекеттік қызмет|(?<!\p{L})өтініш|жеке мәлімет|алдын-ала|кез-келген|рахмет|\d-(?:шы|ші|ыншы|інші)(?!\p{L})|қате енгіз|(?:date|dayMonth) dative\}\} дейін|(?<!\p{L})(?:бірнеше|көп|қанша|\{\{count\}\}) \p{L}+(?:лар|лер|дар|дер|тар|тер)(?!\p{L})/iu;
  const russian = /неверно ввели|ввели неверно|дедлайн|пожалуйста|согласен|согласна|успешно|оставьте отзыв/iu;

  it.each([
    ['Сәтті жіберілді', kazakh],
    ['6-орынды алады', kazakh],
    ['рейтинг болып табылмайды', kazakh],
    ['Пікір қалдырыңыз', kazakh],
    ['6-шы орын', kazakh],
    ['бірнеше пікірлер', kazakh],
    ['Вы ввели неверно', russian],
  ])('finds «%s»', (text, rule) => {
    expect(text).toMatch(rule);
  });

  it('do not occur', () => {
    expect(
      offenders(byLanguage.kk, ({ template }) => kazakh.test(words(template)) || kazakh.test(template)),
    ).toEqual([]);
    expect(offenders(byLanguage.ru, ({ template }) => russian.test(words(template)))).toEqual([]);
  });
});

describe("Telegram's limits", () => {
  const length = (template: string) => words(template).length;

  it('buttons have at most 24 characters and no markup', () => {
    const buttons = all.filter(({ key }) => /[:.]button\./.test(key));
    expect(buttons.length).toBeGreaterThan(0);
    expect(offenders(buttons, ({ template }) => length(template) > 24 || /[<&\n]/.test(template))).toEqual(
      [],
    );
  });

  it('names and descriptions of bot and commands fit, without markup', () => {
    const limits: Readonly<Record<string, number>> = {
      'bot:name': 64,
      'bot:shortDescription': 120,
      'bot:description': 512,
    };
    const limited = all.filter(({ key }) => key.startsWith('commands:') || limits[key] !== undefined);
    expect(
      offenders(
        limited,
        ({ key, template }) => template.length > (limits[key] ?? 256) || /[<&{]/.test(template),
      ),
    ).toEqual([]);
  });

  it('messages fit on a screen: 8 lines and 600 characters; answers to callbacks 200', () => {
    expect(
      offenders(all, ({ template }) => length(template) > 600 || template.split('\n').length > 8),
    ).toEqual([]);
    const answers = all.filter(({ key }) =>
      /^errors:|[:.]toast\.|^common:(?:trouble|staleButton|noRight)$/.test(key),
    );
    expect(offenders(answers, ({ template }) => length(template) > 200 || /[<&]/.test(template))).toEqual([]);
  });
});

describe('the code', () => {
  const sources = ['src', 'sandbox']
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
        .map((entry) => path.join(entry.parentPath, entry.name)),
    )
    .filter((file) => !file.includes('generated'))
    .map((file) => ({ file: path.relative(root, file), code: readFileSync(file, 'utf8') }));
  const areas = Object.keys(kazakhTexts).join('|');
  const keys = [...new Set(all.map(({ key }) => key))];

  /** Keys that a quoted string or a template literal in the code can stand for. */
  const asked = sources.flatMap(({ file, code }) =>
    [...code.matchAll(new RegExp(`(['"\`])((?:${areas}):[A-Za-z$][^'"\`\\n]*)\\1`, 'g'))].map(
      ([, , text = '']) => ({
        file,
        text,
        matches: new RegExp(
          `^${text
            .split(/\$\{[^}]*\}/)
            .map(escapeRegExp)
            .join('[A-Za-z_]+')}$`,
        ),
      }),
    ),
  );

  it('asks only for texts that exist', () => {
    const missing = asked.filter(({ matches }) => !keys.some((key) => matches.test(key)));
    expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  });

  it('asks for plain text only where the template has no markup', () => {
    const withMarkup = all.filter(({ template }) => /[<&]/.test(template)).map(({ key }) => key);
    const wrong = sources.flatMap(({ file, code }) =>
      [...code.matchAll(/\.plain\(\s*['"`]([a-z]+:[^'"`]+)['"`]/gi)]
        .map(([, key = '']) => key)
        .filter((key) => withMarkup.includes(key))
        .map((key) => `${file}: ${key}`),
    );
    expect(wrong).toEqual([]);
  });

  /** Areas whose screens are not all built. An area leaves the list with its last screen; the list ends empty. */
  const unfinishedAreas: readonly string[] = ['common', 'errors', 'states'];
  const areaOf = (key: string) => key.slice(0, key.indexOf(':'));
  const unused = keys.filter((key) => !asked.some(({ matches }) => matches.test(key)));

  it('uses every text', () => {
    expect(unused.filter((key) => !unfinishedAreas.includes(areaOf(key)))).toEqual([]);
  });

  it('counts no area as unfinished whose texts are all used', () => {
    const finished = unfinishedAreas.filter(
      (area) => keys.some((key) => areaOf(key) === area) && !unused.some((key) => areaOf(key) === area),
    );
    expect(finished).toEqual([]);
  });
});

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
