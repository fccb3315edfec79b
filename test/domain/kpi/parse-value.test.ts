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
  ['0,85', PERCENT, { kind: 'ambiguous', readings: ['0.9', '85'] }],
  ['0,123', PERCENT, { kind: 'ambiguous', readings: ['0.1', '12.3'] }],
  ['0,85', { unit: 'percent', decimals: 2 }, value('0.85')],
  ['0,8', PERCENT, value('0.8')],
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

  const separators = fc.constantFrom(' ', NBSP, THIN, NARROW, "'");
  const decimalSigns = fc.constantFrom(',', '.');
  const suffixes = fc.constantFrom('', ' ', ' сағат', `${NBSP}часов`, ' ч');

  it('reads back each value as either language writes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.integer({ min: 0, max: 99 }),
        separators,
        decimalSigns,
        suffixes,
        (whole, cents, separator, decimalSign, suffix) => {
          const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, separator);
          const fraction = String(cents).padStart(2, '0');
          const canonical = `${whole}.${fraction}`.replace(/\.?0+$/, (zeros) =>
            zeros.startsWith('.') ? '' : zeros.replace(/0+$/, ''),
          );
          const parsed = parseValue(`${grouped}${decimalSign}${fraction}${suffix}`, {
            unit: 'hours',
            decimals: 2,
          });
          expect(parsed).toEqual(value(canonical));
        },
      ),
    );
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

  it('never throws and never lets a value out of its limits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100, unit: 'grapheme' }), (text) => {
        const parsed = parseValue(text, PERCENT);
        if (parsed.kind === 'value') expect(parsed.value).toMatch(/^(100|\d{1,2}(\.\d)?)$/);
      }),
    );
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
