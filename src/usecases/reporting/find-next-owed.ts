import { nextOwed, type Whereabouts } from '../../domain/kpi/next-owed.ts';
import type { Deps } from '../deps.ts';
import { loadActor } from '../people/actor.ts';
import { isOwed } from './list-owed.ts';
import { readOwnValues } from './own-values.ts';
import type { ValueSlot } from './value-slot.ts';

/** The value that a person is asked for after another one, or from a list; null where nothing else is owed. */
export async function findNextOwed(
  deps: Deps,
  input: { personId: number; at: Whereabouts | null },
): Promise<ValueSlot | null> {
  const { db } = deps;
  const now = deps.clock.now();
  const actor = await loadActor(db, input.personId, now);
  const values = await readOwnValues(db, now, actor);
  const next = nextOwed(
    values.map((value) => ({ ...value, periodId: value.period.id })),
    isOwed,
    input.at,
  );
  return next === null ? null : { cityId: next.cityId, kpiCode: next.kpiCode, periodId: next.period.id };
}
