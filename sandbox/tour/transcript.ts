import type { ChatMessage } from '../server/chat-message.ts';

/** What happened in a chat, as its person saw it. */
export interface Entry {
  at: Date;
  kind: 'bot' | 'person' | 'press' | 'note';
  text: string;
  /** Rows of labels below the bot's message. */
  buttons: string[][];
}

/** The conversation of one person. A screen that was changed in place stands again where it changed. */
export interface Transcript {
  entries: readonly Entry[];
  add(entry: Omit<Entry, 'buttons'>): void;
  addMessage(message: ChatMessage): void;
}

/** An empty conversation. */
export function createTranscript(): Transcript {
  const entries: Entry[] = [];
  const shown = new Map<number, string>();
  return {
    entries,
    add: (entry) => void entries.push({ ...entry, buttons: [] }),
    addMessage(message) {
      const text = textOf(message);
      const buttons = (message.inlineKeyboard ?? []).map((row) => row.map((button) => button.text));
      // An edit that only takes the buttons away is nothing that a reader misses.
      if (shown.get(message.id) === text && buttons.length === 0) return;
      shown.set(message.id, text);
      entries.push({
        at: new Date((message.editDate ?? message.date) * 1_000),
        kind: message.from === 'bot' ? 'bot' : 'person',
        text,
        buttons,
      });
    },
  };
}

/** The words of a message; what has none is named in brackets. */
export function textOf(message: ChatMessage): string {
  const words = message.text ?? message.caption ?? '';
  if (message.photo !== undefined) return words === '' ? '▣' : `▣ ${words}`;
  if (message.document !== undefined) return `${message.document.fileName}\n${words}`.trim();
  return words;
}
