import { evidenceLimits, isDataGrade, readLink } from '../../domain/kpi/evidence.ts';
import { clipText, stripInvisible } from '../../i18n/clean-text.ts';
import type { Html } from '../../i18n/html.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { keepFile } from '../../usecases/files/keep-file.ts';
import type { EvidenceInput, EvidenceProblem } from '../../usecases/reporting/evidence.ts';
import { type ReadReason, readReason } from '../../usecases/reporting/reason.ts';
import { downloadFile } from '../download-file.ts';
import { type BoundAction, onStep, type SentThing, type UnreadableThing } from '../feature.ts';
import { lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import { openSlot, type SubmitFields } from './submit-actions.ts';
import { answerFile } from './submit-album.ts';
import {
  chooseGrade,
  closeEvidence,
  evidenceOf,
  openEvidence,
  openGrade,
  removeComment,
  removeFile,
  removeLink,
  withEvidence,
} from './submit-evidence-actions.ts';

type State = DialogueState<SubmitFields>;
type SentFile = Exclude<SentThing, { kind: 'location' }>;
type Empty = Record<string, never>;

/** Ways of the dialogue that its steps about evidence need. */
export interface SubmitWays {
  render(turn: Turn, state: State): Promise<Screen>;
  /** Moves on and shows where the dialogue then is. */
  goOn(turn: Turn, state: State, next: { step: string; fields: SubmitFields }): Promise<void>;
}

/** As long a name as is kept of a file. */
const longestName = 120;

/** Why a file that was sent was not taken; or was, but not what was written with it. */
export type FileProblem = 'tooLarge' | 'refused' | 'empty' | 'tooMany' | 'caption' | 'noRight';

/** A picture or document for the value that is being entered is kept at once and attached to it. */
export async function takeOther(turn: Turn, state: State, sent: SentThing, ways: SubmitWays): Promise<void> {
  if (sent.kind === 'location') return turn.say({ text: turn.t('common:notText.other') });
  const isAlone = openSlot(state.fields) === null || state.step === 'receipt';
  if (sent.kind === 'document' && (await turn.go.offerDocument(sent, isAlone))) return;
  if (isAlone) {
    const screen = await ways.render(turn, state);
    return turn.say({ ...screen, text: lines(turn.t('submit:pickFromList'), screen.text) });
  }
  const outcome = await attach(turn, state, sent);
  await answerFile(turn, { ...outcome, album: sent.album }, ways);
}

async function attach(
  turn: Turn,
  state: State,
  sent: SentFile,
): Promise<{ state: State; problems: FileProblem[] }> {
  const refused = (...problems: FileProblem[]) => ({ state, problems });
  const before = evidenceOf(state.fields);
  const download = await downloadFile(turn.messenger.api, sent);
  if (download.kind !== 'bytes') return refused(download.kind);
  const kept = await keepFile(turn.deps, {
    personId: turn.person.id,
    file: {
      bytes: download.bytes,
      name: sent.kind === 'photo' ? null : cleanName(sent.name),
      mimeType: sent.kind === 'photo' ? 'image/jpeg' : cleanType(sent.mimeType),
      channelRef: sent.fileId,
    },
  });
  if (kept.kind !== 'kept') return refused(kept.kind);
  const fileIds = [...new Set([...before.fileIds, kept.fileId])];
  // Asked last: one that was attached before, and comes again because its answer was lost, is not too many.
  if (fileIds.length > evidenceLimits.files) return refused('tooMany');
  const caption = addComment(before.comment, sent.caption);
  const change: Partial<EvidenceInput> = {
    fileIds,
    ...(caption.kind === 'ok' ? { comment: caption.text } : {}),
  };
  const moved = await turn.advance(state, { fields: withEvidence(state.fields, change) });
  const isSaid = caption.kind === 'ok' || sent.caption.trim() === '';
  return { state: moved ?? state, problems: isSaid ? [] : ['caption'] };
}

/** A name fit to be shown and sent again: one line without control characters, and no path. */
function cleanName(name: string): string {
  const clean = stripInvisible(name)
    .replace(/[\n/\\]+/g, ' ')
    .trim();
  return clean === '' ? 'file' : clipText(clean, longestName);
}

function cleanType(type: string): string {
  return /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/.test(type) ? type.toLowerCase() : 'application/octet-stream';
}

/** A comment with more words after it; the same words again change nothing. */
function addComment(before: string | null, text: string): ReadReason {
  const read = readReason(stripInvisible(text));
  if (read.kind !== 'ok' || before === null) return read;
  const isThere = before.split('\n').includes(read.text) || before === read.text;
  return isThere ? { kind: 'ok', text: before } : readReason(`${before}\n${read.text}`);
}

/** A text at the step `evidence`: a link, or else a comment. A grade is chosen by buttons alone. */
export async function takeEvidenceText(
  turn: Turn,
  state: State,
  text: string,
  ways: SubmitWays,
): Promise<void> {
  const { t } = turn;
  if (state.step === 'grade') return turn.say(await ways.render(turn, state));
  const read = readLink(text);
  const refuse = async (sentence: Html) => {
    const { buttons = [] } = await ways.render(turn, state);
    await turn.say({ text: sentence, buttons });
  };
  const change = (evidence: Partial<EvidenceInput>) =>
    ways.goOn(turn, state, { step: 'evidence', fields: withEvidence(state.fields, evidence) });
  switch (read.kind) {
    case 'link':
      return change({ link: read.link });
    case 'notWeb':
      return refuse(t('evidence:badLink'));
    case 'tooLong':
      return refuse(t('evidence:linkTooLong', { length: read.length, most: read.most }));
    case 'words': {
      const comment = addComment(evidenceOf(state.fields).comment, text);
      if (comment.kind === 'ok') return change({ comment: comment.text });
      if (comment.kind === 'tooShort') return refuse(t('evidence:commentTooShort'));
      return refuse(t('evidence:commentTooLong', { length: comment.length, most: comment.most }));
    }
  }
}

/** A sticker or a voice message: what is wanted instead depends on the step. */
export async function refuseThing(
  turn: Turn,
  state: State,
  what: UnreadableThing,
  ways: SubmitWays,
): Promise<void> {
  if (state.step !== 'evidence') return turn.say({ text: turn.t(`common:notText.${what}`) });
  const { buttons = [] } = await ways.render(turn, state);
  await turn.say({ text: turn.t('evidence:unreadable'), buttons });
}

/** What was refused as evidence when the value was to be sent: files that are gone are left out of it. */
export async function amendEvidence(
  turn: Turn,
  state: State,
  problem: EvidenceProblem,
  ways: SubmitWays,
): Promise<void> {
  if (problem.kind !== 'unknownFiles')
    return ways.goOn(turn, state, { step: 'evidence', fields: state.fields });
  const fileIds = evidenceOf(state.fields).fileIds.filter((id) => !problem.fileIds.includes(id));
  await turn.note(turn.t.plain('evidence:gone'));
  await ways.goOn(turn, state, { step: 'evidence', fields: withEvidence(state.fields, { fileIds }) });
}

/** The step that evidence leads back to: what is to be sent, or else the question. */
function stepWithout({ typed, noValue }: SubmitFields): string {
  if (noValue !== null && noValue.reason !== null) return 'noValueConfirm';
  return typed === null ? 'value' : 'confirm';
}

/** The buttons of the steps `evidence` and `grade`. */
export function evidenceActions(ways: SubmitWays): BoundAction[] {
  const toStep = (step: string) => (turn: Turn, _: object, state: State) =>
    ways.goOn(turn, state, { step, fields: state.fields });
  const change = (turn: Turn, state: State, evidence: Partial<EvidenceInput>) =>
    ways.goOn(turn, state, { step: 'evidence', fields: withEvidence(state.fields, evidence) });
  const back = (turn: Turn, state: State, fields: SubmitFields) =>
    ways.goOn(turn, state, { step: stepWithout(fields), fields });
  return [
    onStep<Empty, SubmitFields>(openEvidence, toStep('evidence')),
    onStep<Empty, SubmitFields>(openGrade, toStep('grade')),
    onStep<Empty, SubmitFields>(closeEvidence, (turn, _, state) => back(turn, state, state.fields)),
    onStep<{ file: 'int' }, SubmitFields>(removeFile, (turn, { file }, state) =>
      change(turn, state, { fileIds: evidenceOf(state.fields).fileIds.filter((id) => id !== file) }),
    ),
    onStep<Empty, SubmitFields>(removeLink, (turn, _, state) => change(turn, state, { link: null })),
    onStep<Empty, SubmitFields>(removeComment, (turn, _, state) => change(turn, state, { comment: null })),
    onStep<{ name: 'id' }, SubmitFields>(chooseGrade, async (turn, { name }, state) => {
      if (!isDataGrade(name)) return turn.show(await ways.render(turn, state));
      return back(turn, state, withEvidence(state.fields, { grade: name }));
    }),
  ];
}
