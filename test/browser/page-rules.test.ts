import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PUBLIC_DIR } from './fake-control-api.ts';
import { loadPageModule } from './page-modules.ts';

type TextNode = string | { entity: { type: string }; children: TextNode[] };

const { nestEntities } = await loadPageModule('entity-tree.js');
const { arrangeRows } = await loadPageModule('message-rows.js');
const { readLink } = await loadPageModule('links.js');
const { readLayout, readOpenChats, withChat, writeHash } = await loadPageModule('open-chats.js');
const { createReadMarks } = await loadPageModule('read-marks.js');
const { chooseStrings } = await loadPageModule('strings.js');
const { createFormats } = await loadPageModule('formats.js');

const flatten = (nodes: TextNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : flatten(node.children))).join('');

/** The types around each UTF-16 unit of the text, as the tree shows them. */
function typesByUnit(nodes: TextNode[], around: string[] = []): string[][] {
  return nodes.flatMap((node) =>
    typeof node === 'string'
      ? Array.from({ length: node.length }, () => [...around].sort())
      : typesByUnit(node.children, [...around, node.entity.type]),
  );
}

describe('entities of a message', () => {
  const inline = fc.constantFrom(
    'bold',
    'italic',
    'underline',
    'strikethrough',
    'spoiler',
    'code',
    'text_link',
  );

  it('keeps every letter, and puts each under exactly the entities that cover it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.array(fc.record({ type: inline, offset: fc.nat(45), length: fc.nat(20) }), { maxLength: 8 }),
        (text, entities) => {
          const tree = nestEntities(text, entities);
          expect(flatten(tree)).toBe(text);
          const expected = Array.from({ length: text.length }, (_, unit) =>
            entities
              .filter((one) => one.offset <= unit && unit < one.offset + one.length)
              .map((one) => one.type)
              .sort(),
          );
          expect(typesByUnit(tree)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('drops the one line break that follows a block', () => {
    const tree = nestEntities('сөз\n\nсоңы', [{ type: 'blockquote', offset: 0, length: 3 }]);
    expect(tree).toEqual([
      { entity: { type: 'blockquote', offset: 0, length: 3 }, children: ['сөз'] },
      '\nсоңы',
    ]);
  });

  it('nests an inline entity into a block of the same extent', () => {
    const bold = { type: 'bold', offset: 0, length: 3 };
    const quote = { type: 'blockquote', offset: 0, length: 3 };
    expect(nestEntities('сөз', [bold, quote])).toEqual([
      { entity: quote, children: [{ entity: bold, children: ['сөз'] }] },
    ]);
  });
});

describe('rows of a chat', () => {
  const dayKey = (date: Date) => date.toISOString().slice(0, 10);
  const at = (id: number, date: string, more: object = {}) => ({
    id,
    from: 'bot',
    date: Date.parse(date) / 1000,
    ...more,
  });

  it('separates days, joins albums, and groups the messages of one sender within ten minutes', () => {
    const rows = arrangeRows(
      [
        at(1, '2026-10-13T09:00:00Z'),
        at(2, '2026-10-13T09:09:00Z', { mediaGroupId: 'a' }),
        at(3, '2026-10-13T09:09:00Z', { mediaGroupId: 'a' }),
        at(4, '2026-10-13T09:20:00Z'),
        at(5, '2026-10-13T09:21:00Z', { from: 'user' }),
        at(6, '2026-10-14T09:00:00Z', { from: 'user' }),
      ],
      dayKey,
    );
    const summary = rows.map(
      (row: { kind: string; messages?: { id: number }[]; first: boolean; last: boolean }) =>
        row.kind === 'day' ? 'day' : [row.messages?.map((one) => one.id), row.first, row.last],
    );
    expect(summary).toEqual([
      'day',
      [[1], true, false],
      [[2, 3], false, true],
      [[4], true, true],
      [[5], true, true],
      'day',
      [[6], true, true],
    ]);
  });
});

describe('links', () => {
  it.each([
    ['https://t.me/aqyldy_qala_bot?start=inv_7', { kind: 'start', payload: 'inv_7' }],
    ['t.me/Aqyldy_Qala_Bot', { kind: 'start', payload: undefined }],
    ['tg://resolve?domain=aqyldy_qala_bot&start=x', { kind: 'start', payload: 'x' }],
    ['https://t.me/aqyldy_qala_bot?startgroup=g', { kind: 'group' }],
    ['https://t.me/other_bot?start=x', { kind: 'page', href: 'https://t.me/other_bot?start=x' }],
    ['stat.gov.kz', { kind: 'page', href: 'https://stat.gov.kz/' }],
    ['javascript:alert(1)', { kind: 'none' }],
    ['data:text/html,<b>', { kind: 'none' }],
    ['', { kind: 'none' }],
  ])('reads %s', (address, target) => {
    expect(readLink(address, 'aqyldy_qala_bot')).toEqual(target);
  });
});

describe('open chats', () => {
  const known = [1, 2, 3, 4, 5, 6];

  it('fits columns of at least 320 pixels beside the list, four at most', () => {
    expect([360, 719, 720, 1000, 1440, 1700, 3000].map((width) => readLayout(width))).toEqual([
      { phone: true, most: 1 },
      { phone: true, most: 1 },
      { phone: false, most: 1 },
      { phone: false, most: 2 },
      { phone: false, most: 3 },
      { phone: false, most: 4 },
      { phone: false, most: 4 },
    ]);
  });

  it('reads back what it wrote, without the unknown, the repeated and what does not fit', () => {
    const wide = { phone: false, most: 3 };
    expect(readOpenChats(writeHash([4, 2]), known, wide)).toEqual([4, 2]);
    expect(readOpenChats('#9,2,2,x', known, wide)).toEqual([2]);
    expect(readOpenChats('#1,2,3,4', known, wide)).toEqual([2, 3, 4]);
    expect(readOpenChats('', known, wide)).toEqual([1, 2, 3]);
    expect(readOpenChats(writeHash([]), known, wide)).toEqual([]);
    expect(readOpenChats('', known, { phone: true, most: 1 })).toEqual([]);
    expect(withChat([1, 2, 3], 4, 3)).toEqual([2, 3, 4]);
    expect(withChat([1, 2, 3], 2, 3)).toEqual([1, 2, 3]);
  });
});

describe('read marks', () => {
  function memoryStorage() {
    const items = new Map<string, string>();
    return {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    };
  }
  const chat = (ids: number[], unread: number) => ({
    unread,
    messages: ids.map((id) => ({ id, from: 'bot' })),
  });

  it('starts from what the server calls unread, then counts by itself and remembers', () => {
    const storage = memoryStorage();
    const marks = createReadMarks({ storage });
    marks.follow(7, chat([1, 2, 3], 2));
    expect(marks.unread(7, chat([1, 2, 3], 2))).toBe(2);
    expect(marks.markRead(7, chat([1, 2, 3], 2))).toBe(true);
    expect(marks.markRead(7, chat([1, 2, 3], 2))).toBe(false);
    const later = createReadMarks({ storage });
    later.follow(7, chat([1, 2, 3, 4], 3));
    expect(later.unread(7, chat([1, 2, 3, 4], 3))).toBe(1);
  });

  it('forgets marks of an earlier run, whose messages had higher numbers', () => {
    const marks = createReadMarks({ storage: memoryStorage() });
    marks.follow(7, chat([90], 0));
    marks.follow(7, chat([1, 2], 2));
    expect(marks.unread(7, chat([1, 2], 2))).toBe(2);
  });
});

describe('the page’s own words', () => {
  it('are there in all three languages, none left in English by mistake', () => {
    const flat = (value: object, prefix = ''): [string, string][] =>
      Object.entries(value).flatMap(([key, one]) =>
        typeof one === 'string'
          ? [[`${prefix}${key}`, one] as [string, string]]
          : flat(one, `${prefix}${key}.`),
      );
    const [en, kk, ru] = ['', '?ui=kk', '?ui=ru'].map((search) => flat(chooseStrings(search).strings));
    const keys = en?.map(([key]) => key);
    for (const other of [kk, ru]) {
      expect(other?.map(([key]) => key)).toEqual(keys);
      const latin = other?.filter(([, text]) => !/\p{Script=Cyrillic}/u.test(text)).map(([key]) => key);
      expect(latin).toEqual([]);
    }
  });

  it('writes dates of Almaty whatever the zone of the browser', () => {
    const formats = createFormats('kk', chooseStrings('?ui=kk').strings.units);
    const late = new Date('2026-10-13T20:30:00Z');
    expect(formats.dayKey(late)).toBe('2026-10-14');
    expect(formats.time(late)).toBe('01:30');
    expect(formats.day(late, late)).toBe('14 қазан');
    expect(formats.day(late, new Date('2027-01-05T00:00:00Z'))).toBe('2026 жылғы 14 қазан');
    expect(formats.clock(late)).toEqual({
      weekday: 'ср',
      day: '2026 жылғы 14 қазан',
      shortDay: '14 қазан',
      time: '01:30',
    });
  });
});

it('the page’s code has no type errors', () => {
  const root = path.resolve(PUBLIC_DIR, '../../..');
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const result = spawnSync(process.execPath, [compiler, '-p', 'sandbox/web/tsconfig.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(result.stdout + result.stderr).toBe('');
  expect(result.status).toBe(0);
});
