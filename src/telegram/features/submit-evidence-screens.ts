import { dataGrades, evidenceLimits } from '../../domain/kpi/evidence.ts';
import { clipText } from '../../i18n/clean-text.ts';
import type { Html } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { listAttached } from '../../usecases/files/list-attached.ts';
import { type Question, readQuestion } from '../../usecases/reporting/read-question.ts';
import type { ValueSlot } from '../../usecases/reporting/value-slot.ts';
import { menuButton } from '../go.ts';
import { actionButton, type Button, inPairs, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { draftEvidenceLines, evidenceWords, linkHtml, megabytes } from './evidence-words.ts';
import { askButtons } from './period-words.ts';
import type { SubmitFields } from './submit-actions.ts';
import {
  chooseGrade,
  closeEvidence,
  evidenceOf,
  openEvidence,
  openGrade,
  removeComment,
  removeFile,
  removeLink,
} from './submit-evidence-actions.ts';
import { listButton } from './submit-list.ts';
import { refusalText } from './submit-refusals.ts';

type State = DialogueState<SubmitFields>;

/** As much of a file's name as the list of files shows. */
const longestName = 40;
/** As much of a comment as the screen repeats. */
const longestComment = 300;

/** The lines about evidence of the confirmation. */
export function evidenceLines({ t }: Turn, { fields }: State): Html[] {
  return draftEvidenceLines(t, evidenceOf(fields));
}

/** The ways to evidence and grade, below what the confirmation is about. */
export function evidenceButtons({ t }: Turn, { version }: State): Button[] {
  return [
    actionButton(t.plain('evidence:button.attach'), openEvidence, {}, version),
    actionButton(t.plain('evidence:button.grade'), openGrade, {}, version),
  ];
}

/** Whether a step of the dialogue is about what the value rests on, rather than about the value. */
export function isEvidenceStep(step: string): boolean {
  return step === 'evidence' || step === 'grade';
}

/** The steps `evidence` and `grade`: what the value rests on, and how good that is. */
export async function evidenceStepScreen(turn: Turn, state: State, slot: ValueSlot): Promise<Screen> {
  const asked = await readQuestion(turn.deps, { personId: turn.person.id, slot });
  if (asked.kind !== 'question') {
    return {
      text: refusalText(turn, asked),
      buttons: [askButtons(turn, asked), [listButton(turn), menuButton(turn)]],
    };
  }
  return state.step === 'grade'
    ? gradeScreen(turn, state, asked.question)
    : attachedScreen(turn, state, slot, asked.question);
}

function gradeScreen(turn: Turn, state: State, question: Question): Screen {
  const { t } = turn;
  return {
    text: lines(t('evidence:askGrade'), aboutLine(turn, question)),
    buttons: [
      ...inPairs(
        dataGrades.map((name) =>
          actionButton(
            t.plain('evidence:button.gradeName', { grade: t.plain(`states:grade.${name}`) }),
            chooseGrade,
            { name },
            state.version,
          ),
        ),
      ),
      [actionButton(t.plain('common:button.back'), closeEvidence, {}, state.version)],
    ],
  };
}

async function attachedScreen(
  turn: Turn,
  state: State,
  slot: ValueSlot,
  question: Question,
): Promise<Screen> {
  const { t, person, deps } = turn;
  const evidence = evidenceOf(state.fields);
  const files = await listAttached(deps, { personId: person.id, slot, fileIds: evidence.fileIds });
  const { link, comment } = evidence;
  const what = evidenceWords(t, { ...evidence, fileIds: files.map(({ id }) => id) });
  const names = files.map(({ name }, index) =>
    t.plain('evidence:file', {
      number: index + 1,
      name: name === null ? t.plain('evidence:photo') : clipText(name, longestName),
    }),
  );
  const remove = (text: string, button: typeof removeLink) => actionButton(text, button, {}, state.version);
  return {
    text: lines(
      what === null ? t('evidence:nothing') : t('evidence:title', { what }),
      aboutLine(turn, question),
      names.length === 0 ? null : t('evidence:files', { files: names.join('; ') }),
      link === null ? null : t('evidence:link', { link: linkHtml(link) }),
      comment === null ? null : t('evidence:comment', { text: clipText(comment, longestComment) }),
      t('evidence:ask'),
      t('evidence:limits', { files: evidenceLimits.files, size: megabytes(evidenceLimits.fileBytes) }),
    ),
    buttons: [
      [actionButton(t.plain('evidence:button.done'), closeEvidence, {}, state.version)],
      ...inPairs([
        ...files.map(({ id }, index) =>
          actionButton(
            t.plain('evidence:button.removeFile', { number: index + 1 }),
            removeFile,
            { file: id },
            state.version,
          ),
        ),
        ...(link === null ? [] : [remove(t.plain('evidence:button.removeLink'), removeLink)]),
        ...(comment === null ? [] : [remove(t.plain('evidence:button.removeComment'), removeComment)]),
      ]),
    ],
  };
}

function aboutLine({ t, language }: Turn, { city, kpi, period }: Question): Html {
  return t('submit:about', {
    city: city.shortName[language],
    kpi: nameInSentence(kpi.shortName[language]),
    period: period.key,
  });
}
