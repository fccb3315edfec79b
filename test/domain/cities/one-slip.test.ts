import { describe, expect, it } from 'vitest';
import { isOneSlipApart, isOneSlipFromStart } from '../../../src/domain/cities/one-slip.ts';

describe('isOneSlipApart', () => {
  it.each([
    ['орал', 'орал'],
    ['орл', 'орал'],
    ['оррал', 'орал'],
    ['орал', 'арал'],
    ['роал', 'орал'],
    ['орла', 'орал'],
    ['оралу', 'орал'],
    ['', 'о'],
  ])('%s and %s are', (a, b) => {
    expect(isOneSlipApart(a, b)).toBe(true);
    expect(isOneSlipApart(b, a)).toBe(true);
  });

  it.each([
    ['ор', 'орал'],
    ['лоар', 'орал'],
    ['ораз', 'арал'],
    ['рола', 'орал'],
    ['арло', 'орал'],
  ])('%s and %s are not', (a, b) => {
    expect(isOneSlipApart(a, b)).toBe(false);
    expect(isOneSlipApart(b, a)).toBe(false);
  });
});

describe('isOneSlipFromStart', () => {
  it('compares with the beginning of the word only', () => {
    expect(isOneSlipFromStart('кокшт', 'кокшетау')).toBe(true);
    expect(isOneSlipFromStart('кокшэ', 'кокшетау')).toBe(true);
    expect(isOneSlipFromStart('етауу', 'кокшетау')).toBe(false);
  });
});
