import type { Language } from '../../src/i18n/language.ts';
import { commandNames } from '../../src/telegram/commands.ts';
import { features } from '../../src/telegram/features.ts';
import { png } from '../sandbox/server/fixture.ts';
import { day, hour, minute } from '../setup/clock.ts';
import { seededRandom } from '../setup/random.ts';
import type { Actor } from '../setup/sandbox-server.ts';
import { buildTown, type Town } from '../setup/town.ts';
import { prepareCast, walkStart } from './cast.ts';
import { createLeakFinder, type LeakFinder } from './language-leaks.ts';
import { onOutcome } from './record-outcomes.ts';
import { fittingTexts, typedTexts } from './typed-texts.ts';

/** What a walk came upon. */
export interface WalkReport {
  steps: number;
  /** Names of the kinds of buttons that were pressed while they stood on a screen. */
  pressed: Set<string>;
  outcomes: Set<string>;
  /** Everything that must not happen, with who did what before it. */
  complaints: string[];
}

/** Every kind of button that there is. */
export const buttonKinds: readonly string[] = features.flatMap((feature) =>
  (feature.actions ?? []).map(({ action }) => action.name),
);

interface Walker {
  userId: number;
  actor: Actor;
  isBlocked: boolean;
}

interface Seen {
  data: string;
  messageId: number;
  userId: number;
}

const sendingMethods = ['sendMessage', 'editMessageText', 'sendPhoto', 'sendDocument', 'answerCallbackQuery'];

/**
 * Walks at random, but repeatably, over all commands, buttons, texts and files as every role in both languages,
 * and looks at everything that the bot says. Prefers buttons that `known` does not hold yet.
 */
export async function walk(options: { seed: number; steps: number; known: WalkReport }): Promise<WalkReport> {
  const report = options.known;
  const town = await buildTown({ start: walkStart, seed: options.seed });
  try {
    onOutcome((useCase, kind) => report.outcomes.add(`${useCase}: ${kind}`));
    // Few enough that somebody comes to the limit.
    town.app.deps.settings.feedbackPerDay = 2;
    const walkers = (await prepareCast(town.database.db)).map(({ userId, language }) => ({
      userId,
      actor: town.person(userId, language),
      isBlocked: false,
    }));
    const leaks = await createLeakFinder(town.database.db);
    await createWalk(town, walkers, leaks, report, options.seed).run(options.steps);
  } finally {
    onOutcome(() => undefined);
    await town.close();
  }
  return report;
}

