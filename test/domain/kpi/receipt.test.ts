import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReceipt, parseReceipt } from '../../../src/domain/kpi/receipt.ts';

const anyBytes = fc.uint8Array({ minLength: 8, maxLength: 8 });

describe('makeReceipt', () => {
  it('makes rc_ and eight characters of Crockford’s alphabet', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(makeReceipt({ bytes: () => bytes })).toMatch(/^rc_[0-9A-HJKMNP-TV-Z]{8}$/);
      }),
    );
  });

  it('uses each of the 32 characters equally often', () => {
    const seen = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const character = makeReceipt({ bytes: (count) => new Uint8Array(count).fill(byte) }).charAt(3);
      seen.set(character, (seen.get(character) ?? 0) + 1);
    }
    expect(seen.size).toBe(32);
    expect(new Set(seen.values())).toEqual(new Set([8]));
  });

  it('refuses a random source that gives too little', () => {
    expect(() => makeReceipt({ bytes: () => new Uint8Array(3) })).toThrow(RangeError);
  });
});

describe('parseReceipt', () => {
  it('reads back what was made, in lower case and with spaces too', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const receipt = makeReceipt({ bytes: () => bytes });
        expect(parseReceipt(receipt)).toBe(receipt);
        expect(parseReceipt(` ${receipt.toLowerCase()} `)).toBe(receipt);
        expect(parseReceipt(`RC ${receipt.slice(3, 7)}-${receipt.slice(7)}`)).toBe(receipt);
      }),
    );
  });

  it.each([
    ['rc_7KQ2OIL0', 'rc_7KQ20110'],
    ['rc_7kq2oil0', 'rc_7KQ20110'],
    ['рс_7КО2АВЕХ', 'rc_7K02ABEX'],
    ['rc7KQ2ABCD', 'rc_7KQ2ABCD'],
  ])('reads %s as %s', (text, receipt) => {
    expect(parseReceipt(text)).toBe(receipt);
  });

  it.each(['', 'rc_', 'rc_7KQ2', 'rc_7KQ2ABCDE', 'rc_7KQ2ABCU', 'rc_7KQ2ABЖD', 'inv_7KQ2ABCD', '7KQ2ABCD'])(
    'refuses %j',
    (text) => {
      expect(parseReceipt(text)).toBeNull();
    },
  );
});
