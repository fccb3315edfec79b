import { escapeHtml, type Html, joinHtml } from '../../i18n/html.ts';
import { leaveDialogue } from '../../usecases/dialogue/dialogue-state.ts';
import { type MenuFacts, readMenu } from '../../usecases/people/read-menu.ts';
import type { CommandName } from '../commands.ts';
import type { Feature } from '../feature.ts';
import { commandButton, resume } from '../go.ts';
import { actionButton, type Button } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { changeCity } from './city-choice.ts';
import { withDemoNote } from './demo-note.ts';

/** What this person needs now. `opening` is a sentence said first, such as that something was not understood. */
export async function showMenu(turn: Turn, opening?: string): Promise<void> {
  const facts = await readMenu(turn.deps, turn.person.id);
  const unsent = await turn.go.findUnsent();
  const lines = [
    ...(opening === undefined ? [] : [escapeHtml(opening)]),
    ...inOneMark(menuLines(turn, facts)),
    ...(unsent === null ? [] : [turn.t('menu:unsent')]),
  ];
  const screen = { text: joinHtml(lines), buttons: menuButtons(turn, facts, unsent) };
  await turn.show(await withDemoNote(turn, screen));
}

/** A fact of the menu. Of several marks only the most pressing is shown, at the head of the message. */
interface Line {
  text: Html;
  mark?: keyof typeof marks;
}

const marks = { overdue: '⚠️', owed: '⏰', clear: '✅' } as const;

function inOneMark(lines: readonly Line[]): Html[] {
  const pressing = (['overdue', 'owed'] as const).find((mark) => lines.some((line) => line.mark === mark));
  const mark = pressing ?? (lines.length > 0 && lines[0]?.mark === 'clear' ? 'clear' : undefined);
  const marked = lines.find((line) => mark !== undefined && line.mark === mark);
  if (marked === undefined || mark === undefined) return lines.map(({ text }) => text);
  const first = `${marks[mark]} ${marked.text}` as Html;
  return [first, ...lines.filter((line) => line !== marked).map(({ text }) => text)];
}

function menuLines(turn: Turn, facts: MenuFacts): Line[] {
  const { t } = turn;
  const { owed, waiting, toVerify, others, guests, country, roles } = facts;
  const lines: Line[] = [];
  if (owed !== null && owed.overdue > 0) {
    lines.push({ mark: 'overdue', text: t('menu:overdue', { count: owed.overdue }) });
  }
  if (owed !== null && owed.nearestDueOn !== null) {
    lines.push({ mark: 'owed', text: t('menu:owed', { count: owed.count, day: owed.nearestDueOn }) });
    if (owed.later > 0) lines.push({ text: t('menu:owedLater', { count: owed.later }) });
  }
  if (owed !== null && owed.count + owed.overdue === 0) {
    lines.push({ mark: 'clear', text: t('menu:nothingOwed') });
  }
  if (waiting !== null) lines.push(waitingLine(turn, waiting));
  if (toVerify > 0) lines.push({ text: t('menu:valuesToVerify', { count: toVerify }) });
  if (others !== null && others.overdue > 0) {
    lines.push({ mark: 'overdue', text: t('menu:othersOverdue', { count: others.overdue }) });
  }
  if (others !== null && others.nearestDueOn !== null) {
    lines.push({ text: t('menu:others', { count: others.count, day: others.nearestDueOn }) });
  }
  if (guests > 0) lines.push({ text: t('menu:peopleToConfirm', { count: guests }) });
  if (country !== null) {
    const owing = t.plain('menu:citiesOwing', { count: country.owing });
    lines.push({
      text: t('menu:citiesSubmitted', { count: country.submitted, period: country.periodKey, owing }),
    });
  } else if (roles.includes('authority')) lines.push({ text: t('menu:noPeriod') });
  if (roles.includes('administrator')) lines.push({ text: t('menu:administrator') });
  if (roles.includes('observer')) lines.push({ text: t('menu:observer') });
  return [...lines, homeLine(turn, facts)];
}

