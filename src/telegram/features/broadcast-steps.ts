import { type Audience, readStoredAudience } from '../../domain/broadcast/audience.ts';
import { checkBroadcastText, longestBroadcast } from '../../domain/broadcast/text.ts';
import { clipText } from '../../i18n/clean-text.ts';
import type { Html } from '../../i18n/html.ts';
import { languages } from '../../i18n/language.ts';
import type { NamedAudience } from '../../usecases/broadcasts/audience-name.ts';
import { listAudiences } from '../../usecases/broadcasts/list-audiences.ts';
import { previewBroadcast } from '../../usecases/broadcasts/preview-broadcast.ts';
import { readAudience } from '../../usecases/broadcasts/read-audience.ts';
import { readBroadcast } from '../../usecases/broadcasts/read-broadcast.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { defineAction } from '../callback-data.ts';
import { commandButton, menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openBroadcast } from './broadcast-actions.ts';
import { audienceWords, messageButtons, messageText } from './broadcast-words.ts';
import { dayAndTime } from './submit-words.ts';

/** Steps: `audience`, `group`, `region`, `initiative`, `kk`, `ru`, `preview`, `sent`. */
export interface BroadcastFields {
  audience: Audience['kind'] | null;
  /** Of the group or the initiative. */
  id: string | null;
  page: number;
  /** As typed, also where it is too long. */
  kk: string | null;
  ru: string | null;
  broadcastId: number | null;
}
export type BroadcastState = DialogueState<BroadcastFields>;

export const kind = 'broadcast';
export const pickKind = defineAction('bc.to', { audience: 'id' }, kind);
export const turnTo = defineAction('bc.page', { page: 'int' }, kind);
export const pickGroup = defineAction('bc.group', { group: 'id' }, kind);
export const pickInitiative = defineAction('bc.ini', { initiative: 'int' }, kind);
export const editText = defineAction('bc.edit', { language: 'id' }, kind);
export const seeAgain = defineAction('bc.see', {}, kind);
export const send = defineAction('bc.send', {}, kind);
export const back = defineAction('bc.back', {}, kind);

/** Letters on a button. */
const longestLabel = 40;

/** The audience that was chosen; null before one was. */
export function audienceOf({ audience, id }: BroadcastFields): Audience | null {
  return audience === null || (audience !== 'all' && id === null)
    ? null
    : readStoredAudience({ audience, audienceId: id });
}

/** Draws the step that the dialogue is at. */
export async function draw(turn: Turn, state: BroadcastState): Promise<Screen> {
  switch (state.step) {
    case 'kk':
    case 'ru':
      return textScreen(turn, state, state.step);
    case 'preview':
      return previewScreen(turn, state);
    case 'sent':
      return sentScreen(turn, state);
    default:
      return choiceScreen(turn, state);
  }
}

function refusal({ t }: Turn, why: 'noRight' | 'notFound'): Screen {
  const text = why === 'noRight' ? t('common:noRight') : t('errors:notFound');
  return { text, buttons: [[menuButton({ t })]] };
}

async function choiceScreen(turn: Turn, state: BroadcastState): Promise<Screen> {
  const { t, language } = turn;
  const { step, version } = state;
  const choices = await listAudiences(turn.deps, { personId: turn.person.id });
  if (choices.kind === 'noRight') return refusal(turn, 'noRight');
  const toList = commandButton(t.plain('common:button.back'), 'broadcast');
  const ways = [choices.toPeople ? backButton(turn, state) : toList, menuButton(turn)];
  if (step === 'initiative') {
    const shown = pageOf(choices.initiatives, state.fields.page);
    const label = (title: string, followers: number) =>
      t.plain('broadcast:button.initiativeLine', { title: clipText(title, longestLabel), followers });
    return {
      text:
        choices.initiatives.length === 0 ? t('broadcast:ask.noInitiative') : t('broadcast:ask.initiative'),
      buttons: [
        ...shown.items.map(({ id, title, followers }) => [
          actionButton(label(title[language], followers), pickInitiative, { initiative: id }, version),
        ]),
        pageButtons(turn, shown, (text, page) => actionButton(text, turnTo, { page }, version)),
        ways,
      ],
    };
  }
  if (step === 'group' || step === 'region' || !choices.toPeople) {
    const sorted = choices.groups.toSorted((a, b) =>
      a.name[language].localeCompare(b.name[language], language),
    );
    const shown = pageOf(sorted, state.fields.page);
    return {
      text: step === 'region' ? t('broadcast:ask.region') : t('broadcast:ask.group'),
      buttons: [
        ...shown.items.map(({ id, name }) => [
          actionButton(name[language], pickGroup, { group: id }, version),
        ]),
        pageButtons(turn, shown, (text, page) => actionButton(text, turnTo, { page }, version)),
        ways,
      ],
    };
  }
  const kindButton = (audience: Audience['kind']): Button =>
    actionButton(t.plain(`broadcast:button.${audience}`), pickKind, { audience }, version);
  return {
    text: t('broadcast:ask.audience'),
    buttons: [
      [kindButton('group'), kindButton('region')],
      [kindButton('initiative'), kindButton('all')],
      [toList, menuButton(turn)],
    ],
  };
}

