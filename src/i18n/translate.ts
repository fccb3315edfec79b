import i18next, { type i18n } from 'i18next';
import { kazakhTexts, russianTexts } from './areas.ts';
import { stripInvisible } from './clean-text.ts';
import { type FormattedValue, formatValue } from './formats.ts';
import { escapeHtml, type Html, type Markup } from './html.ts';
import type { Language } from './language.ts';
import { countAsShown, type Decimal } from './numbers.ts';
import type { TextKey } from './text-keys.ts';
import { setNoBreakSpaces } from './typography.ts';

export type { TextKey } from './text-keys.ts';

/** Values for a button or a callback answer. `count` chooses the plural form. */
export interface PlainParams {
  readonly count?: Decimal;
  readonly [name: string]: FormattedValue;
}

/** Values for a message: escaped, but `Html` wrapped in `markup(…)`. `count` chooses the plural form. */
export interface Params {
  readonly count?: Decimal;
  readonly [name: string]: FormattedValue | Markup;
}

/** Turns a parameter that is bare `Html` into a type error: it would be escaped a second time. */
type WithoutBareHtml<P> = { [Name in keyof P]: P[Name] extends Html ? 'wrap Html in markup()' : P[Name] };

export interface Translate {
  /** The text as Telegram HTML, parameters escaped. */
  <P extends Params>(key: TextKey, params?: P & WithoutBareHtml<P>): Html;
  /** The text for places without markup (buttons, callback answers, commands): nothing is escaped. */
  plain<P extends PlainParams>(key: TextKey, params?: P & WithoutBareHtml<P>): string;
  readonly language: Language;
}

/** A mistake in a template or in a call for it: always a bug of ours, never a person's. */
export class TextProblem extends Error {
  constructor(key: string, language: Language, reason: string, cause?: unknown) {
    super(`Text ${language} ${key}: ${reason}`, { cause });
    this.name = 'TextProblem';
  }
}

export interface TranslationOptions {
  /** Told of each problem; the text then shows «…» in that place. Without it a problem is thrown. */
  readonly onProblem?: (problem: TextProblem) => void;
}

export interface Translations {
  for(language: Language): Translate;
}

const placeholder = /\{\{([^{}]*)\}\}/g;
const gap = '…';

/** The texts of both languages, loaded at once in an i18next instance of their own. */
export function createTranslations(options: TranslationOptions = {}): Translations {
  const library = i18next.createInstance();
  // What the library's own interpolation would do (values rescanned, nesting) is not wanted: see `fill`.
  void library.init({
    resources: { kk: kazakhTexts, ru: russianTexts as Record<string, Record<string, unknown>> },
    lng: 'kk',
    supportedLngs: ['kk', 'ru'],
    fallbackLng: false,
    ns: Object.keys(kazakhTexts),
    initAsync: false,
    returnObjects: true,
  });
  const both = { kk: translateTo(library, 'kk', options), ru: translateTo(library, 'ru', options) };
  return { for: (language) => both[language] };
}

function translateTo(library: i18n, language: Language, { onProblem }: TranslationOptions): Translate {
  const lookUp = library.getFixedT(language);
  const templates = new Map<string, string>();

  function report(key: string, reason: string, cause?: unknown): void {
    const problem = new TextProblem(key, language, reason, cause);
    if (onProblem === undefined) throw problem;
    onProblem(problem);
  }

  function find(key: TextKey, params: Params): string {
    const selection: { skipInterpolation: true; count?: number } = { skipInterpolation: true };
    if (params.count !== undefined) selection.count = countAsShown(params.count);
    const found: unknown = library.exists(key, { lng: language, ...selection })
      ? lookUp(key, selection)
      : undefined;
    if (typeof found !== 'string') {
      report(key, params.count === undefined ? 'no such text' : `no such text for count ${params.count}`);
      return gap;
    }
    const known = templates.get(found);
    if (known !== undefined) return known;
    const template = setNoBreakSpaces(found);
    templates.set(found, template);
    return template;
  }

  /** Puts the values in, in one pass: what was put in is never read again. */
  function fill(key: TextKey, template: string, params: Params, show: (text: string) => string): string {
    return template.replace(placeholder, (_, inside: string) => {
      const [name = '', ...steps] = inside.split(',').map((part) => part.trim());
      const value = Object.hasOwn(params, name) ? params[name] : undefined;
      if (value === undefined || value === null) {
        report(key, `no value for {{${name}}}`);
        return gap;
      }
      if (typeof value === 'object' && 'html' in value) return value.html;
      try {
        const format = name === 'count' && steps.length === 0 ? 'number' : steps.join(' ');
        return show(formatValue(language, value, format));
      } catch (cause) {
        report(key, `the value of {{${name}}} cannot be shown: ${(cause as Error).message}`, cause);
        return gap;
      }
    });
  }

  const translate = (key: TextKey, params: Params = {}) =>
    fill(key, find(key, params), params, escapeHtml) as Html;
  const plain = (key: TextKey, params: PlainParams = {}) => {
    const template = find(key, params);
    if (/[<&]/.test(template)) report(key, 'has markup, and plain text was asked');
    return fill(key, template, params, stripInvisible);
  };
  return Object.assign(translate, { plain, language });
}