function waitingLine({ t }: Turn, { values, feedback }: NonNullable<MenuFacts['waiting']>): Line {
  if (values > 0 && feedback > 0) {
    return {
      text: t('menu:waiting', {
        values: t.plain('menu:waitingValues', { count: values }),
        feedback: t.plain('menu:waitingFeedback', { count: feedback }),
      }),
    };
  }
  if (values > 0) return { text: t('menu:valuesToReview', { count: values }) };
  if (feedback > 0) return { text: t('menu:feedbackToAnswer', { count: feedback }) };
  return { mark: 'clear', text: t('menu:nothingToReview') };
}

function homeLine({ t, language }: Turn, { home }: MenuFacts): Line {
  switch (home.kind) {
    case 'none':
      return { text: t('menu:noCity') };
    case 'region':
      return { text: t('menu:region', { region: home.name[language] }) };
    case 'unratedCity':
      return { text: t('menu:cityNotRated', { city: home.name[language] }) };
    case 'city': {
      const city = home.name[language];
      const { place } = home;
      if (place === null) return { text: t('menu:cityWithoutPlace', { city }) };
      const text = home.isPreliminary
        ? t('menu:cityPreliminary', { city, place })
        : t('menu:city', { city, place });
      return { text };
    }
  }
}

/** Row by row, what is most needed first; a button that several roles have stands once. */
function menuButtons(
  turn: Turn,
  { home, roles, owed, waiting, toVerify }: MenuFacts,
  unsent: string | null,
): Button[][] {
  const { t } = turn;
  const shown = new Set<CommandName>();
  const button = (label: Parameters<typeof t.plain>[0], command: CommandName): Button[] => {
    if (shown.has(command)) return [];
    shown.add(command);
    return [commandButton(t.plain(label), command)];
  };
  const is = (...wanted: typeof roles) => wanted.some((role) => roles.includes(role));
  return [
    unsent === null ? [] : [actionButton(t.plain('common:button.resume'), resume, { kind: unsent })],
    is('member') || (owed?.count ?? 0) + (owed?.overdue ?? 0) > 0
      ? button('menu:button.submit', 'submit')
      : [],
    is('coordinator')
      ? [
          ...button('menu:button.review', 'review'),
          ...(waiting !== null && waiting.feedback > 0 ? button('menu:button.answer', 'answers') : []),
        ]
      : [],
    is('authority') ? button(toVerify > 0 ? 'menu:button.verify' : 'menu:button.review', 'review') : [],
    is('member', 'coordinator', 'observer', 'authority')
      ? [...button('menu:button.status', 'status'), ...button('menu:button.deadlines', 'deadlines')]
      : [],
    is('coordinator', 'administrator', 'authority')
      ? [
          ...button('menu:button.team', 'team'),
          ...(is('administrator', 'authority') ? button('menu:button.admin', 'admin') : []),
        ]
      : [],
    is('coordinator', 'authority') ? button('menu:button.broadcast', 'broadcast') : [],
    home.kind === 'none' || home.kind === 'region'
      ? [actionButton(t.plain('menu:button.chooseCity'), changeCity, {})]
      : [],
    [...button('menu:button.rating', 'rating'), ...button('menu:button.initiatives', 'initiatives')],
    [...button('menu:button.feedback', 'feedback'), ...button('menu:button.my', 'my')],
    [...button('menu:button.settings', 'settings'), ...button('menu:button.help', 'help')],
  ];
}

/** Leaves what was begun: what was typed stays, and the menu offers to go on. */
async function cancel(turn: Turn): Promise<void> {
  const left = await leaveDialogue(turn.deps.db, turn.person.id);
  if (left === null) return showMenu(turn, turn.t.plain('common:nothingToStop'));
  // A reply keyboard of the dialogue would else stay under the chat.
  await turn.say({ text: turn.t('common:dialogueStopped'), replyKeyboard: 'remove' });
  await showMenu(turn);
}

export const menuFeature: Feature = {
  commands: { menu: (turn) => showMenu(turn), cancel },
};
