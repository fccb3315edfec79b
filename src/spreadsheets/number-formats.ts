import { parseXml } from './parse-xml.ts';

/** What a number in a cell stands for, by the cell's style. */
export type NumberMeaning = 'number' | 'percent' | 'date';

const builtInPercent = new Set([9, 10]);
const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);

/** Reads which styles of a workbook show numbers as percentages or as dates; by the index that cells name. */
export async function readNumberMeanings(
  styles: Uint8Array | null,
): Promise<(style: number) => NumberMeaning> {
  const formats = new Map<number, string>();
  const meanings: NumberMeaning[] = [];
  let isInCells = false;
  const isRead =
    styles !== null &&
    (await parseXml(styles, {
      open(name, attribute) {
        if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
        if (name === 'cellXfs') isInCells = true;
        if (name === 'xf' && isInCells) meanings.push(meaningOf(Number(attribute('numFmtId')), formats));
      },
      close(name) {
        if (name === 'cellXfs') isInCells = false;
      },
    }));
  return (style) => (isRead ? (meanings[style] ?? 'number') : 'number');
}

function meaningOf(id: number, formats: ReadonlyMap<number, string>): NumberMeaning {
  if (builtInPercent.has(id)) return 'percent';
  if (builtInDates.has(id)) return 'date';
  // Quoted words, colours and escaped letters say nothing about the number.
  const format = (formats.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  if (format.includes('%')) return 'percent';
  return /[dmyhs]/i.test(format) && !/general/i.test(format) ? 'date' : 'number';
}
