import { notThisDay } from '../day-keyboard.ts';
import { type Feature, on } from '../feature.ts';

/** The cells of a calendar that are no days to choose. */
export const dayKeyboardFeature: Feature = {
  actions: [on(notThisDay, (turn) => turn.note(turn.t.plain('common:notThisDay')))],
};
