import { defineAction } from './callback-data.ts';
import type { CommandName } from './commands.ts';
import { actionButton, type Button } from './screen.ts';
import type { Turn } from './turn.ts';

/** Opens a command of any area. Permissions are checked where its use cases are. */
export const goTo = defineAction('go', { command: 'id' });

/** Goes on with a dialogue that was left with something typed in it. */
export const resume = defineAction('resume', { kind: 'id' });

/** A button that does what the command does. */
export function commandButton(text: string, command: CommandName): Button {
  return actionButton(text, goTo, { command });
}

/** The way to the menu from anywhere. */
export function menuButton({ t }: Pick<Turn, 't'>): Button {
  return commandButton(t.plain('common:button.menu'), 'menu');
}
