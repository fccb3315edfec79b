import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { chatNotifications, notifications } from '../../src/telegram/notifications.ts';

const source = path.resolve(import.meta.dirname, '../../src/usecases/outbox/outbox-kinds.ts');

it('every kind of owed message is drawn by exactly one notification', () => {
  const kinds = [...readFileSync(source, 'utf8').matchAll(/^ {2}'([\w.]+)': \{/gm)].map((match) => match[1]);
  expect(kinds.length).toBeGreaterThan(0);
  const drawn = [...notifications, ...chatNotifications].map(({ kind }) => kind);
  expect(drawn.toSorted()).toEqual(kinds.toSorted());
});
