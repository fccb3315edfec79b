import type { Language } from '../../src/i18n/language.ts';
import type { Translate } from '../../src/i18n/translate.ts';
import type { ChatMessage } from '../server/chat-message.ts';
import type { SandboxEvent } from '../server/state/events.ts';
import type { TourClient } from './client.ts';
import { createTranscript, type Transcript, textOf } from './transcript.ts';

/** How long the bot may take for an answer, in milliseconds of real time. */
const patience = 15_000;

/** A step of the tour that did not go as it must; the message names it. */
export class TourFailure extends Error {
  override readonly name = 'TourFailure';
}

/** Somebody of the cast, at their phone. */
export interface Person {
  readonly userId: number;
  readonly name: string;
  readonly role: string;
  language: Language;
  readonly transcript: Transcript;
  /** The texts in the person's language, to find buttons and to expect answers. */
  t: Translate;
  writes(text: string): Promise<void>;
  /** Presses Start, or opens a deep link. */
  opens(payload?: string): Promise<void>;
  /** Waits for the button on the newest message that has it, and presses it. */
  presses(label: string | RegExp): Promise<void>;
  /** Waits for the first of several buttons to stand there, presses it and answers its label. */
  pressesFirst(...labels: (string | RegExp)[]): Promise<string>;
  /** Presses a button that may stand on a later page of a list. */
  findsAndPresses(label: string): Promise<void>;
  /**
   * Waits until the bot has said something that holds all of these words since the person last acted, and
   * answers that text. Capitals and kinds of spaces do not matter.
   */
  sees(...words: (string | RegExp)[]): Promise<string>;
  /** How many messages the bot has written, or changed, since the person last acted. */
  heard(): number;
  /** Takes note of what happened in the chat. */
  notice(event: SandboxEvent): void;
}

/** A person who acts and looks through the control interface. */
export function createPerson(parts: {
  client: TourClient;
  userId: number;
  name: string;
  role: string;
  language: Language;
  translate: (language: Language) => Translate;
}): Person {
  const { client, userId, name, role } = parts;
  const transcript = createTranscript();
  const answered = new Map<string, string | undefined>();
  const waiting = new Set<() => void>();
  let fresh = new Map<number, ChatMessage>();

  /** Looks again after each event until `look` finds something; null when patience ends. */
  async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T | null> {
    const end = performance.now() + patience;
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        waiting.add(resolve);
        setTimeout(resolve, Math.max(0, Math.min(500, end - performance.now())));
      });
      const found = await look();
      if (found !== undefined) return found;
      if (performance.now() >= end) return null;
      await changed;
    }
  }

  function spoken(): string[] {
    return [...fresh.values()].map(textOf);
  }

  async function fail(what: string): Promise<never> {
    const { messages } = await client.chat(userId);
    const last = messages.slice(-2).map((message) => `  ${textOf(message)} ${labelsOf(message).join(' ')}`);
    throw new TourFailure(`${name} (${role}): ${what}. The chat ends with:\n${last.join('\n')}`);
  }

  /** The first of these buttons that stands in the chat, on the newest message that has it. */
  async function findButton(...labels: (string | RegExp)[]) {
    const messages = (await client.chat(userId)).messages.toReversed();
    for (const label of labels) {
      for (const message of messages) {
        const button = message.inlineKeyboard?.flat().find(({ text }) => isLabel(text, label));
        if (button?.callbackData !== undefined) {
          return { label: button.text, messageId: message.id, data: button.callbackData };
        }
      }
    }
    return undefined;
  }

  async function tap(button: { label: string; messageId: number; data: string }): Promise<void> {
    const { label } = button;
    fresh = new Map();
    transcript.add({ at: await client.now(), kind: 'press', text: label });
    const callbackId = await client.tap(userId, button.messageId, button.data);
    const isAnswered = await until(() => (answered.has(callbackId) ? true : undefined));
    if (isAnswered === null) await fail(`the press of [${label}] was not answered`);
  }

  const person: Person = {
    userId,
    name,
    role,
    language: parts.language,
    transcript,
    get t() {
      return parts.translate(person.language);
    },
    async writes(text) {
      fresh = new Map();
      await client.write(userId, text);
    },
    async opens(payload) {
      fresh = new Map();
      await client.start(userId, payload);
    },
    async presses(label) {
      await person.pressesFirst(label);
    },
    async pressesFirst(...labels) {
      const button = await until(() => findButton(...labels));
      if (button === null)
        return fail(`there is no button ${labels.map((label) => `[${label}]`).join(' or ')}`);
      await tap(button);
      return button.label;
    },
    async findsAndPresses(label) {
      const next = person.t.plain('common:button.nextPage');
      while ((await person.pressesFirst(label, next)) !== label) {
        await until(() => (fresh.size > 0 ? true : undefined));
      }
    },
    async sees(...words) {
      const found = await until(() => spoken().find((text) => words.every((word) => holds(text, word))));
      return found ?? fail(`the bot did not say ${words.map((word) => `«${word}»`).join(' and ')}`);
    },
    heard: () => fresh.size,
    notice(event) {
      if (event.type === 'message' || event.type === 'edited') {
        const { message } = event;
        if (event.type === 'message' || message.from === 'bot') transcript.addMessage(message);
        if (message.from === 'bot') fresh.set(message.id, message);
      }
      if (event.type === 'callbackAnswer') {
        answered.set(event.callbackId, event.text);
        if (event.text !== undefined) noteAnswer(event.text);
      }
      for (const wake of waiting) wake();
      waiting.clear();
    },
  };

  function noteAnswer(text: string): void {
    transcript.add({ at: transcript.entries.at(-1)?.at ?? new Date(0), kind: 'note', text });
  }
  return person;
}

function labelsOf(message: ChatMessage): string[] {
  return (message.inlineKeyboard ?? []).flat().map(({ text }) => `[${text}]`);
}

/** Fails the tour, naming person and expectation, unless the condition holds; `seen` is what was there. */
export function expectThat(
  condition: boolean,
  { name, role }: Pick<Person, 'name' | 'role'>,
  what: string,
  seen: string,
): void {
  if (!condition) throw new TourFailure(`${name} (${role}) ${what}. There was:\n${seen}`);
}

function isLabel(text: string, label: string | RegExp): boolean {
  return typeof label === 'string' ? plain(text) === plain(label) : label.test(plain(text));
}

/** Whether a text holds those words, whatever their capitals. */
function holds(text: string, word: string | RegExp): boolean {
  return typeof word === 'string'
    ? plain(text).toLowerCase().includes(plain(word).toLowerCase())
    : word.test(plain(text));
}

/** With plain spaces and hyphens, so that words can be looked for as they are typed. */
export function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u2010\u2011]/g, '-');
}
