import type { ValueState } from '../../domain/kpi/submission-state.ts';
import { maySomewhere } from '../../domain/people/permissions.ts';
import type { ValueKind } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { readOwnValues } from './own-values.ts';
import { readNames } from './read-names.ts';
import type { Names, ValueSlot } from './value-slot.ts';

/** A value that a person sent and can still correct: its newest version. */
export interface SentValue {
  slot: ValueSlot;
  city: Names;
  kpi: Names;
  unit: { id: string; label: Names };
  periodKey: string;
  kind: ValueKind;
  /** Plain decimal text; null where there is no number. */
  value: string | null;
  state: ValueState;
}

export type SentOutcome =
  | { kind: 'sent'; values: readonly SentValue[] }
  /** Neither a member nor a coordinator anywhere. */
  | { kind: 'noRight' };

/**
 * The values whose newest version this person sent and that they may still correct, because they answer for
 * them and the period takes values; the latest first.
 */
export async function listSent(deps: Deps, input: { personId: number }): Promise<SentOutcome> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  if (!maySomewhere('submitValue', actor, now)) return { kind: 'noRight' };
  const own = (await readOwnValues(db, now, actor)).filter(({ newest }) => newest !== null);
  const places = new Map(own.map((value) => [keyOf(value.cityId, value.kpiCode, value.period.id), value]));
  const versions = await db.submissionVersion.findMany({
    where: {
      submittedById: actor.id,
      submission: { periodId: { in: [...new Set(own.map(({ period }) => period.id))] } },
    },
    include: { submission: true },
    orderBy: [{ submittedAt: 'desc' }, { id: 'desc' }],
  });
  const sent = versions.filter(
    ({ number, submission: { newest, cityId, kpiCode, periodId } }) =>
      number === newest && places.has(keyOf(cityId, kpiCode, periodId)),
  );
  const names = await readNames(db, {
    cityIds: sent.map(({ submission }) => submission.cityId),
    kpiCodes: sent.map(({ submission }) => submission.kpiCode),
  });
  const units = await readUnits();
  return {
    kind: 'sent',
    values: sent.flatMap(({ submission: { cityId, kpiCode, periodId }, kind, value, state }) => {
      const place = places.get(keyOf(cityId, kpiCode, periodId));
      const unit = units.get(kpiCode);
      if (place === undefined || unit === undefined) return [];
      return [
        {
          slot: { cityId, kpiCode, periodId },
          city: names.city(cityId),
          kpi: names.kpi(kpiCode),
          unit,
          periodKey: place.period.key,
          kind,
          value: value?.toFixed() ?? null,
          state,
        },
      ];
    }),
  };

  async function readUnits(): Promise<Map<string, SentValue['unit']>> {
    const rows = await db.kpiDefinition.findMany({
      where: { version: { active: true }, kpiCode: { in: own.map(({ kpiCode }) => kpiCode) } },
      select: { kpiCode: true, unit: true },
    });
    return new Map(rows.map(({ kpiCode, unit: { id, kk, ru } }) => [kpiCode, { id, label: { kk, ru } }]));
  }
}

function keyOf(cityId: string, kpiCode: string, periodId: number): string {
  return `${cityId}|${kpiCode}|${periodId}`;
}
