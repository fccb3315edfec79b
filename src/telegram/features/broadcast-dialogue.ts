import type { Audience } from '../../domain/broadcast/audience.ts';
import { checkBroadcastText } from '../../domain/broadcast/text.ts';
import { stripInvisible } from '../../i18n/clean-text.ts';
import type { Language } from '../../i18n/language.ts';
import { listAudiences } from '../../usecases/broadcasts/list-audiences.ts';
import { noteProgressMessage } from '../../usecases/broadcasts/note-progress-message.ts';
import { readBroadcast } from '../../usecases/broadcasts/read-broadcast.ts';
import { startBroadcast } from '../../usecases/broadcasts/start-broadcast.ts';
import { type BoundAction, type DialogueHandler, onStep } from '../feature.ts';
import { stepOf, type Turn } from '../turn.ts';
import {
  audienceOf,
  type BroadcastFields,
  type BroadcastState,
  back,
  draw,
  editText,
  kind,
  pickGroup,
  pickInitiative,
  pickKind,
  sayAsItArrives,
  seeAgain,
  send,
  turnTo,
} from './broadcast-steps.ts';
import { progressScreen } from './broadcast-words.ts';

type None = Record<string, never>;
/** What a messenger lets through at once: how much is too much is said here, and what was typed is kept. */
const longestTyped = 4_096;

/** Begins a broadcast; whoever may write to one group only is not asked to whom. */
export async function beginBroadcast(turn: Turn): Promise<void> {
  const choices = await listAudiences(turn.deps, { personId: turn.person.id });
  const only =
    choices.kind === 'audiences' && !choices.toPeople && choices.groups.length === 1
      ? (choices.groups[0]?.id ?? null)
      : null;
  const state = await turn.begin<BroadcastFields>(kind, only === null ? 'audience' : 'kk', {
    audience: only === null ? null : 'group',
    id: only,
    page: 0,
    kk: null,
    ru: null,
    broadcastId: null,
  });
  await turn.show(await draw(turn, state));
}

async function showNow(turn: Turn, fallback: BroadcastState): Promise<void> {
  await turn.show(await draw(turn, (await turn.read<BroadcastFields>(kind)) ?? fallback));
}

async function move(
  turn: Turn,
  state: BroadcastState,
  step: string,
  change: Partial<BroadcastFields> = {},
): Promise<void> {
  const next = await turn.advance(state, { step, fields: { ...state.fields, ...change } });
  if (next === null) return showNow(turn, state);
  if (step === 'preview') await sayAsItArrives(turn, next);
  await turn.show(await draw(turn, next));
}

/** Takes an audience; texts that were written before stay. */
function choose(turn: Turn, state: BroadcastState, audience: Audience['kind'], id: string | null) {
  return move(turn, state, stepAfter({ ...state.fields, audience, id }), { audience, id, page: 0 });
}

/** The first step at which something is missing. */
function stepAfter({ kk, ru }: BroadcastFields): string {
  const isRight = (text: string | null) => text !== null && checkBroadcastText(text).kind === 'ok';
  if (!isRight(kk)) return 'kk';
  return isRight(ru) ? 'preview' : 'ru';
}

function stepBefore({ step, fields }: BroadcastState): string {
  if (step === 'preview') return 'ru';
  if (step === 'ru') return 'kk';
  return step === 'kk' && fields.audience !== null && fields.audience !== 'all'
    ? fields.audience
    : 'audience';
}

async function takeText(turn: Turn, state: BroadcastState, words: string): Promise<void> {
  const { step, fields } = state;
  if (step !== 'kk' && step !== 'ru') return turn.say(await draw(turn, state));
  const language: Language = step;
  const text = stripInvisible(words).trim();
  const isRight = checkBroadcastText(text).kind === 'ok';
  const changed = { ...fields, [language]: text === '' ? fields[language] : text };
  return move(turn, state, isRight ? stepAfter(changed) : step, changed);
}

