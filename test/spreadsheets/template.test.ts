import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { mostTemplateRows, readTemplate } from '../../src/spreadsheets/read-template.ts';
import { readRowKey, writeRowKey } from '../../src/spreadsheets/template.ts';
import { type Template, writeTemplate } from '../../src/spreadsheets/write-template.ts';

const sheetPath = 'xl/worksheets/sheet1.xml';

function template(rows: Template['rows']): Template {
  const headers = {
    code: 'Код',
    city: 'Қала / Город',
    period: 'Кезең / Период',
    kpiKk: 'Көрсеткіш',
    kpiRu: 'Показатель',
    unit: 'Өлшем бірлігі / Единица',
    limits: 'Шектер / Пределы',
    last: 'Соңғылары / Прошлые',
    value: 'Мәні / Значение',
    explanation: 'Түсіндірме / Пояснение',
  };
  return { sheet: 'Мәндер', notes: ['Бірінші', 'Вторая'], headers, rows };
}

function rowOf(kpiCode: string, value: string, explanation = '') {
  return {
    key: { cityId: 'KZ-oral', kpiCode, periodKey: '2026-Q3', newest: 1 },
    texts: { code: kpiCode, city: 'Орал', kpiKk: 'A & <B> "c"', value, explanation },
  };
}

/** The sheet of a template with something in it changed, as somebody's program would have left it. */
function changed(change: (sheet: string) => string, rows = [rowOf('GOV-01', '85,5'), rowOf('GOV-02', '7')]) {
  const files = unzipSync(writeTemplate(template(rows)));
  const sheet = new TextDecoder().decode(files[sheetPath]);
  return zipSync({ ...files, [sheetPath]: strToU8(change(sheet)) });
}

async function contents(bytes: Uint8Array) {
  const read = await readTemplate(bytes);
  return read.kind === 'filled' ? read.rows.map(({ content }) => content.kind) : read.kind;
}

