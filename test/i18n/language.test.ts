import { expect, it } from 'vitest';
import { guessLanguage, isLanguage } from '../../src/i18n/language.ts';

it.each([
  ['ru', 'ru'],
  ['ru-RU', 'ru'],
  ['RU', 'ru'],
  ['uk', 'ru'],
  ['be', 'ru'],
  ['kk', 'kk'],
  ['kk-Cyrl-KZ', 'kk'],
  ['ky', 'kk'],
  ['en', 'kk'],
  ['', 'kk'],
  [undefined, 'kk'],
])('a client in %s is first met in %s', (code, expected) => {
  expect(guessLanguage(code)).toBe(expected);
});

it('knows its languages', () => {
  expect(['kk', 'ru', 'en', null, 1].map(isLanguage)).toEqual([true, true, false, false, false]);
});
