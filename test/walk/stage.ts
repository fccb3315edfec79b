import type { Language } from '../../src/i18n/language.ts';
import { createInvitation, type NewInvitation } from '../../src/usecases/invitations/create-invitation.ts';
import { testSettings } from '../setup/prepare.ts';
import type { Town } from '../setup/town.ts';
import { buttonKinds, kindOf, type SeenButton, visibleButtons, type Walker, type Watch } from './watch.ts';

/** A short play that leads to rare outcomes by what people can do: write, press, forge, open links, wait. */
export interface Scene {
  name: string;
  play(stage: Stage): Promise<void>;
}

/** A parameter of a button: a number, an id, or anything at all. */
export type Parameter = number | string | undefined;

/** Somebody in a scene. Each method throws where the person cannot do it. */
export interface Performer {
  readonly userId: number;
  /** That of their messenger. */
  readonly language: Language;
  say(text: string): Promise<void>;
  sendPlace(place: { latitude: number; longitude: number }): Promise<void>;
  /** One picture, or several as an album. */
  sendPictures(pictures: Uint8Array[]): Promise<void>;
  sendDocument(bytes: Uint8Array, options: { fileName: string; mimeType: string }): Promise<void>;
  /** Presses the first button of that kind and with these first parameters: where they pressed last, else the newest. */
  press(kind: string, ...parameters: Parameter[]): Promise<void>;
  /** Whether such a button stands on their screen. */
  sees(kind: string, ...parameters: Parameter[]): boolean;
  /** Such a button, to be pressed again when it is old. */
  button(kind: string, ...parameters: Parameter[]): SeenButton;
  /** Presses a button as it once stood there. */
  tap(button: SeenButton): Promise<void>;
  /** Sends callback data of one's own making; the version of the dialogue is the right one, as if guessed. */
  forge(kind: string, ...parameters: (number | string)[]): Promise<void>;
  /** The payload of the newest invitation that they were given. */
  newestInvitation(): string;
}

export interface Stage {
  as(userId: number): Performer;
  /** Moves the clock, and lets it do what is due then. */
  wait(milliseconds: number): Promise<void>;
  waitUntil(instant: string): Promise<void>;
  /** Throws unless the last thing that was done led to this outcome. */
  saw(outcome: string): void;
  /** The operator makes an invitation at the command line; its payload. */
  inviteByOperator(invitation: NewInvitation, confirmedAhead?: boolean): Promise<string>;
  /** The operator of the installation enters their name and starts it anew. */
  nameOperator(): void;
  /** Telegram refuses what was told last; the id of that message. */
  failMessage(): Promise<number>;
  /** Ids that a forger would have to guess. */
  grantOf(userId: number, role: string): Promise<number>;
  periodId(key: string): Promise<number>;
  personId(userId: number): Promise<number>;
  newestVersion(cityId: string, kpiCode: string): Promise<number>;
  newestReceipt(cityId: string, kpiCode: string): Promise<string>;
  submissionOf(versionId: number): Promise<number>;
  newestFeedback(): Promise<number>;
  newestInitiative(cityId: string): Promise<number>;
  newestInvitation(): Promise<number>;
}