describe('a template', () => {
  it('comes back with what was filled in, by row, with its key; untouched rows are counted only', async () => {
    const bytes = writeTemplate(
      template([rowOf('GOV-01', '85,5', 'Жаңа есептегіш'), rowOf('GOV-02', ''), rowOf('GOV-03', '1 234,5')]),
    );
    expect(await readTemplate(bytes)).toEqual({
      kind: 'filled',
      blank: 1,
      rows: [
        {
          number: 4,
          code: 'GOV-01',
          key: { cityId: 'KZ-oral', kpiCode: 'GOV-01', periodKey: '2026-Q3', newest: 1 },
          content: { kind: 'value', text: '85,5', explanation: 'Жаңа есептегіш' },
        },
        {
          number: 6,
          code: 'GOV-03',
          key: { cityId: 'KZ-oral', kpiCode: 'GOV-03', periodKey: '2026-Q3', newest: 1 },
          content: { kind: 'value', text: '1 234,5', explanation: null },
        },
      ],
    });
  });

  it('locks what is known, hides the keys, and leaves two columns open', () => {
    const files = unzipSync(writeTemplate(template([rowOf('GOV-01', '')])));
    const sheet = new TextDecoder().decode(files[sheetPath]);
    expect(sheet).toContain('<sheetProtection sheet="1"');
    expect(sheet).toContain('<col min="1" max="1" width="4" hidden="1"');
    expect(sheet).toContain('<c r="J4" s="4"/><c r="K4" s="4"/>');
    expect(sheet).toContain('A &amp; &lt;B&gt; &quot;c&quot;');
    expect(new TextDecoder().decode(files['xl/styles.xml'])).toContain('<protection locked="0"/>');
  });

  it('refuses the row with a formula, a date or an error, and reads the others', async () => {
    const formula = changed((sheet) =>
      sheet.replace(/<c r="J4"[\s\S]*?<\/c>/, '<c r="J4"><f>1+1</f><v>2</v></c>'),
    );
    expect(await contents(formula)).toEqual(['formula', 'value']);
    const date = changed((sheet) =>
      sheet.replace(/<c r="J4"[\s\S]*?<\/c>/, '<c r="J4" t="d"><v>2026-05-01</v></c>'),
    );
    expect(await contents(date)).toEqual(['date', 'value']);
    const error = changed((sheet) =>
      sheet.replace(/<c r="J4"[\s\S]*?<\/c>/, '<c r="J4" t="e"><v>#N/A</v></c>'),
    );
    expect(await contents(error)).toEqual(['error', 'value']);
  });

  it('tells a number that the program knew from one that was written as text', async () => {
    const bytes = changed((sheet) => sheet.replace(/<c r="J4"[\s\S]*?<\/c>/, '<c r="J4"><v>1.234</v></c>'));
    const read = await readTemplate(bytes);
    if (read.kind !== 'filled') throw new Error(read.kind);
    expect(read.rows.map(({ content }) => content)).toEqual([
      { kind: 'value', text: '1.234', explanation: null, isExact: true },
      expect.not.objectContaining({ isExact: true }),
    ]);
  });

  it('refuses the row whose cells are joined, and reads the others', async () => {
    const merged = changed((sheet) =>
      sheet.replace(
        '</sheetData>',
        '</sheetData><mergeCells count="1"><mergeCell ref="I4:J4"/></mergeCells>',
      ),
    );
    expect(await contents(merged)).toEqual(['merged', 'value']);
  });

  it('refuses the row whose key was changed, removed or moved to another KPI', async () => {
    expect(await contents(changed((sheet) => sheet.replace('aq1|KZ-oral|GOV-01', 'aq1|KZ-oral')))).toEqual([
      'badKey',
      'value',
    ]);
    expect(
      await contents(changed((sheet) => sheet.replace('aq1|KZ-oral|GOV-01', 'aq1|KZ-oral|GOV-02'))),
    ).toEqual(['badKey', 'value']);
  });

  it('takes numbers as they were meant: noise of the last digits, exponents, percentages', async () => {
    const number = async (cell: string, styles?: string) => {
      const files = unzipSync(changed((sheet) => sheet.replace(/<c r="J4"[\s\S]*?<\/c>/, cell)));
      const read = await readTemplate(
        zipSync(styles === undefined ? files : { ...files, 'xl/styles.xml': strToU8(styles) }),
      );
      const content = read.kind === 'filled' ? read.rows[0]?.content : null;
      return content?.kind === 'value' ? content.text : (content?.kind ?? null);
    };
    expect(await number('<c r="J4"><v>85.500000000000014</v></c>')).toBe('85.5');
    expect(await number('<c r="J4"><v>8.55E1</v></c>')).toBe('85.5');
    expect(await number('<c r="J4"><v>1E-7</v></c>')).toBe('0.0000001');
    expect(await number('<c r="J4"><v>1E+21</v></c>')).toBe('1000000000000000000000');
    const percent =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs></styleSheet>';
    expect(await number('<c r="J4" s="1"><v>0.855</v></c>', percent)).toBe('85.5 %');
    expect(await number('<c r="J4" s="2"><v>46000</v></c>', percent)).toBe('date');
  });

  it('reads shared strings, also of several runs', async () => {
    const files = unzipSync(
      changed((sheet) => sheet.replace(/<c r="J4"[\s\S]*?<\/c>/, '<c r="J4" t="s"><v>1</v></c>')),
    );
    const strings =
      '<sst><si><t>x</t></si><si><r><t>85</t></r><r><t>,5</t></r><rPh><t>no</t></rPh></si></sst>';
    const read = await readTemplate(zipSync({ ...files, 'xl/sharedStrings.xml': strToU8(strings) }));
    expect(read).toMatchObject({ rows: [{ content: { text: '85,5' } }, {}] });
  });
});

