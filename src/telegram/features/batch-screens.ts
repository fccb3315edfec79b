import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import type { JudgedRow } from '../../usecases/reporting/batch/batch-row.ts';
import { readBatch } from '../../usecases/reporting/batch/read-batch.ts';
import { readyExplanations } from '../../usecases/reporting/reason.ts';
import { menuButton } from '../go.ts';
import { pageButtons, pageOf } from '../paging.ts';
import { actionButton, type Button, inPairs, lines, type Screen } from '../screen.ts';
import type { Turn } from '../turn.ts';
import {
  askReason,
  type BatchFields,
  type BatchFilter,
  batchFilters,
  dropBatch,
  explainAll,
  getRest,
  getTemplate,
  readRowAs,
  sendAll,
  showPage,
  showRest,
} from './batch-actions.ts';
import { rowLine } from './batch-words.ts';
import { listButton } from './submit-list.ts';
import { reasonWords } from './submit-words.ts';

export type BatchState = DialogueState<BatchFields>;

/** Draws the step that the dialogue is at: `ways`, `preview`, `explain`, `sent`. */
export async function render(turn: Turn, state: BatchState): Promise<Screen> {
  const { step, fields } = state;
  if (step === 'sent' && fields.sent !== null) return sentScreen(turn, state, fields.sent, 'batch:sent');
  if (fields.batchId === null || step === 'ways') return waysScreen(turn);
  const { batchId, explanation } = fields;
  const read = await readBatch(turn.deps, { personId: turn.person.id, batchId, explanation });
  switch (read.kind) {
    case 'noRight':
      return { text: turn.t('common:noRight'), buttons: [[menuButton(turn)]] };
    case 'notFound':
      return { ...waysScreen(turn), text: turn.t('batch:gone') };
    case 'sent':
      return sentScreen(turn, state, read, 'batch:sentBefore');
    case 'batch':
      return step === 'explain'
        ? explainScreen(turn, state, read.rows)
        : previewScreen(turn, state, read.rows);
  }
}

/** How to send many at once. */
export function waysScreen(turn: Turn): Screen {
  const { t } = turn;
  return {
    text: lines(
      t('batch:ways.title'),
      t('batch:ways.file'),
      t('batch:ways.lines'),
      t('batch:ways.example'),
      t('batch:ways.checked'),
    ),
    buttons: [[templateButton(turn)], [listButton(turn), menuButton(turn)]],
  };
}

export function templateButton({ t }: Turn): Button {
  return actionButton(t.plain('batch:button.template'), getTemplate, {});
}

function previewScreen(turn: Turn, state: BatchState, rows: readonly JudgedRow[]): Screen {
  const { t } = turn;
  const { fields, version } = state;
  const of = (kind: JudgedRow['verdict']['kind']) => rows.filter(({ verdict }) => verdict.kind === kind);
  const counts = {
    accepted: of('accepted').length,
    asks: of('asks').length,
    ambiguous: of('ambiguous').length,
    refused: of('refused').length,
  };
  const filter = fields.filter !== 'all' && counts[fields.filter] > 0 ? fields.filter : 'all';
  const shown = pageOf(filter === 'all' ? rows : of(filter), fields.page);
  const to = (text: string, at: { filter: BatchFilter; page: number }) =>
    actionButton(text, showPage, at, version);
  const filters = batchFilters.filter(
    (one) => one === 'all' || (counts[one] > 0 && counts[one] < rows.length),
  );
  return {
    text: lines(
      t('batch:preview.counts', { total: rows.length, ...counts }),
      counts.ambiguous === 0 ? null : t('batch:preview.ambiguous', { count: counts.ambiguous }),
      fields.explanation === null
        ? null
        : t('batch:preview.explained', { text: reasonWords(t, fields.explanation) }),
      ...shown.items.map((row) => rowLine(turn, row)),
      shown.pages > 1 ? t('batch:preview.page', { page: shown.page + 1, pages: shown.pages }) : null,
    ),
    buttons: [
      counts.accepted > 0
        ? [actionButton(t.plain('batch:button.send', { count: counts.accepted }), sendAll, {}, version)]
        : [],
      counts.asks > 0
        ? [actionButton(t.plain('batch:button.explain', { count: counts.asks }), askReason, {}, version)]
        : [],
      ...shown.items.map((row) => readingButtons(turn, row, version)),
      pageButtons(turn, shown, (text, page) => to(text, { filter, page })),
      ...inPairs(
        filters
          .filter((one) => filters.length > 1 && one !== filter)
          .map((one) => to(t.plain(`batch:button.filter.${one}`), { filter: one, page: 0 })),
      ),
      [
        ...(counts.accepted === 0 && fields.batchId !== null ? [restButton(turn, fields.batchId)] : []),
        actionButton(t.plain('batch:button.drop'), dropBatch, {}, version),
        menuButton(turn),
      ],
    ],
  };
}

/** The ways in which a value is not read so far: both of them, or the one that was not chosen. */
function readingButtons({ t }: Turn, { row, readings }: JudgedRow, version: number): Button[] {
  const { number, content } = row;
  const chosen = content.kind === 'value' ? content.reading : undefined;
  return (readings ?? [])
    .filter((reading) => reading !== chosen)
    .toReversed()
    .map((reading) =>
      actionButton(
        t.plain('batch:button.readAs', { number, reading }),
        readRowAs,
        { row: number, reading },
        version,
      ),
    );
}

function restButton({ t }: Turn, batchId: number): Button {
  return actionButton(t.plain('batch:button.rest'), getRest, { batch: batchId });
}

function explainScreen(turn: Turn, { version, fields }: BatchState, rows: readonly JudgedRow[]): Screen {
  const { t } = turn;
  const odd = rows.filter(({ verdict }) => verdict.kind === 'asks');
  return {
    text: t('batch:explain', { count: odd.length }),
    buttons: [
      ...readyExplanations.map((name) => [
        actionButton(t.plain(`submit:explanation.${name}`), explainAll, { name }, version),
      ]),
      [
        actionButton(
          t.plain('common:button.back'),
          showPage,
          { filter: fields.filter, page: fields.page },
          version,
        ),
        menuButton(turn),
      ],
    ],
  };
}

async function sentScreen(
  turn: Turn,
  { version }: BatchState,
  { count, restId }: { count: number; restId: number | null },
  title: 'batch:sent' | 'batch:sentBefore',
): Promise<Screen> {
  const { t } = turn;
  const left = restId === null ? 0 : await countRows(turn, restId);
  return {
    text: lines(t(title, { count }), t('batch:next'), left === 0 ? null : t('batch:left', { count: left })),
    buttons: [
      left === 0 || restId === null
        ? []
        : [actionButton(t.plain('batch:button.showRest'), showRest, {}, version), restButton(turn, restId)],
      [listButton(turn), menuButton(turn)],
    ],
  };
}

async function countRows({ deps, person }: Turn, batchId: number): Promise<number> {
  const read = await readBatch(deps, { personId: person.id, batchId, explanation: null });
  return read.kind === 'batch' ? read.rows.length : 0;
}
