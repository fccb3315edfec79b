import { beginDialogue, type DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { type ConsentPurpose, giveConsent } from '../../usecases/privacy/consent.ts';
import { defineAction } from '../callback-data.ts';
import { type DialogueHandler, type Feature, onStep } from '../feature.ts';
import { commandButton } from '../go.ts';
import { actionButton, type Screen } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';

interface ConsentFields {
  purpose: ConsentPurpose;
  /** Callback data of the button that needed the consent; null where it was not asked on the way. */
  next: string | null;
}

const agree = defineAction('cons.yes', {}, 'consent');
const decline = defineAction('cons.no', {}, 'consent');
const goOn = defineAction('cons.on', {}, 'consent');

/**
 * Shows what a consent for that purpose means. Whoever agrees goes on with `then`: what the button with that
 * callback data does. The dialogue that was active stays so, with its version.
 */
export async function askConsent(
  turn: Turn,
  purpose: ConsentPurpose,
  then: { data: string } | null,
): Promise<void> {
  const fields: ConsentFields = { purpose, next: then?.data ?? null };
  const state = await beginDialogue(turn.deps.db, {
    personId: turn.person.id,
    kind: 'consent',
    step: 'asked',
    fields,
    now: turn.deps.clock.now(),
    isActive: false,
  });
  await turn.show(consentScreen(turn, state as unknown as DialogueState<ConsentFields>));
}

function consentScreen(turn: Turn, state: DialogueState<ConsentFields>): Screen {
  const { t } = turn;
  const { operator, retentionMonths } = turn.deps.settings;
  const toMenu = commandButton(t.plain('common:button.menu'), 'menu');
  if (operator === null) return { text: t('privacy:noOperator'), buttons: [[toMenu]] };
  if (state.step === 'given') {
    const further = actionButton(t.plain('common:button.resume'), goOn, {}, state.version);
    return { text: t('privacy:consentGiven'), buttons: [state.fields.next === null ? [toMenu] : [further]] };
  }
  if (state.step === 'declined') return { text: t('privacy:consentDeclined'), buttons: [[toMenu]] };
  return {
    text: t(`privacy:consent.${state.fields.purpose}`, { ...operator, count: retentionMonths }),
    buttons: [
      [
        actionButton(t.plain('privacy:button.agree'), agree, {}, state.version),
        actionButton(t.plain('privacy:button.decline'), decline, {}, state.version),
      ],
    ],
  };
}

async function goOnAfter(turn: Turn, state: DialogueState<ConsentFields>): Promise<void> {
  if (state.fields.next === null) await turn.show(consentScreen(turn, state));
  else await turn.go.press(state.fields.next);
}

const consentDialogue: DialogueHandler<ConsentFields> = {
  kind: 'consent',
  render: async (turn, state) => consentScreen(turn, state),
};

/** Consent: asked where it is needed, before the first feedback or role. */
export const consentFeature: Feature = {
  actions: [
    onStep<Record<string, never>, ConsentFields>(agree, async (turn, _, state) => {
      const outcome = await giveConsent(turn.deps, {
        personId: turn.person.id,
        purpose: state.fields.purpose,
        language: turn.language,
        at: stepOf(state),
      });
      const now = (await turn.read<ConsentFields>('consent')) ?? state;
      switch (outcome.kind) {
        case 'given':
          await turn.note(turn.t.plain('privacy:consentGiven'));
          return goOnAfter(turn, now);
        case 'noOperator':
        case 'stale':
          return turn.show(consentScreen(turn, now));
      }
    }),
    onStep<Record<string, never>, ConsentFields>(decline, async (turn, _, state) => {
      const now = await turn.advance(state, { step: 'declined' });
      await turn.show(consentScreen(turn, now ?? state));
    }),
    onStep<Record<string, never>, ConsentFields>(goOn, (turn, _, state) => goOnAfter(turn, state)),
  ],
  dialogues: [consentDialogue],
};
