import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ParsedValue, parseValue, type ValueFormat } from '../../../src/domain/kpi/parse-value.ts';

const PERCENT: ValueFormat = { unit: 'percent', decimals: 1 };
const HOURS: ValueFormat = { unit: 'hours', decimals: 1 };
const COUNT: ValueFormat = { unit: 'count', decimals: 0 };
const INDEX: ValueFormat = { unit: 'index', decimals: 2 };
const PER_10K: ValueFormat = { unit: 'per_10k', decimals: 1 };
const PER_100K: ValueFormat = { unit: 'per_100k', decimals: 1 };
const DUST: ValueFormat = { unit: 'ug_m3', decimals: 1 };
const GREEN: ValueFormat = { unit: 'm2_per_capita', decimals: 1 };
const FINE: ValueFormat = { unit: 'index', decimals: 3 };

const value = (text: string): ParsedValue => ({ kind: 'value', value: text });
const notANumber: ParsedValue = { kind: 'notANumber' };
const NBSP = '\u00a0';
const THIN = '\u2009';
const NARROW = '\u202f';

/** Whether a comma or point before three digits may as well group thousands as divide. */
const isAmbiguous = (text: string): boolean => /^[1-9]\d{0,2}[,.]\d{3}$/.test(text);

const CASES: [string, ValueFormat, ParsedValue][] = [
  // Plain numbers and decimal signs.
  ['85', PERCENT, value('85')],
  ['85,5', PERCENT, value('85.5')],
  ['85.5', PERCENT, value('85.5')],
  ['  85.5  ', PERCENT, value('85.5')],
  ['85.50', PERCENT, value('85.5')],
  ['0', PERCENT, value('0')],
  ['100', PERCENT, value('100')],
  ['100,0', PERCENT, value('100')],
  ['007', COUNT, value('7')],
  ['+5', COUNT, value('5')],
  [',5', PERCENT, value('0.5')],
  ['.5', PERCENT, value('0.5')],
  ['85.', PERCENT, value('85')],
  ['1234,5', HOURS, value('1234.5')],
  ['12345', COUNT, value('12345')],
  ['８５,５', PERCENT, value('85.5')],
  ['８５．５％', PERCENT, value('85.5')],
  // Units.
  ['85,5 %', PERCENT, value('85.5')],
  ['85.5%', PERCENT, value('85.5')],
  [`85,5${NBSP}%`, PERCENT, value('85.5')],
  ['85,5 %.', PERCENT, value('85.5')],
  ['85 пайыз', PERCENT, value('85')],
  ['85 процентов', PERCENT, value('85')],
  ['48 часов', HOURS, value('48')],
  ['48 ч.', HOURS, value('48')],
  ['48,5 сағат', HOURS, value('48.5')],
  ['120 дана', COUNT, value('120')],
  ['60 на 10 тыс. жителей', PER_10K, value('60')],
  ['10 мың тұрғынға шаққанда 60', PER_10K, value('60')],
  ['5,5 на 100 000 жителей', PER_100K, value('5.5')],
  ['100 мың тұрғынға шаққанда 5,5', PER_100K, value('5.5')],
  ['15 мкг/м³', DUST, value('15')],
  ['15 мкг/м3', DUST, value('15')],
  ['16,5 м²', GREEN, value('16.5')],
  ['16,5 м² на жителя', GREEN, value('16.5')],
  ['бір тұрғынға шаққанда 16 м²', GREEN, value('16')],
  ['1,25 индекс', INDEX, value('1.25')],
  ['85 часов', PERCENT, { kind: 'wrongUnit', given: 'часов' }],
  ['85 %', HOURS, { kind: 'wrongUnit', given: '%' }],
  ['30 минут', HOURS, { kind: 'wrongUnit', given: 'минут' }],
  ['2 күн', HOURS, { kind: 'wrongUnit', given: 'күн' }],
  ['5 млн тенге', COUNT, { kind: 'wrongUnit', given: 'тенге' }],
  ['60 на 100 тыс. жителей', PER_10K, { kind: 'wrongUnit', given: 'на 100 тыс. жителей' }],
  ['0,015 мг/м³', DUST, { kind: 'wrongUnit', given: 'мг/м³' }],
  ['2 апта', HOURS, { kind: 'wrongUnit', given: 'апта' }],
  ['3 месяца', HOURS, { kind: 'wrongUnit', given: 'месяца' }],
  ['90 секунд', HOURS, { kind: 'wrongUnit', given: 'секунд' }],
  ['120 м³', COUNT, { kind: 'wrongUnit', given: 'м³' }],
  ['12 кВт·ч', HOURS, { kind: 'wrongUnit', given: 'кВт·ч' }],
  ['5 ‰', PERCENT, { kind: 'wrongUnit', given: '‰' }],
  ['1,234 %', HOURS, { kind: 'wrongUnit', given: '%' }],
  // Groups of thousands.
  ['1 234', HOURS, value('1234')],
  ['1 234,5', HOURS, value('1234.5')],
  [`1${NBSP}234,5`, HOURS, value('1234.5')],
  [`1${THIN}234,5`, HOURS, value('1234.5')],
  [`1${NARROW}234,5`, HOURS, value('1234.5')],
  ['12 345.67', INDEX, value('12345.67')],
  ['1.234,5', HOURS, value('1234.5')],
  ['1,234.5', HOURS, value('1234.5')],
  ['1,234,567', COUNT, value('1234567')],
  ['1.234.567', COUNT, value('1234567')],
  ['1’234’567', COUNT, value('1234567')],
  ['1 234 567,8', HOURS, value('1234567.8')],
  [`12${NBSP}345${NARROW}678`, COUNT, value('12345678')],
  ['１ ２３４，５', HOURS, value('1234.5')],
  ['1\u2007234\u2008567', COUNT, value('1234567')],
  ['1 234.567', HOURS, { kind: 'tooManyDecimals', value: '1234.567', decimals: 1 }],
  // Multipliers.
  ['0,5 млн', COUNT, value('500000')],
  ['2 мың', COUNT, value('2000')],
  ['2 тыс.', COUNT, value('2000')],
  ['2,5 тысячи', COUNT, value('2500')],
  ['1,5 миллион', COUNT, value('1500000')],
  ['1 млрд', COUNT, value('1000000000')],
  ['2 мың дана', COUNT, value('2000')],
  ['0,0005 мың', COUNT, { kind: 'tooManyDecimals', value: '0.5', decimals: 0 }],
  // What can be read in two ways is asked, unless only one way can be recorded.
  ['1,234', FINE, { kind: 'ambiguous', readings: ['1.234', '1234'] }],
  ['1.234', FINE, { kind: 'ambiguous', readings: ['1.234', '1234'] }],
  ['1,234', HOURS, { kind: 'ambiguous', readings: ['1.2', '1234'] }],
  ['1,234', INDEX, { kind: 'ambiguous', readings: ['1.23', '1234'] }],
  ['1,234 млн', COUNT, { kind: 'ambiguous', readings: ['1234000', '1234000000'] }],
  ['1,234', COUNT, value('1234')],
  ['1.234', COUNT, value('1234')],
  ['1,234', PERCENT, { kind: 'tooManyDecimals', value: '1.234', decimals: 1 }],
  ['1,234', { unit: 'percent', decimals: 3 }, value('1.234')],
  // A fraction that can be recorded is read as it stands; whether a percentage was meant is a soft check.
  ['0,8', PERCENT, value('0.8')],
  ['0,85', { unit: 'percent', decimals: 2 }, value('0.85')],
  ['0,85', PERCENT, { kind: 'ambiguous', readings: ['0.9', '85'] }],
  ['0,123', PERCENT, { kind: 'ambiguous', readings: ['0.1', '12.3'] }],
  ['0,123', FINE, value('0.123')],
  ['0,123', HOURS, { kind: 'tooManyDecimals', value: '0.123', decimals: 1 }],
  // Limits of nature.
  ['-5', HOURS, { kind: 'outOfRange', min: '0', value: '-5' }],
  ['−5', PERCENT, { kind: 'outOfRange', min: '0', max: '100', value: '-5' }],
  ['– 5', HOURS, { kind: 'outOfRange', min: '0', value: '-5' }],
  ['—5,5', HOURS, { kind: 'outOfRange', min: '0', value: '-5.5' }],
  ['‑5', HOURS, { kind: 'outOfRange', min: '0', value: '-5' }],
  ['－５', HOURS, { kind: 'outOfRange', min: '0', value: '-5' }],
  ['−0', HOURS, value('0')],
  ['➖5', HOURS, { kind: 'outOfRange', min: '0', value: '-5' }],
  ['-1 234,5', HOURS, { kind: 'outOfRange', min: '0', value: '-1234.5' }],
  ['-2 мың', COUNT, { kind: 'outOfRange', min: '0', value: '-2000' }],
  ['--5', HOURS, notANumber],
  ['5-', HOURS, notANumber],
  ['−−5', HOURS, notANumber],
  ['130 %', PERCENT, { kind: 'outOfRange', min: '0', max: '100', value: '130' }],
  ['100,1', PERCENT, { kind: 'outOfRange', min: '0', max: '100', value: '100.1' }],
  ['2 мың', PERCENT, { kind: 'outOfRange', min: '0', max: '100', value: '2000' }],
  ['85,55', PERCENT, { kind: 'tooManyDecimals', value: '85.55', decimals: 1 }],
  ['12,5', COUNT, { kind: 'tooManyDecimals', value: '12.5', decimals: 0 }],
  // No number.
  ['', PERCENT, notANumber],
  ['   ', PERCENT, notANumber],
  ['шамамен 85', PERCENT, notANumber],
  ['85 шамамен', PERCENT, notANumber],
  ['около 85', PERCENT, notANumber],
  ['~85', PERCENT, notANumber],
  ['>85', PERCENT, notANumber],
  ['85-90', PERCENT, notANumber],
  ['85 из 100', PERCENT, notANumber],
  ['1/2', HOURS, notANumber],
  ['10²', COUNT, notANumber],
  ['½', COUNT, notANumber],
  ['1e5', COUNT, notANumber],
  ['=85', PERCENT, notANumber],
  ['1 2 3', COUNT, notANumber],
  ['12 34', COUNT, notANumber],
  ['0 123', COUNT, notANumber],
  ['1.234.5', HOURS, notANumber],
  ['1,2,3', HOURS, notANumber],
  ['85,', PERCENT, notANumber],
  ['8О', PERCENT, notANumber],
  ['<b>85</b>', PERCENT, notANumber],
  ['%', PERCENT, notANumber],
  ['-', HOURS, notANumber],
  ['млн', COUNT, notANumber],
  // Too long.
  ['1'.repeat(4000), COUNT, { kind: 'tooLong' }],
  ['1'.repeat(19), COUNT, { kind: 'tooLong' }],
  ['999999999999 млрд', COUNT, { kind: 'tooLong' }],
  ['1'.repeat(18), COUNT, value('1'.repeat(18))],
];

