import type { Update } from 'grammy/types';
import type { RawUpdate } from '../../usecases/inbox/receive-updates.ts';
import { chatKeyOf } from './incoming.ts';

/** An update as a row of the inbox, without what PostgreSQL cannot store in JSON: zero characters, half surrogates. */
export function storable(update: Update): RawUpdate {
  return { externalId: String(update.update_id), chatKey: chatKeyOf(update), body: clean(update) as never };
}

/** The same for what came through the webhook, of which the route knows only that it has an `update_id`. */
export function readStorable(update: unknown): RawUpdate {
  return storable(update as Update);
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [cleanText(key), clean(inner)]),
  );
}

function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
