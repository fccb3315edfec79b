import type { Actor, SandboxServer } from '../setup/sandbox-server.ts';

/** The longest that anybody waits for an answer, kills and outages counted in, in milliseconds. */
const patience = 120_000;
/** After so long, in milliseconds, an answered press that changed nothing is made again. */
const pause = 2_000;
/** A button pressed in vain so often is a mistake of the bot. */
const mostPresses = 20;

/** Somebody who goes on only when they see what they wait for. */
export interface PatientPerson {
  actor: Actor;
  userId: number;
  /** The ids of the callback queries of all presses. */
  presses: readonly string[];
  /** The newest message of the bot, with plain spaces; empty when there is none. */
  newest(): string;
  /** Waits for a message of the bot that fits. */
  see(fits: RegExp): Promise<string>;
  /** Waits for a message of the bot that fits, below the last one that fits `earlier`. */
  seeAfter(earlier: RegExp, fits: RegExp): Promise<string>;
  /** Does something and waits for a message of the bot, new or changed since, that fits. */
  do(what: () => Promise<unknown>, fits: RegExp): Promise<string>;
  /**
   * Presses a button and waits, until the press is answered, and for such a message. A button that has become
   * old meanwhile, because an update was repeated, is pressed again.
   */
  press(label: string | RegExp, fits: RegExp): Promise<string>;
}

export function patientPerson(telegram: SandboxServer, userId: number): PatientPerson {
  const { sandbox } = telegram;
  const actor = telegram.person(userId, 'kk');
  const presses: string[] = [];

  /** The texts of the bot's messages by id, oldest first. */
  function texts(): Map<number, string> {
    const messages = actor.messages().filter(({ from }) => from === 'bot');
    return new Map(
      messages.map(({ id, text, caption }) => [id, (text ?? caption ?? '').replaceAll('\u00a0', ' ')]),
    );
  }

  function findNew(before: ReadonlyMap<number, string>, fits: RegExp): string | undefined {
    return [...texts()].findLast(([id, text]) => before.get(id) !== text && fits.test(text))?.[1];
  }

  function until<T>(what: string, read: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const off = sandbox.onEvent(look);
      const timer = setTimeout(() => {
        off();
        const chat = actor.messages().slice(-6);
        const lines = chat.map(({ from, text }) => `${from}: ${text}`).join('\n');
        reject(new Error(`Person ${userId} waited in vain for ${what}; the chat ends with:\n${lines}`));
      }, patience);
      look();
      function look(): void {
        const value = read();
        if (value === undefined) return;
        clearTimeout(timer);
        off();
        resolve(value);
      }
    });
  }

  /** Presses a button that is there, and waits for the answer to the press. */
  async function tap(label: string | RegExp): Promise<void> {
    const { id } = await actor.press(label);
    if (id === null) throw new Error(`${label} asks the bot for nothing`);
    presses.push(id);
    await until(`an answer to the press of ${label}`, () =>
      actor.callbackAnswers.some(({ callbackId }) => callbackId === id) ? true : undefined,
    );
  }

  function hasButton(label: string | RegExp): boolean {
    const shown = actor.messages().flatMap(({ inlineKeyboard }) => inlineKeyboard?.flat() ?? []);
    return shown.some(({ text }) => (typeof label === 'string' ? label === text : label.test(text)));
  }

  return {
    actor,
    userId,
    presses,
    newest: () => [...texts().values()].at(-1) ?? '',
    see: (fits) => until(String(fits), () => findNew(new Map(), fits)),
    seeAfter: (earlier, fits) =>
      until(String(fits), () => {
        const all = [...texts().values()];
        return all.slice(all.findLastIndex((text) => earlier.test(text)) + 1).find((text) => fits.test(text));
      }),
    async do(what, fits) {
      const before = texts();
      await what();
      return until(String(fits), () => findNew(before, fits));
    },
    async press(label, fits) {
      const before = texts();
      for (let times = 0; times < mostPresses && hasButton(label); times += 1) {
        await tap(label);
        const seen = await within(pause, () => findNew(before, fits));
        if (seen !== undefined) return seen;
      }
      return until(String(fits), () => findNew(before, fits));
    },
  };
}

/** Looks again and again, for so many milliseconds at most. */
async function within<T>(milliseconds: number, read: () => T | undefined): Promise<T | undefined> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const value = read();
    if (value !== undefined || performance.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a newcomer does: language, then city. Ends at the menu. */
export async function arrive(person: PatientPerson): Promise<void> {
  const { actor } = person;
  await person.do(() => actor.send('/start'), /Сәлеметсіз бе!/);
  await person.press('Қазақша', /атауын жазыңыз/);
  await person.do(() => actor.send('Орал'), /рейтинг/);
}

/** Opens the list of owed values and from there the first question. */
export async function openFirstQuestion(person: PatientPerson): Promise<void> {
  await person.do(() => person.actor.send('/submit'), /Қала мен кезеңді таңдаңыз/);
  await person.press(/, .*: 0\/1$/, /Көрсеткішті таңдаңыз/);
  await person.press(/^Су ысырабы/, asks);
}

const asks = /Мәнін жазыңыз/;

/** Answers the question on the screen. Ends at the receipt. */
export async function submitValue(person: PatientPerson, value: string): Promise<string> {
  await person.do(() => person.actor.send(value), /жіберілсін бе/);
  return person.press('Жіберу', /Қабылданды: /);
}

/** After a receipt the next question comes by itself. */
export async function seeNextQuestion(person: PatientPerson): Promise<void> {
  await person.seeAfter(/Қабылданды: /, asks);
}

/** Whether a receipt says that nothing is owed any more. */
export function nothingLeft(receipt: string): boolean {
  return receipt.includes('көрсеткіш қалмады');
}
