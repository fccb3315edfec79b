import { joinHtml } from '../../i18n/html.ts';
import { commandsFor } from '../commands.ts';
import type { Feature } from '../feature.ts';
import { commandButton } from '../go.ts';
import type { Turn } from '../turn.ts';

/** Commands that need no explanation to somebody who has come as far as `/help`. */
const selfEvident = new Set(['start', 'menu', 'help', 'cancel']);

/** What this person's roles are about, and the commands that they have. */
async function showHelp(turn: Turn): Promise<void> {
  const { t } = turn;
  const roles = [...new Set(turn.person.grants.map(({ role }) => role))];
  const about = roles.length === 0 ? (['citizen'] as const) : roles;
  const commands = commandsFor(roles).filter((name) => !selfEvident.has(name));
  await turn.show({
    text: joinHtml([
      ...about.map((role) => t(`help:role.${role}`)),
      t('help:commands'),
      ...commands.map((command) =>
        t('help:command', { command, description: t.plain(`commands:${command}`) }),
      ),
      t('help:cancel'),
    ]),
    buttons: [[commandButton(t.plain('common:button.menu'), 'menu')]],
  });
}

export const helpFeature: Feature = { commands: { help: showHelp } };
