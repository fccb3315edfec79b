/** One text of a bot's profile in each language; the empty code is for all languages without their own. */
export interface LocalizedText {
  set(languageCode: string, text: string): void;
  /** The text for the language, or the general one. */
  get(languageCode: string): string;
}

export interface Profile {
  name: LocalizedText;
  description: LocalizedText;
  shortDescription: LocalizedText;
}

function createLocalizedText(general: string): LocalizedText {
  const texts = new Map<string, string>();
  return {
    set(languageCode, text) {
      if (text === '') texts.delete(languageCode);
      else texts.set(languageCode, text);
    },
    get: (languageCode) => texts.get(languageCode) ?? texts.get('') ?? general,
  };
}

/** A bot's name, description and short description. */
export function createProfile(firstName: string): Profile {
  return {
    name: createLocalizedText(firstName),
    description: createLocalizedText(''),
    shortDescription: createLocalizedText(''),
  };
}
