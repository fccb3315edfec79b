import type { Update, UpdateContent } from '../telegram-types.ts';
import { createBroadcast } from './events.ts';

export interface QueuedUpdate {
  update: Update;
  /** The chat whose order a webhook keeps; null for updates outside of chats. */
  chatId: number | null;
}

export interface UpdateQueue {
  /** Queues the update unless its type is not asked for; returns whether it was queued. */
  push(content: UpdateContent, chatId: number | null): boolean;
  /** The updates not yet confirmed, oldest first. */
  waiting(): Iterable<QueuedUpdate>;
  /** The oldest of them. */
  oldest(limit: number): Update[];
  size(): number;
  /** Forgets all updates before that id: they are confirmed. */
  confirmBefore(updateId: number): void;
  /** Forgets all but the last `count` updates. */
  keepLast(count: number): void;
  remove(updateId: number): void;
  clear(): void;
  /** The types asked for; undefined leaves the setting as it is, an empty list restores the default. */
  allow(types: readonly string[] | undefined): void;
  allowed(): readonly string[] | null;
  /** Calls the listener whenever an update is queued. */
  onPush(listener: () => void): () => void;
  /** Calls the listener whenever the queue becomes empty. */
  onEmpty(listener: () => void): () => void;
}

const onlyWhenNamed = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** Updates of one bot that wait for delivery. `duplicate` decides for each whether it comes twice. */
export function createUpdateQueue(duplicate: () => boolean): UpdateQueue {
  const queue = new Map<number, QueuedUpdate>();
  const pushed = createBroadcast<void>();
  const emptied = createBroadcast<void>();
  let nextId = 1;
  let allowed: readonly string[] | null = null;

  function isAllowed(content: UpdateContent): boolean {
    return Object.keys(content).every((type) =>
      allowed === null ? !onlyWhenNamed.has(type) : allowed.includes(type),
    );
  }

  function add(content: UpdateContent, chatId: number | null): void {
    queue.set(nextId, { update: { update_id: nextId, ...content }, chatId });
    nextId += 1;
  }

  /** Forgets the oldest updates as long as the condition holds. */
  function dropWhile(condition: (id: number) => boolean): void {
    const before = queue.size;
    for (const id of queue.keys()) {
      if (!condition(id)) break;
      queue.delete(id);
    }
    if (before > 0 && queue.size === 0) emptied.emit();
  }

  return {
    push(content, chatId) {
      if (!isAllowed(content)) return false;
      add(structuredClone(content), chatId);
      if (duplicate()) add(structuredClone(content), chatId);
      pushed.emit();
      return true;
    },
    waiting: () => queue.values(),
    oldest(limit) {
      const updates: Update[] = [];
      for (const { update } of queue.values()) {
        if (updates.length >= limit) break;
        updates.push(update);
      }
      return updates;
    },
    size: () => queue.size,
    confirmBefore: (updateId) => dropWhile((id) => id < updateId),
    keepLast: (count) => dropWhile(() => queue.size > count),
    remove(updateId) {
      if (queue.delete(updateId) && queue.size === 0) emptied.emit();
    },
    clear: () => dropWhile(() => true),
    allow(types) {
      if (types !== undefined) allowed = types.length === 0 ? null : [...types];
    },
    allowed: () => allowed,
    onPush: (listener) => pushed.subscribe(listener),
    onEmpty: (listener) => emptied.subscribe(listener),
  };
}
