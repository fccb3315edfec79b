import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostLines, parseLines } from '../../../src/domain/kpi/parse-lines.ts';

function only(line: string) {
  const read = parseLines(line);
  return read.kind === 'lines' ? read.lines[0]?.content : read;
}

describe('a line of a value', () => {
  it.each([
    ['GOV-01 85,5', 'GOV-01', null, '85,5'],
    ['gov-01 85,5', 'GOV-01', null, '85,5'],
    ['GOV 1 85,5', 'GOV-01', null, '85,5'],
    ['gov1 85.5 %', 'GOV-01', null, '85.5 %'],
    ['GOV–01: 1 234,5', 'GOV-01', null, '1 234,5'],
    ['GOV-01 = 85', 'GOV-01', null, '85'],
    ['GOV-01 — 85', 'GOV-01', null, '85'],
    ['GOV-01 -85', 'GOV-01', null, '-85'],
    ['GOV-01 −85', 'GOV-01', null, '−85'],
    ['GOV-01\t85', 'GOV-01', null, '85'],
    ['\u200bGOV-01 85', 'GOV-01', null, '85'],
    // All three letters typed on a Cyrillic keyboard.
    ['ЕСО-04 40', 'ECO-04', null, '40'],
    ['SОС-1 7', 'SOC-01', null, '7'],
    ['есо 4 40', 'ECO-04', null, '40'],
    ['GOV-01 Орал 85,5', 'GOV-01', 'Орал', '85,5'],
    ['GOV-01 Усть-Каменогорск: 85', 'GOV-01', 'Усть-Каменогорск', '85'],
    ['GOV-01 Төле би 0,5 млн', 'GOV-01', 'Төле би', '0,5 млн'],
    ['GOV-01 Орал -5', 'GOV-01', 'Орал', '-5'],
    ['GOV-01 дерек жоқ', 'GOV-01', null, 'дерек жоқ'],
    ['GOV-01 бес', 'GOV-01', null, 'бес'],
  ])('«%s»', (line, kpiCode, city, value) => {
    expect(only(line)).toEqual({ kind: 'value', kpiCode, city, value });
  });

  it.each([
    '85,5',
    'GOV',
    'GOV-01',
    'GOV-0185',
    'Сәлеметсіз бе',
    'ЖЖЖ-01 5',
    '/submit',
    'https://x.kz/GOV-01 5',
    '',
  ])('«%s» is none', (line) => expect(parseLines(line)).toEqual({ kind: 'notLines' }));

  it('that cannot be read refuses itself only; lines keep their numbers', () => {
    const read = parseLines('GOV-01 85\n\nсәлем\r\nGOV-02 7');
    expect(read.kind === 'lines' && read.lines.map(({ number, content }) => [number, content.kind])).toEqual([
      [1, 'value'],
      [3, 'notALine'],
      [4, 'value'],
    ]);
  });

  it('is one of 200 at most', () => {
    const lines = (count: number) => Array.from({ length: count }, () => 'GOV-01 5').join('\n');
    expect(parseLines(lines(mostLines)).kind).toBe('lines');
    expect(parseLines(lines(mostLines + 1))).toEqual({ kind: 'tooMany', most: mostLines });
  });
});

describe('whatever is written', () => {
  const codes = fc.tuple(
    fc.constantFrom('GOV', 'UTL', 'SAF', 'ECO', 'TRN', 'SOC', 'ECN', 'INF'),
    fc.integer({ min: 1, max: 99 }),
  );
  const values = fc.constantFrom('85', '85,5', '-5', '1 234,5', '85.5 %', '0,5 млн', '12 сағат');
  const cities = fc.constantFrom(null, 'Орал', 'Уральск', 'Төле би', 'Усть-Каменогорск');

  it('a code, a city and a value are found again, however they are put', () => {
    const spelled = (letters: string, number: number) =>
      fc.constantFrom(
        `${letters}-${String(number).padStart(2, '0')}`,
        `${letters.toLowerCase()} ${number}`,
        `${letters}${number}`,
        `${letters}–${number}`,
      );
    const line = fc
      .tuple(codes, values, cities, fc.constantFrom(' ', ': ', '\t', ' = '))
      .chain(([[letters, number], value, city, gap]) =>
        fc.tuple(fc.constant({ letters, number, value, city, gap }), spelled(letters, number)),
      );
    fc.assert(
      fc.property(line, ([{ letters, number, value, city, gap }, code]) => {
        const kpiCode = `${letters}-${String(number).padStart(2, '0')}`;
        const text = `${code}${gap}${city === null ? '' : `${city} `}${value}`;
        expect(only(text)).toEqual({ kind: 'value', kpiCode, city, value });
      }),
    );
  });

  it('reading ends with an answer, and never with more lines than there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const read = parseLines(text);
        if (read.kind === 'lines') {
          expect(read.lines.length).toBeLessThanOrEqual(text.split(/[\r\n\u2028\u2029]/).length);
        }
      }),
    );
  });

  it('a line longer than any of a value is none', () => {
    expect(parseLines(`GOV-01 5\nGOV-01 ${'а '.repeat(2_000)}5`)).toMatchObject({
      lines: [{ content: { kind: 'value' } }, { content: { kind: 'notALine' } }],
    });
  });
});
