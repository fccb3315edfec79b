import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type FormattedValue, formatNames, formatValue } from '../../src/i18n/formats.ts';
import { setNoBreakSpaces } from '../../src/i18n/typography.ts';

/** The text with no-break spaces made visible. */
function visible(text: string): string {
  return text.replaceAll('\u00a0', '~');
}

const examples: readonly (readonly [string, FormattedValue, string, string])[] = [
  ['', 'Орал', 'Орал', 'Орал'],
  ['', 1234.5, '1~234,5', '1~234,5'],
  ['number', '68.00', '68,00', '68,00'],
  ['decimal(2)', 68, '68,00', '68,00'],
  ['percent', '85.5', '85,5~%', '85,5~%'],
  ['unit', { value: '48.5', unit: 'hours' }, '48,5~сағат', '48,5~часа'],
  ['date', Temporal.PlainDate.from('2026-10-14'), '2026 жылғы 14~қазан', '14~октября 2026~г.'],
  ['dayMonth', '2026-10-14', '14~қазан', '14~октября'],
  ['dayMonthWeekday', '2026-10-14', '14~қазан, сәрсенбі', '14~октября, среда'],
  ['weekday', '2026-10-14', 'сәрсенбі', 'среда'],
  ['weekday capital', '2026-10-14', 'Сәрсенбі', 'Среда'],
  ['time', Temporal.PlainTime.from('18:00'), '18:00', '18:00'],
  ['period', '2026-Q3', 'III~тоқсан', 'III~квартал'],
  ['period capital', '2026-10', 'Қазан', 'Октябрь'],
  ['periodLong', '2026-Q3', '2026 жылғы III~тоқсан', 'III~квартал 2026~г.'],
  ['place', 6, '6-орын', '6-е место'],
  ['placeRange', { from: 4, to: 9 }, '4–9-орын', '4–9-е места'],
  ['placeWithRange', { place: 6, from: 4, to: 9 }, '6-орын (4–9)', '6-е место (4–9)'],
];

describe('formatValue', () => {
  it.each(examples)('%s of %o', (steps, value, kk, ru) => {
    expect(visible(formatValue('kk', value, steps))).toBe(kk);
    expect(visible(formatValue('ru', value, steps))).toBe(ru);
  });

  it('has an example of every format', () => {
    const shown = new Set(examples.flatMap(([steps]) => steps.split(' ')));
    expect(formatNames.filter((name) => !shown.has(name))).toEqual([]);
  });

  it.each([
    ['locative', 'Орал', 'Оралда'],
    ['dative', 85.5, '85,5-ке'],
    ['percent ablative', 85, '85~%-дан'],
    ['place ablative', 6, '6-орыннан'],
    ['dayMonth ablative', '2026-10-14', '14~қазаннан'],
    ['period locative', '2026-Q3', 'III~тоқсанда'],
    ['possessive locative', 'Астана қаласы', 'Астана қаласында'],
    ['percent possession', 100, '100~%-ы'],
  ])('%s puts the Kazakh ending: %s → %s', (steps, value, expected) => {
    expect(visible(formatValue('kk', value, steps))).toBe(expected);
  });

  it('refuses unknown formats and values that need one', () => {
    expect(() => formatValue('kk', 1, 'uppercase')).toThrow(/Unknown format/);
    expect(() => formatValue('kk', { from: 1, to: 2 }, '')).toThrow(/needs a format/);
    expect(() => formatValue('kk', Temporal.PlainDate.from('2026-10-14'), '')).toThrow(TypeError);
  });
});

describe('setNoBreakSpaces', () => {
  it.each([
    ['Соңғы күн – 14 қазан', 'Соңғы күн~– 14~қазан'],
    ['Актуальное — ниже', 'Актуальное~— ниже'],
    ['№ {{number}}: {{value}} %, 85,5 %', '№~{{number}}: {{value}}~%, 85,5~%'],
    ['{{distance}} км, {{max}} МБ. {{count}} кмс', '{{distance}}~км, {{max}}~МБ. {{count}} кмс'],
    ['6 км, 10 мың, 1 234 567 бірлік', '6~км, 10~мың, 1~234~567~бірлік'],
    ['– бірінші жол\nекінші', '– бірінші жол\nекінші'],
    ['{{name}} қаласы, 38 – 40', '{{name}} қаласы, 38~– 40'],
  ])('%s', (template, expected) => {
    expect(visible(setNoBreakSpaces(template))).toBe(expected);
  });
});
