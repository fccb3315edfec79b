import { createHash } from 'node:crypto';
import { mostLines, type ParsedLine, parseLines } from '../../domain/kpi/parse-lines.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import { clipText, stripInvisible } from '../../i18n/clean-text.ts';
import { joinHtml } from '../../i18n/html.ts';
import { mostTemplateRows, type ReadTemplate, readTemplate } from '../../spreadsheets/read-template.ts';
import { chooseReading } from '../../usecases/reporting/batch/choose-reading.ts';
import { giveUpBatch } from '../../usecases/reporting/batch/give-up-batch.ts';
import { listTemplateRows } from '../../usecases/reporting/batch/list-template-rows.ts';
import type { GivenLine } from '../../usecases/reporting/batch/place-lines.ts';
import { readBatch } from '../../usecases/reporting/batch/read-batch.ts';
import { sendBatch } from '../../usecases/reporting/batch/send-batch.ts';
import { type StartInput, startBatch } from '../../usecases/reporting/batch/start-batch.ts';
import { readReason, readyExplanations, storedReady } from '../../usecases/reporting/reason.ts';
import { type Download, downloadFile } from '../download-file.ts';
import { type DialogueHandler, type Feature, on, onStep, type SentDocument } from '../feature.ts';
import { menuButton } from '../go.ts';
import { stepOf, type Turn } from '../turn.ts';
import {
  askReason,
  type BatchFields,
  batchFilters,
  batchKind,
  dropBatch,
  emptyBatch,
  explainAll,
  getRest,
  getTemplate,
  openBatch,
  readRowAs,
  sendAll,
  showPage,
  showRest,
} from './batch-actions.ts';
import { type BatchState, render, templateButton, waysScreen } from './batch-screens.ts';
import { makeTemplate, templateName } from './batch-template.ts';
import { badReasonText, echo } from './submit-refusals.ts';

type Empty = Record<string, never>;

/** As much of a file's name as is kept. */
const longestName = 120;

/** What is offered, not what is permitted: the use cases decide. */
function maySubmit(turn: Turn): boolean {
  return maySomewhere('submitValue', turn.person, turn.now);
}

async function open(turn: Turn): Promise<void> {
  if (!maySubmit(turn)) {
    return showNoRight(turn);
  }
  const before = await turn.read<BatchFields>(batchKind);
  const isUnsent = before !== null && isOpen(before);
  const fields = isUnsent ? before.fields : emptyBatch;
  const state = await turn.begin<BatchFields>(batchKind, isUnsent ? 'preview' : 'ways', fields);
  await turn.show(await render(turn, state));
}

/** Whether rows were brought and not sent yet. */
function isOpen({ step, fields }: BatchState): boolean {
  return fields.batchId !== null && (step === 'preview' || step === 'explain');
}

async function giveTemplate(turn: Turn, batchId?: number): Promise<void> {
  const { t, deps, person } = turn;
  const listed = await listTemplateRows(deps, { personId: person.id, batchId });
  switch (listed.kind) {
    case 'noRight':
      return showNoRight(turn);
    case 'nothingOwed':
      return turn.note(t.plain('batch:nothingOwed'));
    case 'rows':
      break;
  }
  const { rows, left } = listed;
  await turn.sendFile({
    bytes: makeTemplate(turn, rows),
    name: templateName,
    caption: joinHtml(
      [
        t('batch:caption', { count: rows.length }),
        ...(left === 0 ? [] : [t('batch:captionLeft', { count: left })]),
      ],
      '\n',
    ),
  });
}

/** Keeps what was brought, and shows what would come of it. */
async function start(turn: Turn, given: StartInput['given'], content: Uint8Array | string): Promise<void> {
  const { deps, person } = turn;
  const before = await turn.read<BatchFields>(batchKind);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const actionKey = `batch.start:${person.id}:${before?.version ?? 0}:${digest}`;
  const outcome = await startBatch(deps, { personId: person.id, given, actionKey });
  if (outcome.kind === 'noRight') {
    return turn.say({ text: turn.t('common:noRight'), buttons: [[menuButton(turn)]] });
  }
  const fields = { ...emptyBatch, batchId: outcome.batchId };
  const state = await turn.begin<BatchFields>(batchKind, 'preview', fields);
  await turn.say(await render(turn, state));
}

