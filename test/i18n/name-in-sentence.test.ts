import { expect, it } from 'vitest';
import { nameInSentence } from '../../src/i18n/name-in-sentence.ts';

it.each([
  ['Су ысырабы', 'су ысырабы'],
  ['Потери воды', 'потери воды'],
  ['«Умные» счётчики воды', '«умные» счётчики воды'],
  ['SDU жүйесіне тапсыру', 'SDU жүйесіне тапсыру'],
  ['PM2,5 бөлшектері', 'PM2,5 бөлшектері'],
  ['109 өтінімін орындау', '109 өтінімін орындау'],
  ['4G/5G қамтуы', '4G/5G қамтуы'],
])('writes «%s» inside a sentence as «%s»', (name, expected) => {
  expect(nameInSentence(name)).toBe(expected);
});
