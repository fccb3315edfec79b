import { escapeHtml, joinHtml } from '../../i18n/html.ts';
import { defineAction } from '../callback-data.ts';
import { type Feature, on } from '../feature.ts';
import { actionButton } from '../screen.ts';
import type { Turn } from '../turn.ts';

export const openMenu = defineAction('menu', {});

/** What this person needs now. `opening` is a sentence said first, such as that something was not understood. */
export async function showMenu(turn: Turn, opening?: string): Promise<void> {
  const { t } = turn;
  const lines = [...(opening === undefined ? [] : [escapeHtml(opening)]), t('menu:noCity')];
  await turn.show({
    text: joinHtml(lines, '\n'),
    buttons: [[actionButton(t.plain('common:button.menu'), openMenu, {})]],
  });
}

export const menuFeature: Feature = {
  commands: { menu: (turn) => showMenu(turn) },
  actions: [on(openMenu, (turn) => showMenu(turn))],
};
