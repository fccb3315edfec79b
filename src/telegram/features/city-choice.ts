import type { Turn } from '../turn.ts';
import { showMenu } from './menu.ts';

/** Goes on to the city where none is chosen yet, else to the menu. */
export async function askCityOrShowMenu(turn: Turn): Promise<void> {
  await showMenu(turn);
}
