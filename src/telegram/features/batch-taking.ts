import { createHash } from 'node:crypto';
import { mostLines, type ParsedLine, parseLines } from '../../domain/kpi/parse-lines.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import { clipText, stripInvisible } from '../../i18n/clean-text.ts';
import { mostTemplateRows, type ReadTemplate, readTemplate } from '../../spreadsheets/read-template.ts';
import type { GivenLine } from '../../usecases/reporting/batch/place-lines.ts';
import { type StartInput, startBatch } from '../../usecases/reporting/batch/start-batch.ts';
import { type Download, downloadFile } from '../download-file.ts';
import type { SentDocument } from '../feature.ts';
import { menuButton } from '../go.ts';
import type { Turn } from '../turn.ts';
import { type BatchFields, batchKind, emptyBatch } from './batch-actions.ts';
import { render, templateButton } from './batch-screens.ts';
import { echo } from './submit-refusals.ts';

/** As much of a file's name as is kept. */
const longestName = 120;

/** What is offered, not what is permitted: the use cases decide. */
export function maySubmit(turn: Turn): boolean {
  return maySomewhere('submitValue', turn.person, turn.now);
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
export async function takeDocument(turn: Turn, sent: SentDocument, isAlone: boolean): Promise<boolean> {
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
export async function takeLines(turn: Turn, text: string): Promise<boolean> {
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
