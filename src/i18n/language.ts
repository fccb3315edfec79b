/** The languages the bot speaks. Kazakh comes first: texts are written in it, and it is the default. */
export const languages = ['kk', 'ru'] as const;

export type Language = (typeof languages)[number];

/** Clients in these languages read Russian rather than Kazakh; everybody else is met in the state language. */
const readersOfRussian = new Set(['ru', 'be', 'uk']);

/** A first guess from Telegram's `language_code` (an IETF tag, or absent); the person is asked afterwards. */
export function guessLanguage(code: string | undefined): Language {
  const primary = code?.toLowerCase().split(/[-_]/)[0] ?? '';
  return readersOfRussian.has(primary) ? 'ru' : 'kk';
}

/** Whether a stored or received value names one of our languages. */
export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}
