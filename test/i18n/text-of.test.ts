import { expect, it } from 'vitest';
import { textOf } from '../../src/i18n/text-of.ts';

it('takes the field of the language, also where it is empty', () => {
  const row = { nameKk: 'Орал', nameRu: 'Уральск', noteKk: 'ескертпе', noteRu: null };
  expect(textOf('kk', 'name', row)).toBe('Орал');
  expect(textOf('ru', 'name', row)).toBe('Уральск');
  expect(textOf('ru', 'note', row)).toBeNull();
});
