const words: Readonly<Record<'no_data' | 'not_applicable', readonly string[]>> = {
  no_data: ['дерек жоқ', 'деректер жоқ', 'мән жоқ', 'нет данных', 'данных нет'],
  not_applicable: ['қолданылмайды', 'неприменимо', 'не применимо', 'не применяется'],
};

/** What somebody wrote in place of a number: that there is none, or that none can be; null for anything else. */
export function readNoValue(text: string): 'no_data' | 'not_applicable' | null {
  const said = text
    .toLowerCase()
    .replace(/[«»"'.]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (words.no_data.includes(said)) return 'no_data';
  return words.not_applicable.includes(said) ? 'not_applicable' : null;
}
