import { parseXml } from './parse-xml.ts';

/** As much of a text in a cell as is kept: more than any value or explanation may have. */
export const longestCellText = 1_000;

/**
 * The texts that cells of a workbook name by their number; none where the workbook has no such part. Null where
 * it cannot be read.
 */
export async function readSharedStrings(bytes: Uint8Array | null): Promise<readonly string[] | null> {
  const strings: string[] = [];
  if (bytes === null) return strings;
  let current: string | null = null;
  let isText = false;
  let isReading = false;
  const isRead = await parseXml(bytes, {
    open(name) {
      if (name === 'si') current = '';
      // How a word is pronounced, above the word itself.
      if (name === 'rPh') isReading = true;
      if (name === 't') isText = true;
    },
    close(name) {
      if (name === 'si' && current !== null) {
        strings.push(current);
        current = null;
      }
      if (name === 'rPh') isReading = false;
      if (name === 't') isText = false;
    },
    text(text) {
      if (current === null || !isText || isReading || current.length >= longestCellText) return;
      current += text.slice(0, longestCellText);
    },
  });
  return isRead ? strings : null;
}
