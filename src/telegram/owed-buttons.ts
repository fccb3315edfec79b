import type { Translate } from '../i18n/translate.ts';
import type { OwedThing } from '../usecases/obligations/describe-obligations.ts';
import type { CommandName } from './commands.ts';
import type { Button } from './screen.ts';

/**
 * A way to each dialogue in which what is owed beside reports is done, each once. `go` makes a button that opens a
 * command.
 */
export function waysToDo(
  t: Translate,
  things: readonly OwedThing[],
  go: (text: string, command: CommandName) => Button,
): Button[] {
  const kinds = new Set(things.map(({ kind }) => kind));
  const has = (kind: OwedThing['kind']) => kinds.has(kind);
  return [
    ...(has('review') ? [go(t.plain('reminders:button.review'), 'review')] : []),
    // Both levels are decided on in the same dialogue.
    ...(has('verification') && !has('review') ? [go(t.plain('reminders:button.verify'), 'review')] : []),
    ...(has('answer') ? [go(t.plain('reminders:button.answer'), 'answers')] : []),
    ...(has('milestone') ? [go(t.plain('reminders:button.initiatives'), 'initiatives')] : []),
    ...(has('calendarData') ? [go(t.plain('reminders:button.admin'), 'admin')] : []),
  ];
}
