import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type KazakhCase,
  kazakhCases,
  numberEnding,
  withEnding,
  withPossession,
} from '../../src/i18n/kazakh-endings.ts';
import { formatNumber } from '../../src/i18n/numbers.ts';

/** The language guide's table: endings in the order of `kazakhCases`, and the numbers and names that take them. */
const table: readonly (readonly [string, string])[] = [
  ['ға да дан ның ны', '6|20|26|Астана|Алматы|Қызылорда|Қарағанды'],
  ['ге де ден нің ні', '2|7|102|Ақтөбе|Текелі'],
  [
    'ға да дан дың ды',
    '9|30|85 %|Орал|Тараз|Екібастұз|Байқоңыр|Павлодар|Атырау|Кентау|Теміртау|Қостанай|Ақсу|Шу',
  ],
  ['ге де ден дің ді', '0|1|8|50|100|Семей|Риддер|Бейнеу|Төле би|би'],
  ['ға да нан ның ды', '10|90|110|1 000|2 000|1 000 000|Түркістан|Жезқазған'],
  ['ге де нен нің ді', '80|1 980|Өскемен|Қаскелең'],
  ['қа та тан тың ты', '40|60|1 000 000 000|Арыс|Балқаш|Арқалық|Қонаев|Курчатов'],
  ['ке те тен тің ті', '3|4|5|70|85,5|Шымкент|Есік|Жүргенов'],
];

const examples = table.flatMap(([endings, names]) =>
  names.split('|').flatMap((name) =>
    endings.split(' ').map((ending, index): [string, KazakhCase, string] => {
      const shown = name.replace(/ (?=[\d%])/g, '\u00a0');
      return [shown, kazakhCases[index]!, `${shown}${/\d/.test(name) ? '-' : ''}${ending}`];
    }),
  ),
);

describe('withEnding', () => {
  it.each(examples)('%s in the %s is %s', (word, kazakhCase, expected) => {
    expect(withEnding(word, kazakhCase)).toBe(expected);
  });

  it.each([
    ['16', '16-ға'],
    ['0,05', '0,05-ке'],
    ['68,00', '68,00-ге'],
    ['−2,3', '−2,3-ке'],
    ['1\u00a0234', '1\u00a0234-ке'],
    ['1\u00a0500\u00a0000', '1\u00a0500\u00a0000-ға'],
    ['300', '300-ге'],
  ])('reads %s aloud for its dative: %s', (number, expected) => {
    expect(withEnding(number, 'dative')).toBe(expected);
  });

  it('gives -ск an і and soft endings', () => {
    expect(kazakhCases.map((kazakhCase) => withEnding('Степногорск', kazakhCase))).toEqual([
      'Степногорскіге',
      'Степногорскіде',
      'Степногорскіден',
      'Степногорскінің',
      'Степногорскіні',
    ]);
  });

  it.each([
    ['Астана қаласы', 'на нда нан ның н'],
    ['Қарағанды облысы', 'на нда нан ның н'],
    ['Боровой кенті', 'не нде нен нің н'],
    ['су ысырабының үлесі', 'не нде нен нің н'],
  ])('knows the possessive end of %s', (name, endings) => {
    expect(kazakhCases.map((kazakhCase) => withEnding(name, kazakhCase, { possessive: true }))).toEqual(
      endings.split(' ').map((ending) => name + ending),
    );
  });

  it.each(['SDU', '18:00', '№ 5', 'rc_7KQ2', '', 'м²', 'КТЖ'])(
    'refuses «%s», which has to be reworded',
    (text) => {
      expect(() => withEnding(text, 'dative')).toThrow(/word it otherwise/);
    },
  );

  it('does not mind a soft sign or capitals', () => {
    expect(withEnding('Апрель', 'locative')).toBe('Апрельде');
    expect(withEnding('ОРАЛ', 'locative')).toBe('ОРАЛда');
  });
});

describe('withPossession', () => {
  it.each([
    ['100\u00a0%', '100\u00a0%-ы'],
    ['6', '6-сы'],
    ['2', '2-сі'],
    ['5', '5-і'],
    ['үлес', 'үлесі'],
    ['қала', 'қаласы'],
  ])('%s → %s', (text, expected) => {
    expect(withPossession(text)).toBe(expected);
  });
});

describe('numberEnding', () => {
  it('is the part after the figure', () => {
    expect(numberEnding('85,5', 'dative')).toBe('-ке');
    expect(() => numberEnding('Орал', 'dative')).toThrow(RangeError);
  });

  it('agrees with every number that says the same last word', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom(...kazakhCases),
        (tens, kazakhCase) => {
          for (let digit = 1; digit <= 9; digit += 1) {
            const long = formatNumber(tens * 10 + digit);
            expect(numberEnding(long, kazakhCase)).toBe(numberEnding(formatNumber(digit), kazakhCase));
          }
        },
      ),
    );
  });

  it('hears only the tens, hundreds or thousands that end the number', () => {
    const round = fc.constantFrom(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        round,
        fc.constantFrom(...kazakhCases),
        (head, tail, kazakhCase) => {
          const ending = numberEnding(formatNumber(tail), kazakhCase);
          expect(numberEnding(formatNumber(head * 1_000 + tail), kazakhCase)).toBe(ending);
          const thousands = numberEnding(formatNumber((head * 1_000 + tail) * 1_000), kazakhCase);
          expect(thousands).toBe(numberEnding(formatNumber(1_000), kazakhCase));
        },
      ),
    );
  });
});

describe('any Cyrillic word', () => {
  const letters = [...'абвгғдежзийкқлмнңопрстуұүфхһцчшыіәөэюя'];
  const word = fc
    .array(fc.constantFrom(...letters), { minLength: 2, maxLength: 12 })
    .map((list) => `а${list.join('')}`);
  const allEndings = new Set(
    [...table.map(([endings]) => endings), 'на нда нан ның н', 'не нде нен нің н'].join(' ').split(' '),
  );

  it('keeps the word and adds an ending of the table', () => {
    fc.assert(
      fc.property(word, fc.constantFrom(...kazakhCases), fc.boolean(), (text, kazakhCase, possessive) => {
        const result = withEnding(text, kazakhCase, { possessive });
        expect(result.startsWith(text)).toBe(true);
        const ending = result.slice(text.length).replace(text.endsWith('ск') ? /^і/ : /^/, '');
        expect(allEndings).toContain(ending);
      }),
    );
  });

  it('has endings of one harmony in all cases', () => {
    fc.assert(
      fc.property(word, (text) => {
        const found = kazakhCases
          .map((kazakhCase) => withEnding(text, kazakhCase).slice(text.length))
          .join('');
        expect(/[аы]/.test(found) && /[еі]/.test(found)).toBe(false);
      }),
    );
  });
});
