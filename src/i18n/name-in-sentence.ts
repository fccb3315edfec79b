/**
 * A name as it stands inside a sentence: «Су ысырабы» → «су ысырабы», ««Умные» счётчики» → ««умные» счётчики».
 * Abbreviations keep their capitals: «SDU жүйесіне тапсыру», «PM2,5 бөлшектері».
 */
export function nameInSentence(name: string): string {
  return name.replace(/^(«?)(\p{Lu})(?=\p{Ll})/u, (_, quote: string, first: string) => {
    return quote + first.toLowerCase();
  });
}
