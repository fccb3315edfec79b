import { type Action, defineAction, encodeAction, type ParamsOf } from '../callback-data.ts';
import type { Feature } from '../feature.ts';
import { on } from '../feature.ts';
import { goTo } from '../go.ts';
import type { Turn } from '../turn.ts';
import { openInitiative } from './initiatives-actions.ts';
import { openValue } from './submit-actions.ts';

/** Buttons of a digest: it stays as it is, and what they open comes below it, so that it can tell what is left. */
export const goFromDigest = defineAction('rem.go', { command: 'id' });
export const valueFromDigest = defineAction('rem.val', { city: 'id', kpi: 'id', period: 'int' });
export const initiativeFromDigest = defineAction('rem.ini', { id: 'int' });

async function openBelow<S extends Readonly<Record<string, 'int' | 'id'>>>(
  turn: Turn,
  action: Action<S>,
  params: ParamsOf<S>,
): Promise<void> {
  turn.keepPressed();
  await turn.go.press(encodeAction(action, params));
}

/** What stands in a digest, opened from it. */
export const digestFeature: Feature = {
  actions: [
    on(goFromDigest, (turn, params) => openBelow(turn, goTo, params)),
    on(valueFromDigest, (turn, params) => openBelow(turn, openValue, params)),
    on(initiativeFromDigest, (turn, { id }) => openBelow(turn, openInitiative, { id, from: '', page: 0 })),
  ],
};
