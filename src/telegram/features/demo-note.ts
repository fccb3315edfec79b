import { joinHtml } from '../../i18n/html.ts';
import { readIsDemo } from '../../usecases/periods/read-is-demo.ts';
import type { Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';

/** The screen, with a line that its data are invented where this installation is a demo. */
export async function withDemoNote(turn: Turn, screen: Screen): Promise<Screen> {
  if (!(await readIsDemo(turn.deps.db))) return screen;
  return { ...screen, text: joinHtml([screen.text, turn.t('common:demo')]) };
}
