import { kazakhTexts, russianTexts } from '../../src/i18n/areas.ts';
import type { Language } from '../../src/i18n/language.ts';
import { features } from '../../src/telegram/features.ts';
import { goTo, resume } from '../../src/telegram/go.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import type { Town } from '../setup/town.ts';
import { createLeakFinder } from './language-leaks.ts';
import { onOutcome } from './record-outcomes.ts';

/** What walks came upon. */
export interface WalkReport {
  /** Things that people did. */
  steps: number;
  /** Names of the kinds of buttons that were pressed while they stood on a screen. */
  pressed: Set<string>;
  /** `submitValue: periodLocked` and the like. */
  outcomes: Set<string>;
  /** Everything that must not happen, with who did what before it. */
  complaints: string[];
  /** The longest time, in milliseconds, from what somebody did to the first answer to it. */
  slowest: { milliseconds: number; deed: string };
}

export function emptyReport(): WalkReport {
  return {
    steps: 0,
    pressed: new Set(),
    outcomes: new Set(),
    complaints: [],
    slowest: { milliseconds: 0, deed: '' },
  };
}

/** Every kind of button that there is, with the dialogue whose version it carries. */
export const buttonKinds: ReadonlyMap<string, { dialogue: string | null }> = new Map(
  [goTo, resume, ...features.flatMap(({ actions = [] }) => actions.map(({ action }) => action))].map(
    ({ name, dialogue }) => [name, { dialogue }],
  ),
);

/** Somebody who walks. */
export interface Walker {
  userId: number;
  /** That of their messenger, and of the bot until they choose another one. */
  language: Language;
  actor: Actor;
}

/** A button as it stood on somebody's screen. */
export interface SeenButton {
  data: string;
  messageId: number;
  userId: number;
}

/** What somebody did: the callback queries it led to, where they tapped. */
export interface Deed {
  callbackIds?: readonly (string | null)[];
}

export interface Watch {
  /**
   * Lets somebody do something, waits until it is answered, and looks at everything that it caused. Answers the
   * outcomes of the use cases that it led to. `mayBeSilent`: nothing has to be said to it.
   */
  perform(
    walker: Walker,
    what: string,
    act: () => Promise<Deed>,
    options?: { mayBeSilent?: boolean },
  ): Promise<ReadonlySet<string>>;
  /** Remembers what somebody is about to write: it is theirs, in whatever language or shape. */
  hear(text: string): void;
  /** Payloads of all deep links that the bot has shown to anybody. */
  readonly links: readonly string[];
  complain(what: string): void;
  /** Hears of no outcomes any more. */
  end(): void;
}

const sendingMethods = [
  'sendMessage',
  'editMessageText',
  'sendPhoto',
  'sendDocument',
  'sendMediaGroup',
  'answerCallbackQuery',
];
/** Shorter texts are no text of the bot by themselves. */
const tellingLength = 6;

/** What is said where something could not be answered at all. */
const apologies = new Set(
  [kazakhTexts, russianTexts].map(({ common }) => (common as typeof kazakhTexts.common).trouble),
);

