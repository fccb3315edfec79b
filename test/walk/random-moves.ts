import { commandNames } from '../../src/telegram/commands.ts';
import { png } from '../sandbox/server/fixture.ts';
import { day, hour, minute } from '../setup/clock.ts';
import { seededRandom } from '../setup/random.ts';
import type { Town } from '../setup/town.ts';
import { fittingTexts, typedTexts } from './typed-texts.ts';
import {
  kindOf,
  type SeenButton,
  visibleButtons,
  type Walker,
  type WalkReport,
  type Watch,
} from './watch.ts';

/**
 * Walks at random, but repeatably, over all commands, buttons, texts and files as everybody there. Prefers
 * buttons of kinds that the report does not hold yet.
 */
export async function walkAtRandom(
  town: Town,
  watch: Watch,
  walkers: readonly Walker[],
  { seed, steps, report }: { seed: number; steps: number; report: WalkReport },
): Promise<void> {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  const history: SeenButton[] = [];

  async function tap(walker: Walker, seen: { data: string; messageId: number }): Promise<void> {
    history.push({ ...seen, userId: walker.userId });
    await watch.perform(walker, `presses ${seen.data}`, async () => ({
      callbackIds: [(await walker.actor.tap(seen.messageId, seen.data)).id],
    }));
  }

  async function say(walker: Walker, text: string): Promise<void> {
    watch.hear(text);
    await watch.perform(walker, `writes ${text.slice(0, 40)}`, async () => {
      await walker.actor.send(text);
      return {};
    });
  }

  async function press(walker: Walker): Promise<void> {
    const buttons = visibleButtons(walker);
    if (buttons.length === 0) return say(walker, '/menu');
    const fresh = buttons.filter((button) => !report.pressed.has(kindOf(button)));
    const newest = buttons.filter(({ messageId }) => messageId === buttons[0]?.messageId);
    const chosen = pick(fresh.length > 0 && random.below(4) > 0 ? fresh : newest);
    report.pressed.add(kindOf(chosen));
    await tap(walker, chosen);
  }

  /** Taps twice, or taps and writes, before the first answer comes. */
  async function hurry(walker: Walker): Promise<void> {
    const [newest] = visibleButtons(walker);
    if (newest === undefined) return say(walker, '/menu');
    const { data, messageId } = pick(
      visibleButtons(walker).filter((one) => one.messageId === newest.messageId),
    );
    const text = random.below(2) === 0 ? null : pick(typedTexts);
    if (text !== null) watch.hear(text);
    await watch.perform(walker, `presses ${data} in a hurry, ${text ?? 'twice'}`, async () => {
      const first = await walker.actor.tap(messageId, data);
      if (text !== null) await walker.actor.send(text);
      const second = text === null ? await walker.actor.tap(messageId, data) : first;
      return { callbackIds: [first.id, second.id] };
    });
  }

  /** What fits where the person is asked for something. */
  async function answer(walker: Walker): Promise<void> {
    await say(walker, pick(fittingTexts[await activeKind(walker.userId)] ?? typedTexts));
  }

  /** Something that was pressed or shown before: doubled, stale. */
  async function pressOld(walker: Walker): Promise<void> {
    const own = history.filter(({ userId }) => userId === walker.userId);
    await (own.length === 0 ? say(walker, '/start') : tap(walker, pick(own)));
  }

  /** One's own button with other parameters: somebody else's value, person, feedback, city. */
  async function forgeOwn(walker: Walker): Promise<void> {
    const own = visibleButtons(walker);
    if (own.length === 0) return say(walker, '/review');
    const { data, messageId } = pick(own);
    await tap(walker, { messageId, data: forge(data) });
  }

  /** Somebody else's button, or nonsense, under a message of one's own. */
  async function forgeOther(walker: Walker): Promise<void> {
    const own = visibleButtons(walker)[0];
    if (own === undefined) return say(walker, '/help');
    const isNonsense = history.length === 0 || random.below(4) === 0;
    const data = isNonsense ? pick(['1|nonsense', 'x', '1|sub.ok|zz|zz', '2|menu']) : pick(history).data;
    await tap(walker, { messageId: own.messageId, data });
  }

  /** Changes one parameter of a button to a small number, a city, or the parameter of another button. */
  function forge(data: string): string {
    const parts = data.split('|');
    if (parts.length < 3) return history.length === 0 ? data : pick(history).data;
    const at = 2 + random.below(parts.length - 2);
    const other = history.length === 0 ? '1' : (pick(history).data.split('|')[2] ?? '1');
    const forged = pick([(1 + random.below(40)).toString(36), 'astana', 'oral', 'nowhere', other]);
    return parts.with(at, forged).join('|');
  }

  async function followLink(walker: Walker): Promise<void> {
    await say(walker, `/start ${watch.links.length === 0 ? 'inv_unknown' : pick(watch.links)}`);
  }

  async function sendThing(walker: Walker): Promise<void> {
    const { actor } = walker;
    const pdf = { fileName: 'a.pdf', mimeType: 'application/pdf' };
    const things: [string, () => Promise<unknown>][] = [
      ['a sticker', () => actor.sendSticker()],
      ['a voice message', () => actor.sendVoice()],
      ['a place', () => actor.sendLocation({ latitude: 51.23, longitude: 51.37 })],
      ['a far place', () => actor.sendLocation({ latitude: -33.8, longitude: 151.2 })],
      ['a contact', () => actor.sendContact()],
      ['a picture', () => actor.sendPhoto(png(40, 30))],
      ['a document', () => actor.sendDocument(new Uint8Array([1, 2, 3]), pdf)],
    ];
    const [name, send] = pick(things);
    await watch.perform(walker, `sends ${name}`, async () => {
      await send();
      return {};
    });
  }

  async function moveClock(walker: Walker, milliseconds: number): Promise<void> {
    const act = async () => {
      town.clock.advance(milliseconds);
      await town.app.tick();
      return {};
    };
    await watch.perform(walker, `waits ${milliseconds / minute} minutes`, act, { mayBeSilent: true });
  }

  async function blockForAnHour(walker: Walker): Promise<void> {
    const switchTo = (isBlocked: boolean) => async () => {
      if (isBlocked) walker.actor.block();
      else walker.actor.unblock();
      return {};
    };
    await watch.perform(walker, 'blocks the bot', switchTo(true), { mayBeSilent: true });
    await moveClock(walker, hour);
    await watch.perform(walker, 'unblocks the bot', switchTo(false), { mayBeSilent: true });
  }

  async function activeKind(userId: number): Promise<string> {
    const dialogue = await town.database.db.dialogue.findFirst({
      where: { isActive: true, person: { identity: { channel: 'telegram', externalId: String(userId) } } },
      orderBy: { updatedAt: 'desc' },
    });
    return dialogue?.kind ?? '';
  }

  const oddCommands = ['/nonsense', '/city Орал', '/city Абай', '/city zzz', '/rating x'];
  const moves: [weight: number, move: (walker: Walker) => Promise<void>][] = [
    [60, press],
    [14, (walker) => say(walker, `/${pick(commandNames)}`)],
    [8, (walker) => say(walker, pick(typedTexts))],
    [16, answer],
    [5, pressOld],
    [3, hurry],
    [12, forgeOwn],
    [4, forgeOther],
    [3, sendThing],
    [4, followLink],
    [2, (walker) => say(walker, pick(oddCommands))],
    [3, (walker) => moveClock(walker, pick([minute, 20 * minute, hour, 5 * hour, day, 3 * day]))],
    [1, blockForAnHour],
  ];
  const weights = moves.reduce((sum, [weight]) => sum + weight, 0);
  let walker = pick(walkers);
  for (let step = 0; step < steps; step += 1) {
    // People do several things in a row, or no dialogue would ever come to its end.
    if (random.below(9) === 0) walker = pick(walkers);
    let point = random.below(weights);
    const [, move] = moves.find(([weight]) => {
      point -= weight;
      return point < 0;
    }) ?? [0, press];
    await move(walker);
  }
}
