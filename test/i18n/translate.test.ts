import { describe, expect, it } from 'vitest';
import { escapeHtml, joinHtml, markup } from '../../src/i18n/html.ts';
import { createTranslations, TextProblem } from '../../src/i18n/translate.ts';

const translations = createTranslations();
const kk = translations.for('kk');
const ru = translations.for('ru');

describe('createTranslations', () => {
  it('gives each language its own text', () => {
    expect(kk('common:unknownInput')).toBe('Түсіне алмадық. Мәзірден таңдаңыз.');
    expect(ru('common:unknownInput')).toBe('Не удалось понять. Выберите в меню.');
    expect([kk.language, ru.language]).toEqual(['kk', 'ru']);
  });

  it('takes the plural form of each language, fractions and shown zeros included', () => {
    const left = (count: number | string) => ru('common:workingDaysLeft', { count });
    expect([1, 2, 5, 11, 21, 1.5].map(left)).toEqual([
      'остался 1 рабочий день',
      'осталось 2 рабочих дня',
      'осталось 5 рабочих дней',
      'осталось 11 рабочих дней',
      'остался 21 рабочий день',
      'осталось 1,5 рабочего дня',
    ]);
    expect([21, 11, '1.12', '68.00', 68].map((count) => ru('common:points', { count }))).toEqual([
      '21 балл',
      '11 баллов',
      '1,12 балла',
      '68,00 балла',
      '68 баллов',
    ]);
    expect([1, 5, '68.00'].map((count) => kk('common:points', { count }))).toEqual([
      '1 балл',
      '5 балл',
      '68,00 балл',
    ]);
  });

  it('formats values as the template asks', () => {
    const params = { day: '2026-10-14', time: '18:00:00' };
    expect(kk('common:deadline', params)).toBe('соңғы күн\u00a0– 14\u00a0қазан, 18:00');
    expect(ru('common:deadline', params)).toBe('последний день\u00a0— 14\u00a0октября, 18:00');
    expect(kk('common:noLaterThan', { day: '2026-10-14' })).toBe('14\u00a0қазаннан кешіктірмей');
    expect(kk('common:noLaterThan', { day: '2026-05-01' })).toBe('1\u00a0мамырдан кешіктірмей');
  });

  it('escapes what is inserted, except Html wrapped in markup()', () => {
    const page = '<b>&\u202e</b>';
    expect(ru('common:page', { page, pages: '' })).toBe('&lt;b&gt;&amp;&lt;/b&gt;/');
    const list = joinHtml([escapeHtml('a<b'), escapeHtml('c')]);
    expect(ru('common:page', { page: markup(list), pages: 2 })).toBe('a&lt;b\nc/2');
    expect(ru.plain('common:page', { page, pages: 2 })).toBe('<b>&</b>/2');
  });

  it('refuses bare Html where it would be escaped twice', () => {
    // @ts-expect-error Html has to be wrapped in markup()
    expect(ru('common:page', { page: escapeHtml('<'), pages: 2 })).toBe('&amp;lt;/2');
  });

  it('never reads again what was inserted', () => {
    const page = '{{pages}} $t(common:trouble) $& {{- pages}}';
    expect(ru.plain('common:page', { page, pages: 2 })).toBe(`${page}/2`);
    expect(kk('common:page', { page: '$t(common:trouble)', pages: 1 })).toBe('$t(common:trouble)/1');
  });

  it('throws on a missing value, a value that cannot be shown, and an unknown key', () => {
    expect(() => ru('common:page', { page: 1 })).toThrow(TextProblem);
    expect(() => ru('common:page', { page: 1, pages: Number.NaN })).toThrow(/cannot be shown/);
    expect(() => ru('common:deadline', { day: 'tomorrow', time: '18:00' })).toThrow(TextProblem);
    // @ts-expect-error no such key
    expect(() => ru('common:nothing')).toThrow(/no such text/);
    // @ts-expect-error a group is not a text
    expect(() => ru('common:button')).toThrow(TextProblem);
    expect(() => ru('common:points')).toThrow(/no such text/);
  });

  it('shows a gap and reports the problem where problems are collected', () => {
    const problems: string[] = [];
    const collecting = createTranslations({ onProblem: (problem) => problems.push(problem.message) });
    expect(collecting.for('kk')('common:page', { page: 1 })).toBe('1/…');
    // @ts-expect-error no such key
    expect(collecting.for('kk').plain('menu:nothing')).toBe('…');
    expect(problems).toEqual([
      'Text kk common:page: no value for {{pages}}',
      'Text kk menu:nothing: no such text',
    ]);
  });
});