/** A document: our template, or one that is refused in a sentence. `isAlone`: it can be meant for nothing else. */
async function takeDocument(turn: Turn, sent: SentDocument, isAlone: boolean): Promise<boolean> {
  if (!maySubmit(turn)) return false;
  const download = await downloadFile(turn.messenger.api, sent);
  const read = download.kind === 'bytes' ? await readTemplate(download.bytes) : download;
  if (!isAlone && !isTemplate(read)) return false;
  if (read.kind !== 'filled' || download.kind !== 'bytes') {
    await refuseFile(turn, read);
    return true;
  }
  const rows = read.rows.map(({ number, code, key, content }) => ({ number, label: code, key, content }));
  const fileName = clipText(stripInvisible(sent.name).replace(/\s+/g, ' ').trim(), longestName);
  await start(turn, { source: 'file', fileName, rows }, download.bytes);
  return true;
}

type FileOutcome = ReadTemplate | Exclude<Download, { kind: 'bytes' }>;

function isTemplate({ kind }: FileOutcome): boolean {
  return kind === 'filled' || kind === 'empty';
}

async function refuseFile(turn: Turn, read: FileOutcome): Promise<void> {
  const { t } = turn;
  if (read.kind === 'filled') return;
  const text =
    read.kind === 'tooManyRows'
      ? t('batch:file.tooManyRows', { most: mostTemplateRows })
      : t(`batch:file.${read.kind}`);
  await turn.say({ text, buttons: [[templateButton(turn), menuButton(turn)]] });
}

/** Lines of values; false where the text is none. */
async function takeLines(turn: Turn, text: string): Promise<boolean> {
  if (!maySubmit(turn)) return false;
  const read = parseLines(text);
  if (read.kind === 'notLines') return false;
  if (read.kind === 'tooMany') {
    await turn.say({
      text: turn.t('batch:tooManyLines', { most: mostLines }),
      buttons: [[templateButton(turn), menuButton(turn)]],
    });
    return true;
  }
  const lines = read.lines.map(({ number, text: line, content }) => ({
    number,
    label: echo(stripInvisible(line)),
    content: toGiven(content),
  }));
  await start(turn, { source: 'lines', lines }, text);
  return true;
}

function toGiven(content: ParsedLine['content']): GivenLine['content'] {
  if (content.kind !== 'value') return content;
  const { kpiCode, city, value } = content;
  return { kind: 'value', kpiCode, city, text: value };
}

async function move(
  turn: Turn,
  state: BatchState,
  next: { step?: string; fields?: Partial<BatchFields> },
): Promise<void> {
  const moved = await turn.advance<BatchFields>(state, {
    ...next,
    fields: { ...state.fields, ...next.fields },
  });
  if (moved === null) await turn.note(turn.t.plain('common:staleButton'));
  await showNow(turn, moved ?? state);
}

async function showNow(turn: Turn, state: BatchState): Promise<void> {
  await turn.show(await render(turn, (await turn.read<BatchFields>(batchKind)) ?? state));
}

async function showStale(turn: Turn, state: BatchState): Promise<void> {
  await turn.note(turn.t.plain('common:staleButton'));
  await showNow(turn, state);
}

function showNoRight(turn: Turn): Promise<void> {
  return turn.show({ text: turn.t('common:noRight'), buttons: [[menuButton(turn)]] });
}

async function chooseRowReading(
  turn: Turn,
  state: BatchState,
  { row, reading }: { row: number; reading: string },
): Promise<void> {
  const { deps, person } = turn;
  const { batchId } = state.fields;
  if (batchId === null) return showNow(turn, state);
  const outcome = await chooseReading(deps, {
    personId: person.id,
    batchId,
    row,
    reading,
    at: stepOf(state),
  });
  switch (outcome.kind) {
    case 'chosen':
    case 'notOffered':
      return showNow(turn, state);
    case 'stale':
      return showStale(turn, state);
    case 'noRight':
      return showNoRight(turn);
  }
}

async function explain(turn: Turn, state: BatchState, explanation: string): Promise<void> {
  await move(turn, state, { step: 'preview', fields: { explanation, filter: 'all', page: 0 } });
}

