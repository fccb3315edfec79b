import { stripInvisible } from '../../i18n/clean-text.ts';
import { joinHtml } from '../../i18n/html.ts';
import { chooseReading } from '../../usecases/reporting/batch/choose-reading.ts';
import { giveUpBatch } from '../../usecases/reporting/batch/give-up-batch.ts';
import { listTemplateRows } from '../../usecases/reporting/batch/list-template-rows.ts';
import { readBatch } from '../../usecases/reporting/batch/read-batch.ts';
import { sendBatch } from '../../usecases/reporting/batch/send-batch.ts';
import { readReason, readyExplanations, storedReady } from '../../usecases/reporting/reason.ts';
import { type DialogueHandler, type Feature, on, onStep } from '../feature.ts';
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
import { maySubmit, takeDocument, takeLines } from './batch-taking.ts';
import { makeTemplate, templateName } from './batch-template.ts';
import { badReasonText } from './submit-refusals.ts';

type Empty = Record<string, never>;

async function open(turn: Turn): Promise<void> {
  if (!maySubmit(turn)) return showNoRight(turn);
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

async function move(
  turn: Turn,
  state: BatchState,
  next: { step?: string; fields?: Partial<BatchFields> },
): Promise<void> {
  const moved = await turn.advance<BatchFields>(state, {
    ...next,
    fields: { ...state.fields, ...next.fields },
  });
  await (moved === null ? showStale(turn, state) : showNow(turn, moved));
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
