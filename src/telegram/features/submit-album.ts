import { evidenceLimits } from '../../domain/kpi/evidence.ts';
import type { Html } from '../../i18n/html.ts';
import { type DialogueState, noteInDialogue } from '../../usecases/dialogue/dialogue-state.ts';
import { lines, type Screen } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { evidenceWords, megabytes } from './evidence-words.ts';
import type { SubmitFields } from './submit-actions.ts';
import type { FileProblem, SubmitWays } from './submit-evidence.ts';
import { evidenceOf } from './submit-evidence-actions.ts';
import { evidenceButtons } from './submit-evidence-screens.ts';

type State = DialogueState<SubmitFields>;

/**
 * Answers a file that was sent. The parts of an album come one by one and get one answer: the first part's is
 * edited as the others come, with everything in it that was wrong with any of them.
 */
export async function answerFile(
  turn: Turn,
  what: { state: State; album: string | null; problems: readonly FileProblem[] },
  ways: SubmitWays,
): Promise<void> {
  const { state, album } = what;
  if (album === null) return turn.say(await screenFor(turn, state, what.problems, ways));
  const before = state.fields.album?.id === album ? state.fields.album : null;
  const problems = [...new Set([...(before?.problems ?? []), ...what.problems])] as FileProblem[];
  const screen = await screenFor(turn, state, problems, ways);
  const changedAt = Math.floor(turn.now.getTime() / 1_000);
  const messageId =
    before === null || before.messageId === null
      ? await turn.messenger.send(turn.chatId, screen)
      : await turn.messenger.edit(turn.chatId, { id: before.messageId, changedAt: before.changedAt }, screen);
  const fields: SubmitFields = { ...state.fields, album: { id: album, messageId, changedAt, problems } };
  await noteInDialogue(turn.deps.db, stepOf(state), fields);
}

/** Where the dialogue is, below what was attached and what could not be taken. */
async function screenFor(
  turn: Turn,
  state: State,
  problems: readonly FileProblem[],
  ways: SubmitWays,
): Promise<Screen> {
  const screen = await ways.render(turn, state);
  const refusals = problems.map((problem) => problemText(turn, problem));
  if (state.step === 'evidence') return { ...screen, text: lines(...refusals, screen.text) };
  const what = evidenceWords(turn.t, evidenceOf(state.fields));
  if (state.step !== 'value') {
    const isTaken = problems.every((problem) => problem === 'caption');
    return { ...screen, text: lines(...refusals, isTaken ? turn.t('evidence:taken') : null, screen.text) };
  }
  // The question stands above already.
  return {
    text: lines(
      ...refusals,
      what === null ? null : turn.t('evidence:attached', { what }),
      turn.t('evidence:nowValue'),
    ),
    buttons: [
      ...(screen.buttons ?? []).slice(0, -1),
      evidenceButtons(turn, state),
      ...(screen.buttons ?? []).slice(-1),
    ],
  };
}

function problemText({ t }: Turn, problem: FileProblem): Html {
  switch (problem) {
    case 'tooLarge':
      return t('errors:fileTooLarge', { max: megabytes(evidenceLimits.fileBytes) });
    case 'tooMany':
      return t('evidence:problem.tooMany', { most: evidenceLimits.files });
    case 'noRight':
      return t('common:noRight');
    default:
      return t(`evidence:problem.${problem}`);
  }
}
