import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { harmlessText } from '../../src/spreadsheets/harmless-text.ts';
import type { Table } from '../../src/spreadsheets/table.ts';
import { writeCsv } from '../../src/spreadsheets/write-csv.ts';
import { writeXlsx } from '../../src/spreadsheets/write-xlsx.ts';

const table: Table = {
  sheet: '2026-Q3',
  columns: [
    { header: 'Қала', width: 20 },
    { header: 'Мәні', width: 10 },
  ],
  rows: [
    [{ text: '=HYPERLINK("http://x","y")' }, { number: '-2.5' }],
    [{ text: 'Орал; «бірінші»\nжол' }, null],
    [{ text: '+7 701' }, { number: '1234567890123.456789' }],
  ],
};

describe('a text for a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＠x'])(
    '%j is no formula any more',
    (text) => expect(harmlessText(text)).toBe(`'${text}`),
  );

  it('is left as it is where it is harmless, and never begins with a sign of a formula', () => {
    expect(harmlessText('Орал')).toBe('Орал');
    expect(harmlessText('')).toBe('');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(harmlessText(text)).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(harmlessText(text).endsWith(text)).toBe(true);
      }),
    );
  });
});

describe('CSV', () => {
  it('separates with semicolons, writes a comma in numbers, quotes what needs it', () => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(table));
    expect(text).toBe(
      [
        '\uFEFFҚала;Мәні',
        '"\'=HYPERLINK(""http://x"",""y"")";-2,5',
        '"Орал; «бірінші»\nжол";',
        "'+7 701;1234567890123,456789",
        '',
      ].join('\r\n'),
    );
  });
});

describe('a workbook', () => {
  it('holds numbers as numbers, texts as harmless texts, and digits that would be lost as text', async () => {
    const files = unzipSync(await writeXlsx(table));
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const all = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('');
    expect(sheet).toContain('<v>-2.5</v>');
    expect(sheet).not.toContain('<f>');
    expect(all).toContain("'=HYPERLINK(");
    expect(all).toContain('1234567890123.456789');
    expect(all).toContain('Орал; «бірінші»');
  });
});
