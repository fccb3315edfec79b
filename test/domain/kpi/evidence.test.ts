import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataGrades, evidenceLimits, isDataGrade, readLink } from '../../../src/domain/kpi/evidence.ts';

describe('a link as evidence', () => {
  it.each([
    ['https://stat.gov.kz/kk/industries', 'https://stat.gov.kz/kk/industries'],
    [' http://gov.kz ', 'http://gov.kz'],
    ['HTTPS://Gov.kz/акт?q=1#a', 'HTTPS://Gov.kz/акт?q=1#a'],
    ['https://қала.қаз/бет', 'https://қала.қаз/бет'],
    ['https://192.168.0.1:8080/a.pdf', 'https://192.168.0.1:8080/a.pdf'],
  ])('is read from «%s»', (text, link) => {
    expect(readLink(text)).toEqual({ kind: 'link', link });
  });

  it.each([
    'Акт бойынша',
    'stat.gov.kz',
    'Акт: https://gov.kz/a',
    'https://gov.kz/a b',
    '',
    '22,5',
    'mailto:a@gov.kz',
  ])('is not meant by «%s»', (text) => {
    expect(readLink(text)).toEqual({ kind: 'words' });
  });

  it.each([
    'ftp://gov.kz/a',
    'file:///etc/passwd',
    'tg://user?id=1',
    'www.gov.kz',
    'https://',
    'http://localhost/a',
    'https://gov.kz@evil.kz/a',
    'https://name:password@gov.kz',
    'javascript://gov.kz/%0aalert(1)',
  ])('is refused: «%s»', (text) => {
    expect(readLink(text)).toEqual({ kind: 'notWeb' });
  });

  it('has an end', () => {
    const link = (length: number) => `https://gov.kz/${'a'.repeat(length - 15)}`;
    expect(readLink(link(500)).kind).toBe('link');
    expect(readLink(link(501))).toEqual({ kind: 'tooLong', length: 501, most: 500 });
  });

  it('never leads anywhere but to a web page, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withFragments: true }), fc.string({ unit: 'grapheme' })), (text) => {
        const read = readLink(text);
        if (read.kind !== 'link') return;
        expect(new URL(read.link).protocol).toMatch(/^https?:$/);
        expect(read.link).not.toMatch(/\s/);
        expect([...read.link].length).toBeLessThanOrEqual(evidenceLimits.link);
      }),
    );
  });
});

describe('the grade of data', () => {
  it('is one of four', () => {
    expect(dataGrades.every(isDataGrade)).toBe(true);
    expect(['', 'Measured', 'toString'].some(isDataGrade)).toBe(false);
  });
});
