import type { CallbackQuery, InlineQuery } from '../telegram-types.ts';

export interface CallbackAnswer {
  callbackId: string;
  text?: string;
  showAlert?: boolean;
  url?: string;
  /** Date of the answer. */
  at: Date;
}

interface OpenQuery {
  userId: number;
  at: number;
}

export interface Queries {
  open(query: CallbackQuery | InlineQuery, at: Date): void;
  /** Takes the query out if it still waits for an answer; undefined when it is unknown, answered or too old. */
  take(id: string, now: Date): OpenQuery | undefined;
}

/** Queries that wait for an answer, each for at most `maxAgeMs` of the sandbox's clock. */
export function createQueries(maxAgeMs: number): Queries {
  const open = new Map<string, OpenQuery>();
  return {
    open: (query, at) => void open.set(query.id, { userId: query.from.id, at: at.getTime() }),
    take(id, now) {
      const query = open.get(id);
      if (query === undefined || now.getTime() - query.at > maxAgeMs) return undefined;
      open.delete(id);
      return query;
    },
  };
}
