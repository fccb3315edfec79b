/**
 * A text that no spreadsheet program takes for a formula: what begins with = + - @, a tab or a line break gets an
 * apostrophe before it. Numbers are written as numbers, and need none.
 */
export function harmlessText(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