describe('parseValue', () => {
  it.each(CASES)('reads %j for %o', (text, kpi, expected) => {
    expect(parseValue(text, kpi)).toEqual(expected);
  });

  it('accepts the labels that the catalogue gives to a unit of its own', () => {
    const kpi = { unit: 'kwh', decimals: 1, unitLabels: ['кВт·ч'] };
    expect(parseValue('12,5 КВТ·Ч', kpi)).toEqual(value('12.5'));
    expect(parseValue('12,5 часов', kpi)).toEqual({ kind: 'wrongUnit', given: 'часов' });
  });

  const decimalSigns = fc.constantFrom(',', '.');
  const spaces = fc.constantFrom(' ', NBSP, THIN, NARROW, '\u2007', '\u3000');

  it('reads back every value in every notation', () => {
    const notation = fc.record({
      group: fc.oneof(spaces, fc.constantFrom('', '’', "'", ',', '.')),
      decimalSign: decimalSigns,
      zeros: fc.integer({ min: 0, max: 2 }),
      isFullWidth: fc.boolean(),
      before: fc.constantFrom('', ' ', '+', '\u200f', '\ufeff'),
      after: fc.constantFrom('', ' ', ' сағат', `${NBSP}часов`, ' ч.', '\u200b', ' час.'),
    });
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 16n - 1n }),
        fc.integer({ min: 0, max: 9_999 }),
        notation,
        (whole, fraction, { group, decimalSign, zeros, isFullWidth, before, after }) => {
          // One sign cannot both group and divide.
          const sign = group === decimalSign ? (decimalSign === ',' ? '.' : ',') : decimalSign;
          const digits = String(fraction).padStart(4, '0').replace(/0+$/, '');
          const decimals = digits === '' ? '' : digits + '0'.repeat(zeros);
          const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, group);
          const written = decimals === '' ? grouped : `${grouped}${sign}${decimals}`;
          const shown = isFullWidth
            ? written.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
            : written;
          const parsed = parseValue(`${before}${shown}${after}`, { unit: 'hours', decimals: 4 });
          const canonical = digits === '' ? String(whole) : `${whole}.${digits}`;
          if (isAmbiguous(written)) {
            if (parsed.kind !== 'ambiguous') throw new Error(`${written} was guessed: ${parsed.kind}`);
            expect(parsed.readings).toContain(canonical);
          } else {
            expect(parsed).toEqual(value(canonical));
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('reads thousands, millions and milliards as what they stand for', () => {
    const words = fc.constantFrom<[string, number]>(
      ['мың', 3],
      ['тыс.', 3],
      ['тысяч', 3],
      ['млн', 6],
      ['миллион', 6],
      ['млрд', 9],
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        words,
        fc.constantFrom('', ' ', NBSP),
        (hundredths, [word, power], space) => {
          const text = (hundredths / 100).toFixed(2).replace('.', ',');
          const meant = String(BigInt(hundredths) * 10n ** BigInt(power - 2));
          expect(parseValue(`${text}${space}${word}`, COUNT)).toEqual(value(meant));
        },
      ),
    );
  });

  it('reads a minus of any kind as a minus', () => {
    const minuses = [...'-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2796\u02d7\u207b\ufe58\ufe63\uff0d'];
    for (const minus of minuses) {
      expect(parseValue(`${minus}5,5`, HOURS), minus).toEqual({
        kind: 'outOfRange',
        min: '0',
        value: '-5.5',
      });
    }
  });

  it('names the unit that was given wherever it is not the KPI’s own', () => {
    const own: Record<string, string[]> = {
      percent: ['%', 'пайыз', 'процентов'],
      hours: ['сағат', 'часа', 'ч'],
      minutes: ['минут', 'мин.'],
      count: ['дана', 'шт.', 'единиц'],
      index: ['балл', 'индекс'],
      per_10k: ['на 10 тыс. жителей'],
      per_100k: ['на 100 тыс. жителей'],
      ug_m3: ['мкг/м³'],
      m2_per_capita: ['м² на жителя'],
      none: ['күн', 'дней', 'апта', 'лет', 'тенге', 'км', 'га', 'кг', 'мг/м³', 'литров', 'Гкал', 'секунд'],
    };
    for (const unit of Object.keys(own).filter((name) => name !== 'none')) {
      for (const [other, words] of Object.entries(own)) {
        for (const word of words) {
          const expected = other === unit ? value('5') : { kind: 'wrongUnit', given: word };
          expect(parseValue(`5 ${word}`, { unit, decimals: 1 }), `${word} for ${unit}`).toEqual(expected);
        }
      }
    }
  });

  it('reads its own canonical value as the same value again, or asks', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12, unit: fc.constantFrom(...'0123456789., -%') }), (text) => {
        const first = parseValue(text, FINE);
        if (first.kind !== 'value') return;
        const second = parseValue(first.value, FINE);
        if (second.kind === 'ambiguous') expect(second.readings).toContain(first.value);
        else expect(second).toEqual(first);
      }),
    );
  });

  it('never throws, and lets nothing through that cannot be recorded', () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 100, unit: 'binary' }),
      fc.string({ maxLength: 100, unit: 'grapheme' }),
      // Half of a surrogate pair, which is no character at all.
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
        .map((units) => String.fromCharCode(...units)),
      fc.string({ maxLength: 24, unit: fc.constantFrom(..."0123456789 ,.'-+%’", NBSP, 'мың', 'млн', 'ч') }),
    );
    const formats = fc.constantFrom(PERCENT, HOURS, COUNT, INDEX, PER_10K, DUST, GREEN, FINE);
    fc.assert(
      fc.property(anything, formats, (text, format) => {
        const parsed = parseValue(text, format);
        const readings = parsed.kind === 'value' ? [parsed.value] : [];
        if (parsed.kind === 'ambiguous') readings.push(...parsed.readings);
        for (const reading of readings) {
          expect(reading).toMatch(/^(0|[1-9]\d{0,17})(\.\d*[1-9])?$/);
          expect(reading.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(format.decimals);
          if (format.unit === 'percent') expect(Number(reading)).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('never guesses: a sign before three digits is asked about wherever both readings can be recorded', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 0, max: 999 }),
        decimalSigns,
        fc.constantFrom('', ' ', ' ч', ' мың', ' млн'),
        (whole, rest, sign, after) => {
          const parsed = parseValue(`${whole}${sign}${String(rest).padStart(3, '0')}${after}`, {
            unit: 'hours',
            decimals: 3,
          });
          const power = after === ' мың' ? 1_000 : after === ' млн' ? 1_000_000 : 1;
          if (parsed.kind !== 'ambiguous') throw new Error(parsed.kind);
          expect(Number(parsed.readings[0])).toBeCloseTo((whole + rest / 1_000) * power, 3);
          expect(Number(parsed.readings[1])).toBe((whole * 1_000 + rest) * power);
        },
      ),
    );
  });

  it('reads a number that a program wrote in one way', () => {
    const hours = { unit: 'hours', decimals: 3, isExact: true };
    expect(parseValue('1.234', hours)).toEqual({ kind: 'value', value: '1.234' });
    expect(parseValue('1.234', { ...hours, decimals: 1 })).toEqual({
      kind: 'tooManyDecimals',
      value: '1.234',
      decimals: 1,
    });
  });

  it('offers two different readings that can be recorded as they stand', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 0, max: 999 }),
        decimalSigns,
        fc.integer({ min: 1, max: 3 }),
        (whole, rest, sign, decimals) => {
          const text = `${whole}${sign}${String(rest).padStart(3, '0')}`;
          const parsed = parseValue(text, { unit: 'hours', decimals });
          expect(parsed.kind).toBe('ambiguous');
          if (parsed.kind !== 'ambiguous') return;
          const [small, large] = parsed.readings;
          expect(Number(small)).toBeLessThan(Number(large));
          expect(small.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(decimals);
        },
      ),
    );
  });
});
