import { kazakhTexts, russianTexts } from '../../src/i18n/areas.ts';
import type { Language } from '../../src/i18n/language.ts';
import type { Db } from '../../src/storage/database.ts';

/** Finds what should never reach a person: keys, gaps, `undefined`, and words of the language not chosen. */
export interface LeakFinder {
  /** What is wrong with a text (as the person sees it), or null. */
  find(text: string, language: Language): string | null;
}

/** Fewest letters of a template's line outside its placeholders for it to be told apart by. */
const tellingLetters = 9;

const technical: readonly [string, RegExp][] = [
  ['undefined or null', /\b(undefined|null|NaN|\[object|Infinity)\b/],
  ['a placeholder', /\{\{|\}\}/],
  ['a key', new RegExp(`\\b(${Object.keys(kazakhTexts).join('|')}):[a-z][A-Za-z]+`)],
  ['markup', /<\/?(b|i|code|a|blockquote)\b/],
];

/** Learns the texts of both languages, and the names in the methodology data. */
export async function createLeakFinder(db: Db): Promise<LeakFinder> {
  const templates = { kk: linesOf(kazakhTexts), ru: linesOf(russianTexts) };
  const names = await readNames(db);
  const foreign = (language: Language) => {
    const [own, other] = language === 'kk' ? [templates.kk, templates.ru] : [templates.ru, templates.kk];
    return [...other]
      .filter((line) => !own.has(line))
      .map(toPattern)
      .filter((pattern) => pattern !== null);
  };
  const patterns = { kk: foreign('kk'), ru: foreign('ru') };

  return {
    find(text, language) {
      for (const [what, pattern] of technical) if (pattern.test(text)) return what;
      const lines = plain(text).split('\n');
      for (const line of lines) {
        const leak = patterns[language].find((pattern) => pattern.test(line));
        if (leak !== undefined) return `a text of the other language: ${line}`;
      }
      const name = names[language].find((candidate) => plain(text).includes(candidate));
      return name === undefined ? null : `a name in the other language: ${name}`;
    },
  };
}

/** Names that a reader of each language must not meet, because they have their own in the data. */
async function readNames(db: Db): Promise<Record<Language, string[]>> {
  const pairs = [
    ...(await db.kpiDefinition.findMany()).flatMap((kpi) => [
      [kpi.nameKk, kpi.nameRu],
      [kpi.shortKk, kpi.shortRu],
    ]),
    ...(await db.sphere.findMany()).map(({ nameKk, nameRu }) => [nameKk, nameRu]),
    ...(await db.region.findMany()).map(({ nameKk, nameRu }) => [nameKk, nameRu]),
    ...(await db.workingGroup.findMany()).map(({ nameKk, nameRu }) => [nameKk, nameRu]),
  ].map(([kk = '', ru = '']) => [plain(kk), plain(ru)] as const);
  const apart = pairs.filter(([kk, ru]) => kk !== ru);
  const all = { kk: new Set(apart.map(([kk]) => kk)), ru: new Set(apart.map(([, ru]) => ru)) };
  const within = (name: string, others: Set<string>) => [...others].some((other) => other.includes(name));
  return {
    kk: [...all.ru].filter((name) => name.length >= 8 && !within(name, all.kk)),
    ru: [...all.kk].filter((name) => name.length >= 8 && !within(name, all.ru)),
  };
}

function linesOf(texts: object): Set<string> {
  const lines = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node === 'string') {
      for (const line of plain(node.replace(/<[^>]+>/g, '')).split('\n')) lines.add(line);
    } else if (node !== null && typeof node === 'object') Object.values(node).forEach(visit);
  };
  visit(texts);
  return lines;
}

function toPattern(line: string): RegExp | null {
  const fixed = line.split(/\{\{[^}]*\}\}/);
  const letters = fixed.join('').replace(/[^\p{L}]/gu, '');
  if (letters.length < tellingLetters) return null;
  const escaped = fixed.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.+?')}$`);
}

/** No-break spaces are set when texts load, so both sides are compared without them. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f\u2060]/g, ' ').trim();
}
