import { createCitySearch } from '../../../domain/cities/find-city.ts';
import type { Tx } from '../../../storage/database.ts';
import type { Actor } from '../../people/actor.ts';
import type { ExpectedValue } from '../expected-values.ts';
import { isOwed } from '../list-owed.ts';
import { readOwnValues } from '../own-values.ts';
import type { BatchRow, RowTrouble } from './batch-row.ts';

/** A line of a message, as it was read. */
export interface GivenLine {
  /** From 1. */
  number: number;
  /** The line, short enough to be repeated. */
  label: string;
  content: /** `city`: as it was named; null where none was. */
  { kind: 'value'; kpiCode: string; city: string | null; text: string } | { kind: 'notALine' };
}

/**
 * Finds out which values of a person the lines of a message are about: the KPI of the named city, or of the only
 * one, in the period whose deadline comes first among those that owe it, else among those that take it.
 */
export async function placeLines(
  tx: Tx,
  now: Date,
  actor: Actor,
  lines: readonly GivenLine[],
): Promise<BatchRow[]> {
  const own = await readOwnValues(tx, now, actor);
  const cities = await tx.city.findMany({
    where: { id: { in: [...new Set(own.map(({ cityId }) => cityId))] } },
  });
  const search = createCitySearch(
    cities.map(({ nameKk, nameRu, shortKk, shortRu, isRated, isOblastCentre, ...city }) => ({
      ...city,
      name: { kk: nameKk, ru: nameRu },
      shortName: { kk: shortKk, ru: shortRu },
      oblastCentre: isOblastCentre,
      rated: isRated,
    })),
  );
  const submissions = await tx.submission.findMany({
    where: {
      cityId: { in: cities.map(({ id }) => id) },
      periodId: { in: [...new Set(own.map(({ period }) => period.id))] },
    },
    select: { cityId: true, kpiCode: true, periodId: true, newest: true },
  });
  const newest = new Map(submissions.map((row) => [keyOf(row), row.newest]));

  return lines.map(({ number, label, content }): BatchRow => {
    if (content.kind !== 'value') return { number, label, key: null, content };
    const place = find(content);
    if (typeof place === 'string') return { number, label, key: null, content: { kind: place } };
    const { cityId, kpiCode, period } = place;
    const key = { cityId, kpiCode, periodKey: period.key };
    return {
      number,
      label,
      key: { ...key, newest: newest.get(keyOf({ ...key, periodId: period.id })) ?? 0 },
      content: { kind: 'value', text: content.text, explanation: null },
    };
  });

  function find(content: { kpiCode: string; city: string | null }): ExpectedValue | RowTrouble {
    const { kpiCode, city } = content;
    const named = city === null ? null : search.find(city).exact.map((match) => match.city);
    if (named !== null && named.length === 0) return 'unknownCity';
    const ofKpi = own.filter(
      (value) => value.kpiCode === kpiCode && (named === null || named.some(({ id }) => id === value.cityId)),
    );
    if (new Set(ofKpi.map(({ cityId }) => cityId)).size > 1) return 'whichCity';
    return ofKpi.find(isOwed) ?? ofKpi[0] ?? 'notYours';
  }
}

function keyOf(slot: { cityId: string; kpiCode: string; periodId: number }): string {
  return `${slot.cityId}|${slot.kpiCode}|${slot.periodId}`;
}