async function textScreen(turn: Turn, state: BroadcastState, step: 'kk' | 'ru'): Promise<Screen> {
  const { t } = turn;
  const found = await readChosen(turn, state);
  if (found.kind !== 'audience') return refusal(turn, found.kind);
  const typed = state.fields[step];
  const checked = typed === null ? null : checkBroadcastText(typed);
  const ask =
    step === 'ru'
      ? t('broadcast:ask.ru')
      : t('broadcast:ask.kk', { audience: audienceWords(t, found.audience), most: longestBroadcast });
  return {
    text:
      checked?.kind === 'tooLong'
        ? t('broadcast:tooLong', { count: checked.over, length: checked.length, most: checked.most })
        : ask,
    buttons: [
      checked?.kind === 'ok'
        ? [actionButton(t.plain('broadcast:button.seeAgain'), seeAgain, {}, state.version)]
        : [],
      [backButton(turn, state), commandButton(t.plain('common:button.cancel'), 'cancel')],
    ],
  };
}

async function readChosen(
  turn: Turn,
  { fields }: BroadcastState,
): Promise<{ kind: 'audience'; audience: NamedAudience } | { kind: 'noRight' } | { kind: 'notFound' }> {
  const audience = audienceOf(fields);
  if (audience === null) return { kind: 'notFound' };
  return readAudience(turn.deps, { personId: turn.person.id, audience });
}

/** Sends the author what readers will get, in each language, letter for letter. */
export async function sayAsItArrives(turn: Turn, { fields }: BroadcastState): Promise<void> {
  const audience = audienceOf(fields);
  if (audience === null) return;
  const found = await readAudience(turn.deps, { personId: turn.person.id, audience });
  if (found.kind !== 'audience') return;
  const readers = {
    initiativeId: audience.kind === 'initiative' ? audience.initiativeId : null,
    isOfficial: audience.kind === 'group' || audience.kind === 'all',
  };
  for (const language of languages) {
    const text = fields[language] ?? '';
    const t = turn.inLanguage(language);
    await turn.say({ text: messageText(t, { ...found, text }), buttons: messageButtons(t, readers) });
  }
}

async function previewScreen(turn: Turn, state: BroadcastState): Promise<Screen> {
  const { t, deps } = turn;
  const { version } = state;
  const audience = audienceOf(state.fields);
  if (audience === null) return refusal(turn, 'notFound');
  const preview = await previewBroadcast(deps, { personId: turn.person.id, audience });
  if (preview.kind !== 'preview') return refusal(turn, preview.kind);
  const { total, byLanguage, later, laterFrom, seconds } = preview;
  const to = audienceWords(t, preview.audience);
  const edit = (['kk', 'ru'] as const).map((language) =>
    actionButton(
      t.plain(language === 'kk' ? 'broadcast:button.editKk' : 'broadcast:button.editRu'),
      editText,
      { language },
      version,
    ),
  );
  const ways: Button[][] = [
    edit,
    [actionButton(t.plain('broadcast:button.seeAgain'), seeAgain, {}, version)],
    [backButton(turn, state), commandButton(t.plain('common:button.cancel'), 'cancel')],
  ];
  if (total === 0) return { text: t('broadcast:preview.nobody'), buttons: ways };
  const duration: Html =
    seconds < 60
      ? t('broadcast:preview.underMinute')
      : t('broadcast:preview.minutes', { count: Math.ceil(seconds / 60) });
  return {
    text: lines(
      t('broadcast:preview.above', { audience: to }),
      t('broadcast:preview.count', { count: total, ...byLanguage }),
      duration,
      laterFrom === null
        ? null
        : t('broadcast:preview.later', { count: later, ...dayAndTime(laterFrom, deps.settings.timeZone) }),
    ),
    buttons: [[actionButton(t.plain('common:button.send'), send, {}, version)], ...ways],
  };
}

async function sentScreen(turn: Turn, { fields }: BroadcastState): Promise<Screen> {
  const { t } = turn;
  const broadcastId = fields.broadcastId ?? 0;
  const read = await readBroadcast(turn.deps, { personId: turn.person.id, broadcastId });
  if (read.kind !== 'broadcast') return refusal(turn, read.kind);
  return {
    text: t('broadcast:started', { count: read.broadcast.total }),
    buttons: [
      [
        actionButton(t.plain('broadcast:button.progress'), openBroadcast, { broadcast: broadcastId }),
        menuButton(turn),
      ],
    ],
  };
}

function backButton({ t }: Turn, { version }: BroadcastState): Button {
  return actionButton(t.plain('common:button.back'), back, {}, version);
}
