import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { createTranslations } from '../../src/i18n/translate.ts';
import { defineAction } from '../../src/telegram/callback-data.ts';
import { dayKeyboard, isDay } from '../../src/telegram/day-keyboard.ts';
import { actionButton, type Button } from '../../src/telegram/screen.ts';

const pick = defineAction('t.day', { day: 'id' });
const turnTo = defineAction('t.month', { month: 'id' });
const translations = createTranslations();

function keyboard(language: 'kk' | 'ru', first: string, last: string, month: string, off: string[] = []) {
  return dayKeyboard(
    { t: translations.for(language) },
    {
      ...{ first, last, month },
      daysOff: async () => new Set(off),
      dayButton: (text, day) => actionButton(text, pick, { day }),
      monthButton: (text, other) => actionButton(text, turnTo, { month: other }),
    },
  );
}

const labels = (rows: Button[][]) =>
  rows.map((row) => row.map(({ text }) => text.replaceAll('\u00a0', ' ')).join(' '));
const chosen = (rows: Button[][]) =>
  rows.flat().flatMap(({ target }) => ('data' in target && target.data.split('t.day|')[1]) || []);

describe('the calendar of buttons', () => {
  it('shows a month in either language, days off in brackets, only the days that can be chosen', async () => {
    const off = ['2026-10-17', '2026-10-18', '2026-10-24', '2026-10-25', '2026-10-26', '2026-10-31'];
    expect(labels(await keyboard('kk', '2026-10-14', '2026-11-03', '2026-10', off))).toEqual([
      '2026 жылғы қазан ›',
      'Дс Сс Ср Бс Жм Сн Жс',
      '· · 14 15 16 (17) (18)',
      '19 20 21 22 23 (24) (25)',
      '(26) 27 28 29 30 (31) ·',
    ]);
    expect(labels(await keyboard('ru', '2026-10-14', '2026-11-03', '2026-11'))).toEqual([
      '‹ Ноябрь 2026 г.',
      'Пн Вт Ср Чт Пт Сб Вс',
      '· · · · · · 1',
      '2 3 · · · · ·',
    ]);
  });

  it.each(['1900-01', '2999-12', '2026-13', 'x', ''])(
    'shows a month that has days for «%s»',
    async (month) => {
      expect(chosen(await keyboard('kk', '2026-10-30', '2026-11-02', month)).length).toBeGreaterThan(0);
    },
  );

  it('offers each day between two once, in a grid whose columns are weekdays, whatever they are', async () => {
    const date = fc.integer({ min: 0, max: 800 });
    await fc.assert(
      fc.asyncProperty(date, fc.integer({ min: 0, max: 120 }), async (start, length) => {
        const first = Temporal.PlainDate.from('2026-01-01').add({ days: start });
        const last = first.add({ days: length });
        const offered: string[] = [];
        let month: string | undefined = first.toPlainYearMonth().toString();
        while (month !== undefined) {
          const rows: Button[][] = await keyboard('ru', first.toString(), last.toString(), month);
          expect(rows.slice(1).every((row) => row.length === 7)).toBe(true);
          for (const row of rows.slice(2)) {
            for (const [column, button] of row.entries()) {
              const [day] = chosen([[button]]);
              if (day !== undefined) expect(Temporal.PlainDate.from(day).dayOfWeek).toBe(column + 1);
            }
          }
          offered.push(...chosen(rows));
          const next: Button | undefined = rows[0]?.find(({ text }) => text === '›');
          month = next && 'data' in next.target ? next.target.data.split('t.month|')[1] : undefined;
        }
        const wanted = Array.from({ length: length + 1 }, (_, days) => first.add({ days }).toString());
        expect(offered).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('knows days from what a forger writes', () => {
    expect(isDay('2026-10-14')).toBe(true);
    for (const forged of ['2026-02-30', '2026-13-01', '14.10.2026', '', '2026-10-14x']) {
      expect(isDay(forged), forged).toBe(false);
    }
  });
});
