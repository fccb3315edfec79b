import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripInvisible } from '../../src/i18n/clean-text.ts';
import {
  bold,
  clipText,
  code,
  escapeHtml,
  italic,
  joinHtml,
  link,
  quote,
  visibleLength,
  visibleText,
} from '../../src/i18n/html.ts';

describe('escapeHtml', () => {
  it('leaves no markup of other people and shows their words unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const html = escapeHtml(text);
        expect(html).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
        expect(visibleText(html)).toBe(stripInvisible(text));
      }),
    );
  });

  it('removes control and bidirectional characters, keeps line breaks and joined emoji', () => {
    expect(escapeHtml('a\u202eb\u0000c\u2066d\u200fe\ufefff')).toBe('abcdef');
    expect(escapeHtml('1\r\n2\r3\u20284\t5')).toBe('1\n2\n3\n4 5');
    expect(escapeHtml('👩‍💻 қала')).toBe('👩‍💻 қала');
    expect(escapeHtml('a\ud800b')).toBe('a\ufffdb');
  });
});

describe('markup', () => {
  it('wraps what is already safe', () => {
    const safe = escapeHtml('A&B');
    expect(joinHtml([bold(safe), italic(safe), code(safe), quote(safe)])).toBe(
      '<b>A&amp;B</b>\n<i>A&amp;B</i>\n<code>A&amp;B</code>\n<blockquote>A&amp;B</blockquote>',
    );
    expect(joinHtml([safe, safe], ', ')).toBe('A&amp;B, A&amp;B');
  });

  it('escapes addresses and refuses those that run code', () => {
    expect(link('https://example.kz/?a=1&b="2"', escapeHtml('«1»'))).toBe(
      '<a href="https://example.kz/?a=1&amp;b=%222%22">«1»</a>',
    );
    expect(() => link('javascript:alert(1)', escapeHtml('x'))).toThrow(TypeError);
  });

  it('counts what Telegram counts', () => {
    expect(visibleLength(bold(escapeHtml('<ә&😀>')))).toBe(6);
  });
});

describe('clipText', () => {
  it('keeps a short text and cuts a long one between graphemes', () => {
    expect(clipText('қала', 4)).toBe('қала');
    expect(clipText('қалалар', 5)).toBe('қала…');
    expect(clipText('ab 👩‍💻👩‍💻', 9)).toBe('ab 👩‍💻…');
    expect(clipText('ab 👩‍💻👩‍💻', 8)).toBe('ab…');
    expect(() => clipText('a', 0)).toThrow(RangeError);
  });

  it('never exceeds the limit nor leaves half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, max) => {
        const clipped = clipText(text, max);
        expect(clipped.length).toBeLessThanOrEqual(max);
        expect(clipped).not.toMatch(/\p{Surrogate}/u);
        if (clipped !== text) expect(clipped.endsWith('…')).toBe(true);
      }),
    );
  });
});
