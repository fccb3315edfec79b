import type { Update } from 'grammy/types';
import type { RawUpdate } from '../../usecases/inbox/receive-updates.ts';
import { chatKeyOf } from './incoming.ts';

/** An update as a row of the inbox, without what PostgreSQL cannot store in JSON: zero characters, half surrogates. */
export function storable(update: Update): RawUpdate {
  const body = JSON.parse(JSON.stringify(update), (_, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  );
  return { externalId: String(update.update_id), chatKey: chatKeyOf(update), body };
}

/** The same for what came through the webhook, of which the route knows only that it has an `update_id`. */
export function readStorable(update: unknown): RawUpdate {
  return storable(update as Update);
}