function createWalk(town: Town, walkers: Walker[], leaks: LeakFinder, report: WalkReport, seed: number) {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  const history: Seen[] = [];
  const links: string[] = [];
  const { sandbox } = town.server;

  /** All buttons that stand on the person's screen now, newest message first. */
  function visible({ actor, userId }: Walker): Seen[] {
    return actor
      .messages()
      .toReversed()
      .flatMap((message) =>
        (message.inlineKeyboard ?? [])
          .flat()
          .flatMap((button) =>
            button.callbackData === undefined
              ? []
              : [{ data: button.callbackData, messageId: message.id, userId }],
          ),
      );
  }

  async function tap(walker: Walker, seen: { data: string; messageId: number }): Promise<string> {
    history.push({ ...seen, userId: walker.userId });
    const { id } = await walker.actor.tap(seen.messageId, seen.data);
    await town.settle();
    if (id !== null && !walker.actor.callbackAnswers.some(({ callbackId }) => callbackId === id)) {
      report.complaints.push(`seed ${seed}: the press of ${seen.data} by ${walker.userId} was not answered`);
    }
    return `presses ${seen.data}`;
  }

  const moves: [number, (walker: Walker) => Promise<string>][] = [
    [
      60,
      async (walker) => {
        const buttons = visible(walker);
        if (buttons.length === 0) return command(walker, '/menu');
        const fresh = buttons.filter(({ data }) => !report.pressed.has(nameOf(data)));
        const newest = buttons.filter(({ messageId }) => messageId === buttons[0]?.messageId);
        const chosen = pick(fresh.length > 0 && random.below(4) > 0 ? fresh : newest);
        report.pressed.add(nameOf(chosen.data));
        return tap(walker, chosen);
      },
    ],
    [14, (walker) => command(walker, `/${pick(commandNames)}`)],
    [8, (walker) => say(walker, pick(typedTexts))],
    [16, async (walker) => say(walker, pick(fittingTexts[await activeKind(walker.userId)] ?? typedTexts))],
    // Something that was pressed or shown before: doubled, stale.
    [
      5,
      async (walker) => {
        const own = history.filter(({ userId }) => userId === walker.userId);
        return own.length === 0 ? command(walker, '/start') : tap(walker, pick(own));
      },
    ],
    // One's own button with other parameters: somebody else's value, person, feedback, city.
    [
      12,
      async (walker) => {
        const own = visible(walker);
        if (own.length === 0) return command(walker, '/review');
        const { data, messageId } = pick(own);
        return tap(walker, { messageId, data: forge(data) });
      },
    ],
    // Somebody else's button, or nonsense, under a message of one's own.
    [
      4,
      async (walker) => {
        const own = visible(walker)[0];
        if (own === undefined) return command(walker, '/help');
        const data =
          random.below(4) === 0 ? pick(['1|nonsense', 'x', '1|sub.ok|zz|zz', '2|menu']) : pick(history)?.data;
        return tap(walker, { messageId: own.messageId, data: data ?? '1|menu' });
      },
    ],
    [3, (walker) => sendThing(walker)],
    [
      4,
      (walker) =>
        links.length === 0 ? command(walker, '/start inv_unknown') : command(walker, `/start ${pick(links)}`),
    ],
    [
      2,
      (walker) => command(walker, `/${pick(['nonsense', 'city Орал', 'city Абай', 'city zzz', 'rating x'])}`),
    ],
    [3, () => moveClock(pick([minute, 20 * minute, hour, 5 * hour, day, 3 * day]))],
    [
      1,
      async (walker) => {
        walker.actor.block();
        walker.isBlocked = true;
        await town.settle();
        await moveClock(hour);
        walker.actor.unblock();
        walker.isBlocked = false;
        await town.settle();
        return 'blocks and unblocks the bot';
      },
    ],
  ];
  const weights = moves.reduce((sum, [weight]) => sum + weight, 0);

  /** Changes one parameter of a button to a small number, a city, or the parameter of another button. */
  function forge(data: string): string {
    const parts = data.split('|');
    if (parts.length < 3) return pick(history)?.data ?? data;
    const at = 2 + random.below(Math.max(1, parts.length - 2));
    const other = pick(history)?.data.split('|')[2] ?? '1';
    const forged = pick([(1 + random.below(40)).toString(36), 'astana', 'oral', 'nowhere', other]);
    return parts.with(at, forged).join('|');
  }

  async function activeKind(userId: number): Promise<string> {
    const dialogue = await town.database.db.dialogue.findFirst({
      where: {
        isActive: true,
        person: { identity: { channel: 'telegram', externalId: String(userId) } },
      },
      orderBy: { updatedAt: 'desc' },
    });
    return dialogue?.kind ?? '';
  }

  async function say(walker: Walker, text: string): Promise<string> {
    await walker.actor.send(text);
    await town.settle();
    return `writes ${text.slice(0, 40)}`;
  }

  function command(walker: Walker, text: string): Promise<string> {
    return say(walker, text);
  }

  async function sendThing({ actor }: Walker): Promise<string> {
    const things: [string, () => Promise<unknown>][] = [
      ['a sticker', () => actor.sendSticker()],
      ['a voice message', () => actor.sendVoice()],
      ['a place', () => actor.sendLocation({ latitude: 51.23, longitude: 51.37 })],
      ['a far place', () => actor.sendLocation({ latitude: -33.8, longitude: 151.2 })],
      ['a contact', () => actor.sendContact()],
      ['a picture', () => actor.sendPhoto(png(40, 30))],
      [
        'a document',
        () =>
          actor.sendDocument(new Uint8Array([1, 2, 3]), { fileName: 'a.pdf', mimeType: 'application/pdf' }),
      ],
    ];
    const [name, send] = pick(things);
    await send();
    await town.settle();
    return `sends ${name}`;
  }

  async function moveClock(milliseconds: number): Promise<string> {
    town.clock.advance(milliseconds);
    await town.app.tick();
    await town.settle();
    return `waits ${milliseconds / minute} minutes`;
  }

  async function languageOf(userId: number): Promise<Language | null> {
    const identity = await town.database.db.identity.findUnique({
      where: { channel_externalId: { channel: 'telegram', externalId: String(userId) } },
      select: { person: { select: { language: true } } },
    });
    return identity?.person.language ?? null;
  }

  /** Looks at every call that a move caused. */
  async function inspect(from: number, walker: Walker, deed: string, before: Language | null): Promise<void> {
    const calls = sandbox.calls.slice(from);
    const complain = (what: string) =>
      report.complaints.push(`seed ${seed}, ${walker.userId} (${before}) ${deed}: ${what}`);
    const expectsAnswer = !deed.startsWith('waits') && !deed.startsWith('blocks');
    if (
      expectsAnswer &&
      !calls.some(({ method, chatId }) => sendingMethods.includes(method) && chatId === walker.userId)
    ) {
      const answered = calls.some(({ method }) => method === 'answerCallbackQuery');
      if (!answered) complain('no answer');
    }
    for (const call of calls) {
      if (!call.ok && call.errorCode !== 403) complain(`${call.method} was refused: ${call.description}`);
      const { text, caption } = call.params as { text?: unknown; caption?: unknown };
      const said = [text, caption].filter((value): value is string => typeof value === 'string');
      const recipient = call.chatId ?? walker.userId;
      const language = recipient === walker.userId ? before : await languageOf(recipient);
      if (language === null || (recipient === walker.userId && (await languageOf(recipient)) !== before))
        continue;
      for (const one of said) {
        if (isWelcome(one)) continue;
        const leak = leaks.find(withoutTyped(visibleText(one)), language);
        if (leak !== null) complain(`${call.method} to ${recipient} (${language}) shows ${leak}`);
      }
      for (const match of said.join('\n').matchAll(/start=([\w-]+)/g)) links.push(match[1] ?? '');
    }
  }

  return {
    async run(steps: number): Promise<void> {
      let walker = pick(walkers);
      for (let step = 0; step < steps; step += 1) {
        // People do several things in a row, or no dialogue would ever come to its end.
        if (random.below(9) === 0) walker = pick(walkers);
        const before = await languageOf(walker.userId);
        const from = sandbox.calls.length;
        let point = random.below(weights);
        const move = moves.find(([weight]) => {
          point -= weight;
          return point < 0;
        });
        const deed = await (move ?? moves[0])?.[1](walker);
        await inspect(from, walker, deed ?? '', before);
        report.steps += 1;
      }
    },
  };
}

/** What people wrote is theirs, in whatever language or shape. */
function withoutTyped(text: string): string {
  return typedTexts.reduce(
    (rest, typed) => (typed.length < 6 ? rest : rest.replaceAll(typed.trim(), '')),
    text,
  );
}

function nameOf(data: string): string {
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
