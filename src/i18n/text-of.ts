import type { Language } from './language.ts';

const suffixes = { kk: 'Kk', ru: 'Ru' } as const;

/** What a row says in a language, where it has a field for each: of `name`, say, `nameKk` or `nameRu`. */
export function textOf<
  Field extends string,
  Row extends Readonly<Record<`${Field}Kk` | `${Field}Ru`, string | null>>,
>(language: Language, field: Field, row: Row): Row[`${Field}Kk`] | Row[`${Field}Ru`] {
  return row[`${field}${suffixes[language]}`];
}