async function sendNow(turn: Turn, state: BroadcastState): Promise<void> {
  const { fields } = state;
  const audience = audienceOf(fields);
  if (state.step !== 'preview' || audience === null) return showNow(turn, state);
  const outcome = await startBroadcast(turn.deps, {
    personId: turn.person.id,
    audience,
    textKk: fields.kk ?? '',
    textRu: fields.ru ?? '',
    at: stepOf(state),
    next: { step: 'sent', fields },
  });
  switch (outcome.kind) {
    case 'started':
      await showNow(turn, state);
      return sendProgress(turn, outcome.broadcastId);
    case 'badText':
      return move(turn, state, outcome.language);
    case 'stale':
      await turn.noteStale();
      return showNow(turn, state);
    case 'nobody':
    case 'noRight':
    case 'notFound':
      return showNow(turn, state);
  }
}

/** Sends the message that is edited from now on, as long as the broadcast takes. */
async function sendProgress(turn: Turn, broadcastId: number): Promise<void> {
  const { deps, person, t } = turn;
  const read = await readBroadcast(deps, { personId: person.id, broadcastId });
  if (read.kind !== 'broadcast') return;
  const { timeZone } = deps.settings;
  const screen = progressScreen(t, read.broadcast, { timeZone, isCard: false });
  const messageId = await turn.messenger.send(turn.chatId, screen);
  if (messageId !== null) await noteProgressMessage(deps, { personId: person.id, broadcastId, messageId });
}

/** The press that began it, done again: it is answered whole where the process died before the answer. */
async function answerAgain(turn: Turn, { step, fields }: BroadcastState): Promise<boolean> {
  if (step !== 'sent' || fields.broadcastId === null) return false;
  const { broadcastId } = fields;
  const read = await readBroadcast(turn.deps, { personId: turn.person.id, broadcastId });
  if (read.kind !== 'broadcast' || read.broadcast.shownIn !== null) return false;
  const state = await turn.read<BroadcastFields>(kind);
  if (state !== null) await turn.show(await draw(turn, state));
  await sendProgress(turn, broadcastId);
  return true;
}

export const broadcastDialogue: DialogueHandler<BroadcastFields> = {
  kind,
  render: draw,
  onText: takeText,
  longestText: longestTyped,
  hasUnsent: ({ step, fields }) => step !== 'sent' && (fields.kk !== null || fields.ru !== null),
};

export const broadcastSteps: readonly BoundAction[] = [
  onStep<{ audience: 'id' }, BroadcastFields>(pickKind, (turn, { audience }, state) => {
    if (audience === 'all') return choose(turn, state, 'all', null);
    const isKnown = audience === 'group' || audience === 'region' || audience === 'initiative';
    return move(turn, state, isKnown ? audience : 'audience', { page: 0 });
  }),
  onStep<{ page: 'int' }, BroadcastFields>(turnTo, (turn, { page }, state) =>
    move(turn, state, state.step, { page }),
  ),
  onStep<{ group: 'id' }, BroadcastFields>(pickGroup, (turn, { group }, state) =>
    state.step === 'group' || state.step === 'region'
      ? choose(turn, state, state.step, group)
      : showNow(turn, state),
  ),
  onStep<{ initiative: 'int' }, BroadcastFields>(pickInitiative, (turn, { initiative }, state) =>
    choose(turn, state, 'initiative', String(initiative)),
  ),
  onStep<{ language: 'id' }, BroadcastFields>(editText, (turn, { language }, state) =>
    move(turn, state, language === 'ru' ? 'ru' : 'kk'),
  ),
  onStep<None, BroadcastFields>(seeAgain, (turn, _, state) => move(turn, state, stepAfter(state.fields))),
  onStep<None, BroadcastFields>(send, (turn, _, state) => sendNow(turn, state), answerAgain),
  onStep<None, BroadcastFields>(back, (turn, _, state) => move(turn, state, stepBefore(state))),
];