/** Watches a town: everything that is said in it, and every outcome. `label` names the walk in complaints. */
export async function createWatch(town: Town, report: WalkReport, label: string): Promise<Watch> {
  const leaks = await createLeakFinder(town.database.db);
  const { sandbox } = town.server;
  const links: string[] = [];
  const written = new Set<string>();
  let outcomes = new Set<string>();
  onOutcome((useCase, kind) => {
    outcomes.add(`${useCase}: ${kind}`);
    report.outcomes.add(`${useCase}: ${kind}`);
  });
  const complain = (what: string) => void report.complaints.push(`${label}: ${what}`);

  async function languageOf(userId: number): Promise<Language | null> {
    const identity = await town.database.db.identity.findUnique({
      where: { channel_externalId: { channel: 'telegram', externalId: String(userId) } },
      select: { person: { select: { language: true } } },
    });
    return identity?.person.language ?? null;
  }

  /** Measures from now to the first answer to that person. */
  function timeAnswer(userId: number, deed: string): () => void {
    const begun = performance.now();
    const stop = sandbox.onCall(({ method, chatId }) => {
      if (!sendingMethods.includes(method)) return;
      if (chatId !== undefined && chatId !== userId) return;
      const milliseconds = performance.now() - begun;
      if (milliseconds > report.slowest.milliseconds) report.slowest = { milliseconds, deed };
      stop();
    });
    return stop;
  }

  async function inspect(
    from: number,
    walker: Walker,
    before: Language | null,
    complainOf: (what: string) => void,
  ): Promise<void> {
    const after = await languageOf(walker.userId);
    for (const call of sandbox.calls.slice(from)) {
      if (!call.ok && call.errorCode !== 403) complainOf(`${call.method} was refused: ${call.description}`);
      const { text, caption } = call.params as { text?: unknown; caption?: unknown };
      const said = [text, caption].filter((value): value is string => typeof value === 'string');
      for (const match of said.join('\n').matchAll(/start=([\w-]+)/g)) links.push(match[1] ?? '');
      const recipient = call.chatId ?? walker.userId;
      const isTheirs = recipient === walker.userId;
      // Who changes the language meets both in one go.
      const language = isTheirs ? (before === after ? before : null) : await languageOf(recipient);
      if (language === null) continue;
      for (const one of said) {
        if (apologies.has(visibleText(one))) complainOf('an apology: something broke');
        if (isWelcome(one) || (isTheirs && isSample(one))) continue;
        const leak = leaks.find(withoutWritten(visibleText(one)), language);
        if (leak !== null) complainOf(`${call.method} to ${recipient} (${language}) shows ${leak}`);
      }
    }
  }

  function withoutWritten(text: string): string {
    return [...written].reduce((rest, words) => rest.replaceAll(words, ''), text);
  }

  return {
    links,
    complain,
    async perform(walker, what, act, { mayBeSilent = false } = {}) {
      const { userId, actor } = walker;
      const before = await languageOf(userId);
      const complainOf = (wrong: string) => complain(`${userId} (${before}) ${what}: ${wrong}`);
      outcomes = new Set();
      const from = sandbox.calls.length;
      const stop = mayBeSilent ? () => undefined : timeAnswer(userId, what);
      const { callbackIds = [] } = await act();
      await town.settle();
      stop();
      report.steps += 1;
      const answered = actor.callbackAnswers.map((answer) => answer.callbackId);
      if (callbackIds.some((id) => id !== null && !answered.includes(id))) {
        complainOf('the press was not answered');
      }
      if (callbackIds.length === 0 && !mayBeSilent) {
        const isAnswered = sandbox.calls
          .slice(from)
          .some(({ method, chatId }) => sendingMethods.includes(method) && chatId === userId);
        if (!isAnswered) complainOf('no answer');
      }
      await inspect(from, walker, before, complainOf);
      return outcomes;
    },
    hear(text) {
      const words = text.trim();
      if (words.length >= tellingLength) written.add(words);
    },
    end: () => onOutcome(() => undefined),
  };
}

/** All buttons that stand on the person's screen now, newest message first. */
export function visibleButtons({ actor, userId }: Walker): SeenButton[] {
  return actor
    .messages()
    .toReversed()
    .flatMap((message) =>
      (message.inlineKeyboard ?? [])
        .flat()
        .flatMap(({ callbackData }) =>
          callbackData === undefined ? [] : [{ data: callbackData, messageId: message.id, userId }],
        ),
    );
}

/** The kind of a button, by its callback data. */
export function kindOf({ data }: { data: string }): string {
  return data.split('|')[1] ?? '';
}

function visibleText(html: string): string {
  return html
    .replace(/<\/?(b|i|u|code|pre|a|blockquote|s)(\s[^>]*)?>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The choice of language is in both languages on purpose. */
function isWelcome(text: string): boolean {
  return /Сәлеметсіз бе!|Тілді таңдаңыз/.test(text) && /Здравствуйте!|Выберите язык/.test(text);
}

/** Whoever writes to many is shown what the others will get; the others are watched for what they get. */
function isSample(text: string): boolean {
  return /^<b>(Уәкілетті органның|Жұмыс тобының) хабары|^<b>Сообщение (уполномоченного органа|рабочей группы)/.test(
    text,
  );
}