async function send(turn: Turn, state: BatchState): Promise<void> {
  const { t, deps, person } = turn;
  const { batchId, explanation } = state.fields;
  if (batchId === null) return showNow(turn, state);
  const outcome = await sendBatch(deps, {
    personId: person.id,
    batchId,
    explanation,
    at: stepOf(state),
    next: (sent) => ({ step: 'sent', fields: { ...emptyBatch, batchId, sent } satisfies BatchFields }),
  });
  switch (outcome.kind) {
    case 'sent':
    case 'duplicate':
    case 'notFound':
      return showNow(turn, state);
    case 'nothingToSend':
      await turn.note(t.plain('batch:nothingToSend'));
      return showNow(turn, state);
    case 'stale':
      return showStale(turn, state);
    case 'noRight':
      return showNoRight(turn);
  }
}

/** The batch of what was not sent; also where another handler sent it. */
async function findRest(turn: Turn, { fields }: BatchState): Promise<number | null> {
  if (fields.sent !== null || fields.batchId === null) return fields.sent?.restId ?? null;
  const { batchId } = fields;
  const read = await readBatch(turn.deps, { personId: turn.person.id, batchId, explanation: null });
  return read.kind === 'sent' ? read.restId : null;
}

const batchDialogue: DialogueHandler<BatchFields> = {
  kind: batchKind,
  render,
  hasUnsent: isOpen,
  async onText(turn, state, text) {
    if (await takeLines(turn, text)) return;
    if (state.step !== 'explain') {
      const { buttons = [] } = await render(turn, state);
      return turn.say({ text: turn.t('batch:notLines'), buttons });
    }
    const read = readReason(stripInvisible(text));
    if (read.kind === 'ok') return explain(turn, state, read.text);
    const { buttons = [] } = await render(turn, state);
    return turn.say({ text: badReasonText(turn, read), buttons });
  },
  async onOther(turn, _, sent) {
    if (sent.kind === 'document' && (await takeDocument(turn, sent, true))) return;
    await turn.say({
      text: turn.t('batch:onlyFile'),
      buttons: [[templateButton(turn), menuButton(turn)]],
    });
  },
};

/** Many values at once: a template to fill, or a message of lines; what each row gives; one button to send them. */
export const batchFeature: Feature = {
  actions: [
    on(openBatch, open),
    on(getTemplate, (turn) => giveTemplate(turn)),
    on(getRest, (turn, { batch }) => giveTemplate(turn, batch)),
    onStep<{ filter: 'id'; page: 'int' }, BatchFields>(showPage, (turn, { filter, page }, state) =>
      move(turn, state, {
        step: 'preview',
        fields: { filter: batchFilters.find((known) => known === filter) ?? 'all', page },
      }),
    ),
    onStep<{ row: 'int'; reading: 'id' }, BatchFields>(readRowAs, (turn, chosen, state) =>
      chooseRowReading(turn, state, chosen),
    ),
    onStep<Empty, BatchFields>(askReason, (turn, _, state) => move(turn, state, { step: 'explain' })),
    onStep<{ name: 'id' }, BatchFields>(explainAll, async (turn, { name }, state) => {
      const ready = readyExplanations.find((known) => known === name);
      return ready === undefined ? showNow(turn, state) : explain(turn, state, storedReady(ready));
    }),
    onStep<Empty, BatchFields>(sendAll, (turn, _, state) => send(turn, state)),
    onStep<Empty, BatchFields>(showRest, async (turn, _, state) => {
      const restId = await findRest(turn, state);
      if (restId === null) return showNow(turn, state);
      return move(turn, state, { step: 'preview', fields: { ...emptyBatch, batchId: restId } });
    }),
    onStep<Empty, BatchFields>(dropBatch, async (turn, _, state) => {
      await giveUpBatch(turn.deps, { personId: turn.person.id });
      await turn.advance<BatchFields>(state, { step: 'ways', fields: emptyBatch });
      await turn.show(waysScreen(turn));
    }),
  ],
  dialogues: [batchDialogue],
  offers: {
    text: takeLines,
    document: async (turn, sent, isAlone) =>
      /\.xls[xm]?$/i.test(sent.name) && takeDocument(turn, sent, isAlone),
  },
};
