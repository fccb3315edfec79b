import { strToU8, zipSync } from 'fflate';
import { harmlessText } from './harmless-text.ts';
import {
  columnNumber,
  type RowKey,
  type ShownColumn,
  templateColumns,
  templateMark,
  writeRowKey,
} from './template.ts';

export interface Template {
  sheet: string;
  /** What the person should know, above the table: one line each. */
  notes: readonly string[];
  headers: Readonly<Record<ShownColumn, string>>;
  rows: readonly { key: RowKey; texts: Readonly<Partial<Record<ShownColumn, string>>> }[];
}

const widths: Readonly<Record<ShownColumn, number>> = {
  code: 9,
  city: 22,
  period: 26,
  kpiKk: 44,
  kpiRu: 44,
  unit: 20,
  limits: 30,
  last: 22,
  value: 16,
  explanation: 40,
};

/** Indexes of the cell styles below. */
const style = { plain: 0, note: 1, head: 2, locked: 3, entry: 4 } as const;

/**
 * A workbook of one sheet to be filled and sent back. What is known stands in locked cells, what is asked for in
 * open ones; these hold text, so that the spreadsheet program makes no date of 1.5 and no 0.85 of 85 %. The keys
 * of the rows stand in a hidden column. The sheet has no password: it protects from slips, and what comes back
 * is checked all the same.
 */
export function writeTemplate(template: Template): Uint8Array {
  const files = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': packageRelations,
    'xl/workbook.xml': workbook(template.sheet),
    'xl/_rels/workbook.xml.rels': workbookRelations,
    'xl/styles.xml': styles,
    'xl/worksheets/sheet1.xml': sheet(template),
  };
  // A fixed day, so that the same rows make the same bytes.
  const options = { mtime: new Date(1980, 0, 1), level: 6 as const };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, [strToU8(xml), options]])),
  );
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes = `${xmlHead}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`;

const packageRelations = `${xmlHead}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const workbookRelations = `${xmlHead}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`;

function workbook(sheetName: string): string {
  return `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

/** Number format 49 is «text». */
const styles = `${xmlHead}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF8DC"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"><color rgb="FFBFBFBF"/></left><right style="thin"><color rgb="FFBFBFBF"/></right><top style="thin"><color rgb="FFBFBFBF"/></top><bottom style="thin"><color rgb="FFBFBFBF"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment wrapText="1" vertical="center"/></xf><xf numFmtId="49" fontId="0" fillId="2" borderId="1" xfId="0" applyFill="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="49" fontId="0" fillId="3" borderId="1" xfId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1" applyProtection="1"><alignment wrapText="1" vertical="top"/><protection locked="0"/></xf></cellXfs></styleSheet>`;

function sheet({ notes, headers, rows }: Template): string {
  const shown = templateColumns.filter((column) => column !== 'key');
  const headRow = notes.length + 1;
  const columns = [
    '<col min="1" max="1" width="4" hidden="1" customWidth="1"/>',
    ...shown.map((column) => {
      const number = columnNumber(column) + 1;
      return `<col min="${number}" max="${number}" width="${widths[column]}" customWidth="1"/>`;
    }),
  ].join('');
  const data = [
    ...notes.map((note, index) => row(index + 1, [cell(1, index + 1, note, style.note)])),
    row(headRow, [
      cell(0, headRow, templateMark, style.plain),
      ...shown.map((column) => cell(columnNumber(column), headRow, headers[column], style.head)),
    ]),
    ...rows.map(({ key, texts }, index) => {
      const number = headRow + 1 + index;
      return row(number, [
        cell(0, number, writeRowKey(key), style.plain),
        ...shown.map((column) =>
          cell(
            columnNumber(column),
            number,
            texts[column] ?? '',
            isEntry(column) ? style.entry : style.locked,
          ),
        ),
      ]);
    }),
  ].join('');
  // Down to the end of the sheet: what is typed below the table stays locked out.
  return `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="2" ySplit="${headRow}" topLeftCell="C${headRow + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData>${data}</sheetData><sheetProtection sheet="1" formatColumns="0" formatRows="0"/></worksheet>`;
}

function isEntry(column: ShownColumn): boolean {
  return column === 'value' || column === 'explanation';
}

function row(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cell(column: number, row: number, text: string, styleIndex: number): string {
  const reference = `${String.fromCharCode(65 + column)}${row}`;
  if (text === '') return `<c r="${reference}" s="${styleIndex}"/>`;
  const safe = escapeXml(harmlessText(text));
  return `<c r="${reference}" s="${styleIndex}" t="inlineStr"><is><t xml:space="preserve">${safe}</t></is></c>`;
}

function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of these.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
