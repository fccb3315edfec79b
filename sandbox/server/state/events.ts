import type { ChatMessage } from '../chat-message.ts';

/** What the web chat is told as it happens. */
export type SandboxEvent =
  | { type: 'message' | 'edited'; userId: number; message: ChatMessage }
  | { type: 'deleted'; userId: number; messageId: number }
  | CallbackAnswerEvent
  | { type: 'commands'; userId: number }
  | { type: 'clock'; now: string }
  | { type: 'typing'; userId: number; action: string }
  | { type: 'personas' };

export interface CallbackAnswerEvent {
  type: 'callbackAnswer';
  userId: number;
  callbackId: string;
  text?: string;
  showAlert?: boolean;
  url?: string;
}

export interface Broadcast<T> {
  emit(event: T): void;
  /** Calls the listener for each event from now on; the result ends that. */
  subscribe(listener: (event: T) => void): () => void;
}

/** Passes each event to all present listeners, in the order of subscription. */
export function createBroadcast<T>(): Broadcast<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
