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
  /** Waits for a newest message of the bot that fits. */
  see(fits: RegExp): Promise<string>;
  /** Does something and waits for a newest message of the bot that fits. */
  do(what: () => Promise<unknown>, fits: RegExp): Promise<string>;
  /** Presses a button and waits until the press was answered. */
  tap(label: string | RegExp): Promise<void>;
  /** The same, again and again until a newest message of the bot fits: a button may have become old. */
  press(label: string | RegExp, fits: RegExp): Promise<string>;
}

export function patientPerson(telegram: SandboxServer, userId: number): PatientPerson {
  const { sandbox } = telegram;
  const actor = telegram.person(userId, 'kk');

  const presses: string[] = [];

  function newest(): string {
    const message = actor.messages().findLast(({ from }) => from === 'bot');
    return (message?.text ?? message?.caption ?? '').replaceAll('\u00a0', ' ');
  }

  function until<T>(what: string, read: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const off = sandbox.onEvent(look);
      const timer = setTimeout(() => {
        off();
        const chat = actor
          .messages()
          .slice(-6)
          .map(({ from, text }) => `${from}: ${text}`);
        reject(
          new Error(`Person ${userId} waited in vain for ${what}; the chat ends with:\n${chat.join('\n')}`),
        );
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

  function see(fits: RegExp): Promise<string> {
    return until(String(fits), () => {
      const text = newest();
      return fits.test(text) ? text : undefined;
    });
  }

  async function tap(label: string | RegExp): Promise<void> {
    const { id } = await actor.press(label);
    if (id === null) throw new Error(`${label} asks the bot for nothing`);
    presses.push(id);
    await until(`an answer to the press of ${label}`, () =>
      actor.callbackAnswers.some(({ callbackId }) => callbackId === id) ? true : undefined,
    );
  }

  return {
    actor,
    userId,
    presses,
    newest,
    see,
    async do(what, fits) {
      await what();
      return see(fits);
    },
    tap,
    async press(label, fits) {
      for (let times = 0; times < mostPresses; times += 1) {
        await tap(label);
        const seen = await Promise.race([
          see(fits),
          new Promise<null>((resolve) => setTimeout(resolve, pause, null)),
        ]);
        if (seen !== null) return seen;
        if (
          !actor
            .keyboard()
            .flat()
            .some((shown) => isLabel(label, shown))
        )
          return see(fits);
      }
      throw new Error(`Person ${userId} pressed ${label} in vain; the bot says: ${newest()}`);
    },
  };
}

function isLabel(label: string | RegExp, shown: string): boolean {
  return typeof label === 'string' ? label === shown : label.test(shown);
}

/** What a newcomer does: language, then city. Ends at the menu. */
export async function arrive(person: PatientPerson): Promise<void> {
  const { actor } = person;
  await person.do(() => actor.send('/start'), /Сәлеметсіз бе!/);
  await person.press('Қазақша', /геолокация/);
  await person.do(() => actor.send('Орал'), /рейтинг/);
}

/** Opens the list of owed values and from there the first question. */
export async function openFirstQuestion(person: PatientPerson): Promise<void> {
  const { actor } = person;
  await person.do(() => actor.send('/submit'), /таңдаңыз|тапсырылды|Мәнін жазыңыз/);
  for (let depth = 0; depth < 10 && !asks.test(person.newest()); depth += 1) {
    await person.tap(actor.keyboard()[0]?.[0] ?? '');
  }
  await person.see(asks);
}

const asks = /Мәнін жазыңыз/;

/** Answers the question on the screen. Ends at the receipt, which is answered. */
export async function submitValue(person: PatientPerson, value: string): Promise<string> {
  await person.do(() => person.actor.send(value), /жіберілсін бе/);
  return person.press('Жіберу', /Қабылданды: /);
}

/** From a receipt to the next question. */
export async function openNextQuestion(person: PatientPerson): Promise<void> {
  await person.press('Келесі көрсеткіш', asks);
}

/** Whether a receipt says that nothing is owed any more. */
export function nothingLeft(receipt: string): boolean {
  return receipt.includes('көрсеткіш қалмады');
}