describe('a file that cannot be read is refused by what it holds', () => {
  it('a renamed program, a picture, a text, nothing at all', async () => {
    const program = new Uint8Array([0x4d, 0x5a, ...new Uint8Array(2_000)]);
    for (const bytes of [
      program,
      strToU8('GOV-01;85'),
      new Uint8Array(),
      strToU8('PK'),
      zipSync({ a: strToU8('b') }),
    ]) {
      expect(await readTemplate(bytes)).toEqual({ kind: 'notAWorkbook' });
    }
  });

  it('an old workbook, and one with a password', async () => {
    const start = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    const named = (name: string) => new Uint8Array([...start, ...Buffer.from(name, 'utf16le')]);
    expect(await readTemplate(named('Workbook'))).toEqual({ kind: 'oldWorkbook' });
    expect(await readTemplate(named('EncryptedPackage'))).toEqual({ kind: 'encrypted' });
    expect(await readTemplate(named('WordDocument'))).toEqual({ kind: 'notAWorkbook' });
  });

  it('a workbook that is not ours, and one of ours that was left as it was', async () => {
    expect(await readTemplate(changed((sheet) => sheet.replace('aqyldy-qala/values/1', 'x')))).toEqual({
      kind: 'wrongTemplate',
    });
    expect(await readTemplate(writeTemplate(template([rowOf('GOV-01', '')])))).toEqual({ kind: 'empty' });
  });

  it('more than 2,000 rows; 2,000 are read', async () => {
    const rows = (count: number) => Array.from({ length: count }, () => rowOf('GOV-01', '85,5'));
    const most = await readTemplate(writeTemplate(template(rows(mostTemplateRows))));
    expect(most.kind === 'filled' && most.rows.length).toBe(2_000);
    expect(await readTemplate(writeTemplate(template(rows(2_001))))).toEqual({ kind: 'tooManyRows' });
    expect(await readTemplate(writeTemplate(template(rows(5_000))))).toEqual({ kind: 'tooManyRows' });
  });

  it('a bomb, whatever its directory says: nothing is unpacked beyond the limit', async () => {
    const files = unzipSync(writeTemplate(template([rowOf('GOV-01', '85,5')])));
    const bomb = zipSync({ ...files, [sheetPath]: new Uint8Array(64 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await readTemplate(bomb)).toEqual({ kind: 'tooLarge' });
    // The same with a directory that tells of a thousand bytes.
    const lying = bomb.slice();
    const view = new DataView(lying.buffer);
    for (let at = 0; at < lying.length - 4; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 64 * 1024 * 1024) {
        view.setUint32(at + 24, 1_000, true);
      }
    }
    expect(await readTemplate(lying)).toEqual({ kind: 'tooLarge' });
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`xl/${i}`, new Uint8Array()])),
    );
    expect(await readTemplate(many)).toEqual({ kind: 'tooLarge' });
    expect(await readTemplate(new Uint8Array(20 * 1024 * 1024 + 1))).toEqual({ kind: 'tooLarge' });
  });

  it('a sheet that declares entities is not expanded', async () => {
    const laughs = changed((sheet) =>
      sheet.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet'),
    );
    expect(await readTemplate(laughs)).toEqual({ kind: 'notAWorkbook' });
  });
});

describe('whatever the bytes are', () => {
  it('reading never throws and always ends', async () => {
    const valid = writeTemplate(template([rowOf('GOV-01', '85,5'), rowOf('GOV-02', '7')]));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(typeof (await readTemplate(bytes)).kind).toBe('string');
      }),
    );
    const slips = fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(slips, fc.nat(valid.length), async (edits, end) => {
        const bytes = valid.slice();
        for (const [at, byte] of edits) bytes[at] = byte;
        expect(typeof (await readTemplate(bytes)).kind).toBe('string');
        expect(typeof (await readTemplate(bytes.slice(0, end))).kind).toBe('string');
      }),
      { numRuns: 200 },
    );
  });

  it('a sheet with pieces of markup in the wrong places neither', async () => {
    const piece = fc.constantFrom(
      '<c>',
      '</c>',
      '<row>',
      '</row>',
      '<v>',
      '</sheetData>',
      '&x;',
      '<!--',
      ']]>',
      '<f/>',
    );
    await fc.assert(
      fc.asyncProperty(piece, fc.nat(3_000), async (markup, at) => {
        const bytes = changed((sheet) => sheet.slice(0, at) + markup + sheet.slice(at));
        expect(typeof (await readTemplate(bytes)).kind).toBe('string');
      }),
      { numRuns: 60 },
    );
  });

  it('a key is read back as it was written, and nothing else is a key', () => {
    const id = fc.stringMatching(/^[\w-]{1,20}$/);
    fc.assert(
      fc.property(id, id, id, fc.nat(999_999), (cityId, kpiCode, periodKey, newest) => {
        const key = { cityId, kpiCode, periodKey, newest };
        expect(readRowKey(writeRowKey(key))).toEqual(key);
      }),
    );
    for (const text of ['', 'aq1', 'aq1|a|b|c|-1', 'aq1|a|b|c|1|2', 'aq2|a|b|c|1', "aq1|a'|b|c|1"]) {
      expect(readRowKey(text)).toBeNull();
    }
  });
});
