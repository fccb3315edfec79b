import { findNextOwed } from '../../usecases/reporting/find-next-owed.ts';
import { readQuestion } from '../../usecases/reporting/read-question.ts';
import { type NoValueOutcome, submitNoValue } from '../../usecases/reporting/submit-no-value.ts';
import { type SubmitOutcome, submitValue } from '../../usecases/reporting/submit-value.ts';
import type { ValueSlot } from '../../usecases/reporting/value-slot.ts';
import { menuButton } from '../go.ts';
import { actionButton, type Screen } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import {
  emptyFields,
  openNext,
  openSlot,
  openValue,
  type SentReport,
  type SubmitFields,
  submitKind,
} from './submit-actions.ts';
import { amendEvidence, type SubmitWays } from './submit-evidence.ts';
import { evidenceOf, evidenceWithout } from './submit-evidence-actions.ts';
import { sentButton } from './submit-list.ts';
import { noValueSteps } from './submit-no-value.ts';
import { receiptScreen } from './submit-receipt.ts';
import { ask, goOn, refusalScreen, render, type State } from './submit-steps.ts';
import { valueWords } from './submit-words.ts';

/** Sends what was confirmed: a value, or that there is none. */
export async function send(turn: Turn, state: State, ways: SubmitWays): Promise<void> {
  const { fields, step } = state;
  const slot = openSlot(fields);
  const isNoValue = noValueSteps.includes(step);
  if (slot === null || (isNoValue ? fields.noValue?.reason == null : fields.typed === null)) {
    return turn.show(await render(turn, state));
  }
  const sent = (receipt: string): SentReport => ({
    receipt,
    slot,
    at: state.version,
    pressId: turn.pressId,
  });
  const input = {
    personId: turn.person.id,
    at: stepOf(state),
    next: (receipt: string) => ({
      step: 'receipt',
      fields: {
        ...emptyFields,
        drafts: fields.drafts,
        evidence: evidenceWithout(fields, slot),
        sent: sent(receipt),
      } satisfies SubmitFields,
    }),
    slot,
    newest: fields.newest,
    evidence: evidenceOf(fields),
  };
  const outcome =
    isNoValue && fields.noValue !== null
      ? await submitNoValue(turn.deps, {
          ...input,
          noValue: fields.noValue.kind,
          reason: fields.noValue.reason ?? '',
        })
      : await submitValue(turn.deps, {
          ...input,
          text: fields.typed ?? '',
          reading: fields.reading ?? undefined,
          explanation: fields.explanation ?? undefined,
        });
  await answer(turn, state, { slot, ways }, outcome);
}

async function answer(
  turn: Turn,
  state: State,
  { slot, ways }: { slot: ValueSlot; ways: SubmitWays },
  outcome: SubmitOutcome | NoValueOutcome,
): Promise<void> {
  const { t } = turn;
  const { fields } = state;
  switch (outcome.kind) {
    case 'accepted':
      return goOnAfter(turn, outcome.receipt, slot);
    case 'duplicate':
      await turn.note(t.plain('errors:alreadyAccepted', { receipt: outcome.receipt }));
      return turn.show(await receiptScreen(turn, outcome.receipt, false));
    case 'stale':
      await turn.noteStale();
      return turn.show(await render(turn, (await turn.read<SubmitFields>(submitKind)) ?? state));
    case 'overtaken': {
      await turn.note(t.plain('submit:overtaken'));
      return ask(turn, slot);
    }
    case 'unchanged': {
      // It is said and done: what was typed is nothing that waits to be sent.
      await turn.advance(state, { step: 'value', fields: { ...fields, typed: null, noValue: null } });
      return turn.show(await unchangedScreen(turn, slot));
    }
    case 'ambiguous':
    case 'unreadable':
    case 'needsConfirmation':
      // The earlier values changed since the confirmation was shown: it is asked anew.
      return goOn(turn, state, { step: 'confirm', fields: { ...fields, explanation: null } });
    case 'badExplanation':
      return goOn(turn, state, { step: 'explain', fields: { ...fields, explanation: null } });
    case 'badEvidence':
      return amendEvidence(turn, state, outcome.problem, ways);
    case 'badReason':
      return goOn(turn, state, { step: 'noValueReason', fields });
    case 'noRight':
    case 'notFound':
    case 'notAssigned':
    case 'periodLocked':
    case 'periodNotOpen':
      return turn.show(refusalScreen(turn, outcome));
  }
}

/** The receipt takes the place of the confirmation and stays in the chat; the next question follows at once. */
async function goOnAfter(turn: Turn, receipt: string, slot: ValueSlot): Promise<void> {
  const next = await findNextOwed(turn.deps, { personId: turn.person.id, at: slot });
  await turn.show(await receiptScreen(turn, receipt, next !== null));
  if (next !== null) await ask(turn, next);
}

/**
 * A press on a button that has sent already. Where it is the same press again, because its update was not
 * answered to the end, the answer is given whole; a second tap learns what the first one did, and no more.
 */
export async function answerLateSend(turn: Turn, state: State, version: number): Promise<boolean> {
  const { sent } = state.fields;
  if (sent == null || sent.at !== version) return false;
  if (sent.pressId !== turn.pressId) {
    await turn.note(turn.t.plain('errors:alreadyAccepted', { receipt: sent.receipt }));
    await turn.show(await receiptScreen(turn, sent.receipt, state.step !== 'receipt'));
    return true;
  }
  if (state.step === 'receipt') await goOnAfter(turn, sent.receipt, sent.slot);
  else {
    await turn.show(await receiptScreen(turn, sent.receipt, true));
    await turn.show(await render(turn, state));
  }
  return true;
}

/** What was sent again just as it stands. */
async function unchangedScreen(turn: Turn, slot: ValueSlot): Promise<Screen> {
  const { t } = turn;
  const asked = await readQuestion(turn.deps, { personId: turn.person.id, slot });
  if (asked.kind !== 'question') return refusalScreen(turn, asked);
  const { current, kpi } = asked.question;
  if (current === null) return refusalScreen(turn, { kind: 'notFound' });
  return {
    text: t('entry:unchanged', {
      value: valueWords(t, kpi, current),
      state: t.plain(`states:value.${current.state}`),
    }),
    buttons: [
      [actionButton(t.plain('submit:button.next'), openNext, {})],
      [
        actionButton(t.plain('common:button.fix'), openValue, {
          city: slot.cityId,
          kpi: slot.kpiCode,
          period: slot.periodId,
        }),
        sentButton(turn),
      ],
      [menuButton(turn)],
    ],
  };
}