/** Puts a town on stage. */
export function createStage(
  town: Town,
  watch: Watch,
  walkers: readonly Walker[],
  report: { pressed: Set<string> },
) {
  const { db } = town.database;
  let outcomes: ReadonlySet<string> = new Set();
  let lastDeed = '';
  /** The message whose button somebody pressed last: they go on there. */
  const inHand = new Map<number, number>();

  async function perform(walker: Walker, what: string, act: Parameters<Watch['perform']>[2]): Promise<void> {
    lastDeed = `${walker.userId} ${what}`;
    outcomes = await watch.perform(walker, what, act);
  }

  function find(walker: Walker, kind: string, parameters: readonly Parameter[]): SeenButton | undefined {
    const fitting = visibleButtons(walker).filter(
      (button) => kindOf(button) === kind && hasParameters(button.data, parameters),
    );
    return fitting.find(({ messageId }) => messageId === inHand.get(walker.userId)) ?? fitting[0];
  }

  function as(userId: number): Performer {
    const walker = walkers.find((one) => one.userId === userId);
    if (walker === undefined) throw new Error(`Nobody on this stage is ${userId}`);
    const { actor } = walker;
    async function tap(button: { messageId: number; data: string }): Promise<void> {
      inHand.set(userId, button.messageId);
      await perform(walker as Walker, `presses ${button.data}`, async () => ({
        callbackIds: [(await actor.tap(button.messageId, button.data)).id],
      }));
    }

    async function say(text: string): Promise<void> {
      inHand.delete(userId);
      watch.hear(text);
      await perform(walker as Walker, `writes ${text.slice(0, 60)}`, async () => {
        await actor.send(text);
        return {};
      });
    }

    function button(kind: string, ...parameters: Parameter[]): SeenButton {
      const found = find(walker as Walker, kind, parameters);
      if (found !== undefined) return found;
      const seen = visibleButtons(walker as Walker)
        .slice(0, 20)
        .map(({ data }) => data);
      const text = actor.messages().findLast(({ from }) => from === 'bot')?.text;
      throw new Error(`${userId} sees no ${kind} ${parameters.join(' ')} but ${seen.join(', ')} («${text}»)`);
    }

    return {
      userId,
      language: walker.language,
      say,
      sendPlace: (place) =>
        perform(walker, 'sends a place', async () => {
          await actor.sendLocation(place);
          return {};
        }),
      sendPictures: (pictures) =>
        perform(walker, `sends ${pictures.length} pictures`, async () => {
          const [only, ...more] = pictures;
          if (only !== undefined && more.length === 0) await actor.sendPhoto(only);
          else await actor.sendAlbum(pictures);
          return {};
        }),
      sendDocument: (bytes, options) =>
        perform(walker, `sends ${options.fileName}`, async () => {
          await actor.sendDocument(bytes, options);
          return {};
        }),
      async press(kind, ...parameters) {
        const found = button(kind, ...parameters);
        report.pressed.add(kind);
        await tap(found);
      },
      sees: (kind, ...parameters) => find(walker, kind, parameters) !== undefined,
      button,
      tap,
      async forge(kind, ...parameters) {
        const dialogue = buttonKinds.get(kind)?.dialogue ?? null;
        const version = dialogue === null ? [] : [await readVersion(userId, dialogue)];
        const data = ['1', kind, ...[...parameters, ...version].map(encode)].join('|');
        if (visibleButtons(walker).length === 0) await say('/menu');
        // Under the oldest screen, so that those that matter now stay.
        await tap({ messageId: visibleButtons(walker).at(-1)?.messageId ?? 0, data });
      },
      newestInvitation() {
        for (const { text, caption } of actor.messages().toReversed()) {
          const payload = /start=(inv_[\w-]+)/.exec(`${text ?? ''} ${caption ?? ''}`)?.[1];
          if (payload !== undefined) return payload;
        }
        throw new Error(`${userId} was given no invitation`);
      },
    };
  }

  async function readVersion(userId: number, kind: string): Promise<number> {
    const { version } = await db.dialogue.findFirstOrThrow({
      where: { kind, person: { identity: { channel: 'telegram', externalId: String(userId) } } },
    });
    return version;
  }

  function readNewest(cityId: string, kpiCode: string) {
    return db.submissionVersion.findFirstOrThrow({
      where: { submission: { cityId, kpiCode } },
      orderBy: { id: 'desc' },
      select: { id: true, receipt: true },
    });
  }

  async function wait(milliseconds: number): Promise<void> {
    const [somebody] = walkers;
    if (somebody === undefined) throw new Error('Nobody is there to wait');
    outcomes = await watch.perform(
      somebody,
      `waits ${milliseconds / 60_000} minutes`,
      async () => {
        town.clock.advance(milliseconds);
        await town.app.tick();
        return {};
      },
      { mayBeSilent: true },
    );
    lastDeed = 'waiting';
  }

  const stage: Stage = {
    as,
    wait,
    waitUntil: (instant) => wait(new Date(instant).getTime() - town.clock.now().getTime()),
    saw(outcome) {
      if (outcomes.has(outcome)) return;
      throw new Error(`${lastDeed} led not to «${outcome}» but to ${[...outcomes].join(', ') || 'nothing'}`);
    },
    async inviteByOperator(invitation, confirmedAhead = true) {
      const made = await createInvitation(town.app.deps, { ...invitation, by: 'cli', confirmedAhead });
      if (made.kind !== 'created') throw new Error(`The operator's invitation was ${made.kind}`);
      return `inv_${made.token}`;
    },
    nameOperator() {
      town.app.deps.settings.operator = testSettings.operator;
    },
    async failMessage() {
      const told = await db.outboxMessage.findFirstOrThrow({
        where: { state: 'sent', joinedIntoId: null },
        orderBy: { id: 'desc' },
      });
      await db.outboxMessage.update({
        where: { id: told.id },
        data: { state: 'failed', reason: 'badRequest' },
      });
      return told.id;
    },
    async grantOf(userId, role) {
      const { id } = await db.roleGrant.findFirstOrThrow({
        where: {
          role: role as never,
          person: { identity: { channel: 'telegram', externalId: String(userId) } },
        },
        orderBy: { id: 'desc' },
      });
      return id;
    },
    async personId(userId) {
      const identity = { channel: 'telegram', externalId: String(userId) };
      return (await db.identity.findFirstOrThrow({ where: identity })).personId;
    },
    periodId: async (key) => (await db.period.findUniqueOrThrow({ where: { key } })).id,
    newestVersion: async (cityId, kpiCode) => (await readNewest(cityId, kpiCode)).id,
    newestReceipt: async (cityId, kpiCode) => (await readNewest(cityId, kpiCode)).receipt,
    submissionOf: async (id) =>
      (await db.submissionVersion.findUniqueOrThrow({ where: { id } })).submissionId,
    newestFeedback: async () => (await db.feedback.findFirstOrThrow({ orderBy: { id: 'desc' } })).id,
    newestInitiative: async (cityId) =>
      (await db.initiative.findFirstOrThrow({ where: { cityId }, orderBy: { id: 'desc' } })).id,
    newestInvitation: async () => (await db.invitation.findFirstOrThrow({ orderBy: { id: 'desc' } })).id,
  };
  return stage;
}

function hasParameters(data: string, wanted: readonly Parameter[]): boolean {
  const [, , ...parameters] = data.split('|');
  return wanted.every((one, index) => one === undefined || encode(one) === parameters[index]);
}

function encode(parameter: number | string): string {
  return typeof parameter === 'number' ? parameter.toString(36) : parameter;
}
