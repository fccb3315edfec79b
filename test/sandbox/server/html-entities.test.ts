import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatText } from '../../../sandbox/server/formatting.ts';
import { parseHtml } from '../../../sandbox/server/html-entities.ts';

const parse = (text: string) => parseHtml(text, { strict: true });

describe('HTML that is accepted', () => {
  it.each<[string, string, unknown[]]>([
    ['<b>a</b>', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    ['<strong>a</strong><em>b</em>', 'ab', [{ type: 'bold' }, { type: 'italic' }]],
    ['<u>a</u><ins>b</ins>', 'ab', [{ type: 'underline' }, { type: 'underline' }]],
    ['<s>a</s><strike>b</strike><del>c</del>', 'abc', Array(3).fill({ type: 'strikethrough' })],
    ['<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', 'ab', Array(2).fill({ type: 'spoiler' })],
    ['<a href="https://a.kz/?x=1&amp;y=2">l</a>', 'l', [{ type: 'text_link', url: 'https://a.kz/?x=1&y=2' }]],
    ['<a href="nothing at all">l</a>', 'l', []],
    ["<a href='tg://user?id=5'>l</a>", 'l', [{ type: 'text_link', url: 'tg://user?id=5' }]],
    ['<blockquote>a</blockquote>', 'a', [{ type: 'blockquote' }]],
    ['<blockquote expandable>a</blockquote>', 'a', [{ type: 'expandable_blockquote' }]],
    ['<pre><code class="language-ts">x</code></pre>', 'x', [{ type: 'pre', language: 'ts' }]],
    ['<pre>x</pre><code>y</code>', 'xy', [{ type: 'pre' }, { type: 'code' }]],
    ['<tg-emoji emoji-id="5368">👍</tg-emoji>', '👍', [{ type: 'custom_emoji', length: 2 }]],
    [
      '<B>a<I>b</I></B>',
      'ab',
      [
        { type: 'bold', length: 2 },
        { type: 'italic', offset: 1, length: 1 },
      ],
    ],
    ['👍🏽<b>қ</b>', '👍🏽қ', [{ type: 'bold', offset: 4, length: 1 }]],
    ['&lt;b&gt; &amp; &quot;&#1178;&#x49a;', '<b> & "ҚҚ', []],
    ['a > b', 'a > b', []],
  ])('%s', (source, text, entities) => {
    const parsed = parse(source);
    expect(parsed.text).toBe(text);
    expect(parsed.entities).toMatchObject(entities);
    expect(parsed.entities).toHaveLength(entities.length);
  });
});

describe('HTML that is refused', () => {
  it.each<[string, string]>([
    ['<p>a</p>', 'Unsupported start tag "p" at byte offset 0'],
    ['қ<br/>', 'Unsupported start tag "br" at byte offset 2'],
    ['2 < 3', 'Unsupported start tag "" at byte offset 2'],
    ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b><i>a</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ['<b', 'Unclosed start tag "b" at byte offset 0'],
    ['<a href="x', 'Unclosed start tag "a" at byte offset 0'],
    ['<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-emoji>a</tg-emoji>', 'Invalid custom emoji identifier specified'],
    ['a&nbsp;b', 'unsupported character reference at byte offset 1'],
    ['R&D', 'unsupported character reference at byte offset 1'],
    ['&#0;', 'unsupported character reference at byte offset 0'],
  ])('%s', (source, reason) => {
    expect(() => parse(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });

  it('shows an ampersand as it stands when not strict, as the real server does', () => {
    expect(parseHtml('R&D &nbsp; &lt', { strict: false }).text).toBe('R&D &nbsp; <');
  });
});

it('gives back any text that was escaped', () => {
  const escapeHtml = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(parse(escapeHtml(text))).toEqual({ text, entities: [] });
      const bold = parse(`<b>${escapeHtml(text)}</b>`);
      const entities = text === '' ? [] : [{ type: 'bold', offset: 0, length: text.length }];
      expect(bold).toEqual({ text, entities });
    }),
  );
});

describe('what Telegram does to a text by itself', () => {
  const format = (text: string) => formatText({ text, parseMode: 'HTML', strict: true });

  it('removes outer white space and moves the entities', () => {
    expect(format('  \n<b> a</b>  <i>b</i> ')).toEqual({
      text: 'a  b',
      entities: [
        { type: 'bold', offset: 0, length: 1 },
        { type: 'italic', offset: 3, length: 1 },
      ],
    });
  });

  it('finds links, addresses, commands, mentions and hashtags, but not in code', () => {
    const found = (text: string) =>
      format(text).entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]);
    expect(found('см. https://a.kz/x?y=1, /start@qala_bot и @someone #қала a@b.kz')).toEqual([
      ['url', 'https://a.kz/x?y=1'],
      ['bot_command', '/start@qala_bot'],
      ['mention', '@someone'],
      ['hashtag', '#қала'],
      ['email', 'a@b.kz'],
    ]);
    expect(format('<code>/start</code>').entities).toEqual([{ type: 'code', offset: 0, length: 6 }]);
    expect(found('https://a.kz/#part и/или 1/2')).toEqual([['url', 'https://a.kz/#part']]);
  });

  it('keeps code free of other marks', () => {
    expect(format('<code><code>a</code></code>').entities).toEqual([{ type: 'code', offset: 0, length: 1 }]);
    const quoted = '<blockquote>a<blockquote>b</blockquote></blockquote>';
    expect(format(quoted).entities).toEqual([{ type: 'blockquote', offset: 0, length: 2 }]);
    expect(format('<code>a<b>b</b></code>').entities).toEqual([{ type: 'code', offset: 0, length: 2 }]);
  });
});
