import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const sheetPath = 'xl/worksheets/sheet1.xml';

/** What somebody does to one row of a template; what is left out stays as it is. */
export interface Filling {
  value?: string;
  explanation?: string;
  /** The content of the cell, as another program would write it. */
  cell?: string;
  /** The hidden key. */
  key?: (key: string) => string;
  merge?: boolean;
}

/** A template as a person sends it back; `fill` is asked for each row, from 0 on. */
export function fillTemplate(
  bytes: Uint8Array,
  fill: (code: string, index: number, key: string) => Filling | null,
): Uint8Array {
  const files = unzipSync(bytes);
  let index = -1;
  const merges: string[] = [];
  const sheet = strFromU8(files[sheetPath] ?? new Uint8Array()).replace(
    /<row r="(\d+)">(<c r="A\d+"[^>]*><is><t[^>]*>(aq1\|[^<]*)<[\s\S]*?)<\/row>/g,
    (whole, number: string, _, key: string) => {
      index += 1;
      const filling = fill(key.split('|')[2] ?? '', index, key);
      if (filling === null) return whole;
      if (filling.merge === true) merges.push(`<mergeCell ref="I${number}:J${number}"/>`);
      const put = (row: string, column: string, text: string | undefined) =>
        text === undefined
          ? row
          : row.replace(
              new RegExp(`<c r="${column}${number}"[^>]*?(?:/>|>[\\s\\S]*?</c>)`),
              `<c r="${column}${number}" s="4" t="inlineStr"><is><t>${text}</t></is></c>`,
            );
      const filled = put(put(whole, 'J', filling.value), 'K', filling.explanation);
      const typed =
        filling.cell === undefined
          ? filled
          : filled.replace(
              new RegExp(`<c r="J${number}"[^>]*?(?:/>|>[\\s\\S]*?</c>)`),
              `<c r="J${number}">${filling.cell}</c>`,
            );
      return filling.key === undefined ? typed : typed.replace(key, filling.key(key));
    },
  );
  const merged = merges.length === 0 ? '' : `<mergeCells>${merges.join('')}</mergeCells>`;
  return zipSync({ ...files, [sheetPath]: strToU8(sheet.replace('</sheetData>', `</sheetData>${merged}`)) });
}
