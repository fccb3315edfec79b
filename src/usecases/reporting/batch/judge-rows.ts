import { readNoValue } from '../../../domain/kpi/no-value-words.ts';
import type { Tx } from '../../../storage/database.ts';
import type { Actor } from '../../people/actor.ts';
import { judgeValue } from '../judge-value.ts';
import { judgeSubmission } from '../may-submit.ts';
import { readReason, readStoredReason } from '../reason.ts';
import { type Relations, readRelations } from '../related-values.ts';
import { readNoValueReason } from '../submit-no-value.ts';
import type { NewReport } from '../submit-version.ts';
import type { SlotFacts } from '../value-slot.ts';
import type { BatchRow, GivenValue, JudgedRow, Readings, RowRefusal, RowVerdict } from './batch-row.ts';
import { type NewestVersion, readSlots, type SlotBook } from './read-slots.ts';

interface Question {
  now: Date;
  actor: Actor;
  timeZone: string;
  rows: readonly BatchRow[];
  /** One explanation for every odd value that has none of its own: a ready one as stored, or words. */
  explanation: string | null;
}

/**
 * What would come of sending each row, by the same rules as a single value; and of two rows about the same value
 * the second is refused. Values of the same batch are compared with one another where a rule ties them. A fixed
 * number of queries, whatever the number of rows.
 */
export async function judgeRows(tx: Tx, question: Question): Promise<JudgedRow[]> {
  const { now, actor, timeZone, rows, explanation } = question;
  const book = await readSlots(
    tx,
    now,
    rows.flatMap(({ key }) => key ?? []),
  );
  const seen = new Map<string, number>();
  const placed = rows.map((row) => {
    const facts = row.key === null ? null : book.facts(row.key);
    return { row, facts, refusal: refuse(row, facts) };
  });
  const relations = await readRelations(
    tx,
    placed.flatMap(({ facts, refusal }) => (facts === null || refusal !== null ? [] : toSlot(facts))),
    placed.flatMap(({ row, facts, refusal }) => {
      if (facts === null || refusal !== null || row.content.kind !== 'value') return [];
      const read = judgeValue({ ...row.content, kpi: facts.kpi, previous: [], relations: [] });
      return read.kind === 'value' ? [{ ...toSlot(facts), value: read.value }] : [];
    }),
  );
  return placed.map(({ row, facts, refusal }): JudgedRow => {
    if (refusal !== null) return { row, facts, readings: null, verdict: refused(refusal) };
    if (facts === null || row.content.kind !== 'value') {
      return { row, facts, readings: null, verdict: refused({ kind: 'notFound' }) };
    }
    return {
      row,
      facts,
      readings: readingsOf(row.content, facts),
      verdict: judge({ ...row.content, row }, facts, { book, relations, explanation }),
    };
  });

  function refuse({ key, content, number }: BatchRow, facts: SlotFacts | null): RowRefusal | null {
    if (content.kind !== 'value') return { kind: content.kind };
    if (key === null) return { kind: 'badKey' };
    if (facts === null) return { kind: 'notFound' };
    const notNow = judgeSubmission({ now, actor, facts, responsibilities: book.responsibilities, timeZone });
    if (notNow !== null) return notNow;
    const slot = `${key.cityId}|${key.kpiCode}|${key.periodKey}`;
    const first = seen.get(slot);
    if (first !== undefined) return { kind: 'twice', first };
    seen.set(slot, number);
    return facts.newest === key.newest ? null : { kind: 'overtaken' };
  }
}

function judge(
  given: GivenValue & { row: BatchRow },
  facts: SlotFacts,
  known: { book: SlotBook; relations: Relations; explanation: string | null },
): RowVerdict {
  const { row, text } = given;
  const newest = row.key === null ? null : known.book.newest(row.key);
  const noValue = readNoValue(text);
  if (noValue !== null) {
    if (given.explanation === null) return refused({ kind: 'reasonMissing' });
    const reason = readNoValueReason(noValue, given.explanation);
    if (reason.kind !== 'ok') return refused({ kind: 'badExplanation', problem: reason });
    return acceptUnlessSame({ kind: noValue, value: null, reason: reason.text }, newest, []);
  }
  const judged = judgeValue({
    ...given,
    kpi: facts.kpi,
    previous: known.book.previous(facts),
    relations: known.relations.of(toSlot(facts)),
  });
  if (judged.kind === 'ambiguous') return judged;
  if (judged.kind === 'unreadable') return refused({ kind: 'unreadable', problem: judged.problem, text });
  const { value, warnings } = judged;
  const flags = warnings.map(({ kind }) => kind);
  if (warnings.length === 0) {
    return acceptUnlessSame({ kind: 'value', value, explanation: null, flags }, newest, warnings);
  }
  const explanation = given.explanation ?? known.explanation;
  if (explanation === null) return { kind: 'asks', value, warnings };
  if (readStoredReason(explanation).kind === 'explanation') {
    return acceptUnlessSame({ kind: 'value', value, explanation, flags }, newest, warnings);
  }
  const read = readReason(explanation);
  if (read.kind !== 'ok') return refused({ kind: 'badExplanation', problem: read });
  return acceptUnlessSame({ kind: 'value', value, explanation: read.text, flags }, newest, warnings);
}

function readingsOf({ text, isExact }: GivenValue, { kpi }: SlotFacts): Readings | null {
  if (readNoValue(text) !== null) return null;
  const read = judgeValue({ text, isExact, kpi, previous: [], relations: [] });
  return read.kind === 'ambiguous' ? read.readings : null;
}

/** A returned version may be sent again as it was; another one that says the same makes no new version. */
function acceptUnlessSame(
  report: NewReport,
  newest: NewestVersion | null,
  warnings: Extract<RowVerdict, { kind: 'accepted' }>['warnings'],
): RowVerdict {
  const isSame =
    newest !== null &&
    newest.state !== 'returned' &&
    newest.kind === report.kind &&
    newest.value === report.value &&
    newest.reason === (report.reason ?? null) &&
    newest.explanation === (report.explanation ?? null);
  return isSame ? refused({ kind: 'unchanged' }) : { kind: 'accepted', report, warnings };
}

function refused(why: RowRefusal): RowVerdict {
  return { kind: 'refused', why };
}

export function toSlot({ city, kpi, period }: SlotFacts) {
  return { cityId: city.id, kpiCode: kpi.code, periodId: period.id };
}
