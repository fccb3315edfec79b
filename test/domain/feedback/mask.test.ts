import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPersonalData, type PersonalDataKind } from '../../../src/domain/feedback/mask.ts';

const NBSP = '\u00a0';
const NON_BREAKING_HYPHEN = '\u2011';

const HIDDEN: [string, string, PersonalDataKind[]][] = [
  // Mobile phones.
  ['Телефоным +7 701 123 45 67', 'Телефоным •••', ['phone']],
  ['+77011234567 хабарласыңыз', '••• хабарласыңыз', ['phone']],
  ['Звоните 87011234567.', 'Звоните •••.', ['phone']],
  ['8 701 123 45 67', '•••', ['phone']],
  ['8-701-123-45-67', '•••', ['phone']],
  ['8(701)1234567', '•••', ['phone']],
  ['+7 (701) 123-45-67', '•••', ['phone']],
  ['+7.701.123.45.67', '•••', ['phone']],
  ['+7 701 1234567', '•••', ['phone']],
  ['7 701 123 45 67', '•••', ['phone']],
  ['77011234567', '•••', ['phone']],
  ['8 7 0 1 1 2 3 4 5 6 7', '•••', ['phone']],
  [`+7${NBSP}777${NBSP}123${NBSP}45${NBSP}67`, '•••', ['phone']],
  [['+7', '747', '123', '45', '67'].join(NON_BREAKING_HYPHEN), '•••', ['phone']],
  ['701 123 45 67', '•••', ['phone']],
  ['701-123-4567', '•••', ['phone']],
  ['(701) 123 45 67', '•••', ['phone']],
  ['7011234567', '•••', ['phone']],
  ['дом 8, 8 701 123 45 67', 'дом 8, •••', ['phone']],
  ['Абай 5 87011234567', 'Абай 5 •••', ['phone']],
  ['87011234567, 8 702 765 43 21', '•••, •••', ['phone']],
  ['+7 916 123-45-67', '•••', ['phone']],
  ['+996 555 123 456', '•••', ['phone']],
  // City phones.
  ['+7 7172 55-55-55', '•••', ['phone']],
  ['8 (727) 255-55-55', '•••', ['phone']],
  ['(7172) 55-55-55', '•••', ['phone']],
  ['тел. 55-55-55', 'тел. •••', ['phone']],
  ['Байланыс нөмірі: 512345', 'Байланыс нөмірі: •••', ['phone']],
  ['телефон 250 10 20', 'телефон •••', ['phone']],
  // Identification numbers.
  ['ЖСН 900101300126', 'ЖСН •••', ['iin']],
  ['ИИН: 851225400455.', 'ИИН: •••.', ['iin']],
  ['ЖСН 030507 550010', 'ЖСН •••', ['iin']],
  ['ИИН 9203 1530 0500', 'ИИН •••', ['iin']],
  // Mail.
  ['пишите aigerim.s@mail.kz', 'пишите •••', ['email']],
  ['A.B+tag@example.co.uk.', '•••.', ['email']],
  ['пошта: айгүл@пошта.қаз', 'пошта: •••', ['email']],
  // Cards.
  ['Карта 4400 4301 2345 6789', 'Карта •••', ['card']],
  ['карта 5169497111222331', 'карта •••', ['card']],
  ['4400-4301-2345-6789', '•••', ['card']],
  // Several.
  [
    'ИИН 900101300126, тел +77011234567, x@y.kz, 4400430123456789',
    'ИИН •••, тел •••, •••, •••',
    ['phone', 'iin', 'email', 'card'],
  ],
];

const UNTOUCHED = [
  '',
  'Көшедегі шам жанбайды',
  'Абай даңғылы, 150-үй, 12-пәтер',
  'дом 87, кв. 701',
  'пр. Абая 8 дом 77',
  '2025–2026 жылдары',
  '2026-11-22 18:00',
  '12.05.2026 18:30',
  '8.9.2026 - 10.9.2026',
  'кв. 70 12.05.2026',
  '7.09.2026 18-30',
  'Жөндеуге 1 500 000 теңге кетті',
  'Бюджет 87 000 000 000 теңге',
  'Бюджет 8 700 123 456 теңге',
  '7 700 123 456 тенге',
  '120 000 000 000 тг',
  'Телефон 150 000 теңге тұрады',
  'телефоны 12500 теңге',
  '№ 104213 пікір',
  'маршрут 12, 37, 92',
  'автобус 505 в 7:15, 8:20',
  'БСН 990440001234',
  'номер договора 900101300127',
  '4400 4301 2345 6780',
  'индекс 090000',
  'кадастр 08-130-012-345',
  'температура +5, −12',
  'rc_7KQ2ABCD',
  '@aqyldy_bot мекенжайы',
  '43.238949, 76.889709',
  'IP 192.168.100.200',
  '0,5 млн; 85,5 %; 1 234,5',
];

describe('maskPersonalData', () => {
  it.each(HIDDEN)('hides in %j', (text, expected, kinds) => {
    expect(maskPersonalData(text)).toEqual({ text: expected, masked: kinds });
  });

  it.each(UNTOUCHED)('leaves %j', (text) => {
    expect(maskPersonalData(text)).toEqual({ text, masked: [] });
  });

  it('finds nothing more in what it has masked', () => {
    const piece = fc.constantFrom(...HIDDEN.map(([text]) => text), ...UNTOUCHED);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        const once = maskPersonalData(pieces.join('; ')).text;
        expect(maskPersonalData(once)).toEqual({ text: once, masked: [] });
      }),
    );
  });

  it('hides any mobile number in any usual writing, whatever stands around it', () => {
    const digits = fc.stringMatching(/^\d{7}$/);
    const word = fc.constantFrom('', 'тел: ', 'үйде жоқ, ', 'звоните, ', '(', '5-үй, ');
    fc.assert(
      fc.property(
        fc.constantFrom('700', '701', '702', '705', '707', '708', '747', '771', '775', '776', '777', '778'),
        digits,
        fc.constantFrom('+7', '8', '7'),
        fc.constantFrom('', ' ', '-', NBSP, '.'),
        word,
        (code, rest, prefix, gap, before) => {
          const groups = [prefix, code, rest.slice(0, 3), rest.slice(3, 5), rest.slice(5)];
          const { text, masked } = maskPersonalData(`${before}${groups.join(gap)} рақмет`);
          expect(text).toBe(`${before}••• рақмет`);
          expect(masked).toEqual(['phone']);
        },
      ),
    );
  });

  it('leaves any sum written in groups of three', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom(' ', NBSP), (sum, gap) => {
        const text = `құны ${sum.toString().replace(/\B(?=(\d{3})+$)/g, gap)} теңге`;
        expect(maskPersonalData(text)).toEqual({ text, masked: [] });
      }),
    );
  });

  it('leaves any text without digits and @', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (raw) => {
        const text = raw.replace(/[\d@]/g, '');
        expect(maskPersonalData(text)).toEqual({ text, masked: [] });
      }),
    );
  });

  it('is quick on a long hostile text', () => {
    const started = performance.now();
    maskPersonalData('8 7'.repeat(1400) + '1-'.repeat(2000) + 'a.'.repeat(2000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
