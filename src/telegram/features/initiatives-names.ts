import type { Language } from '../../i18n/language.ts';

/** The official name in a language. */
export function nameIn(language: Language, named: { nameKk: string; nameRu: string }): string {
  return language === 'kk' ? named.nameKk : named.nameRu;
}

/** The title of an initiative in a language, as it stands within «…»: its own quotation marks become “…”. */
export function quotedTitleIn(language: Language, initiative: { titleKk: string; titleRu: string }): string {
  return titleIn(language, initiative).replaceAll('«', '“').replaceAll('»', '”');
}

/** The title of an initiative in a language. */
export function titleIn(language: Language, initiative: { titleKk: string; titleRu: string }): string {
  return language === 'kk' ? initiative.titleKk : initiative.titleRu;
}
