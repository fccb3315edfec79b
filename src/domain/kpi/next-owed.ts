/** A value in the order in which it is asked for. */
interface Placed {
  cityId: string;
  periodId: number;
  kpiCode: string;
}

/** Where a person is: at a value, or in the list of a city and period, or of one sphere of it. */
export interface Whereabouts {
  cityId: string;
  periodId: number;
  kpiCode?: string | undefined;
  sphereId?: string | undefined;
}

/**
 * The value to be asked for after another one, of all values in their order, those that are done counted in:
 * the next one that is owed in the same city and period, from its end on from its beginning; where nothing is
 * owed there any more, the next in the order, again from the end to the beginning. From a list, its first one.
 * Never the value that the person is at; null where nothing else is owed.
 */
export function nextOwed<T extends Placed & { sphereId: string }>(
  values: readonly T[],
  isOwed: (value: T) => boolean,
  at: Whereabouts | null,
): T | null {
  if (at === null) return values.find(isOwed) ?? null;
  const inGroup = ({ cityId, periodId }: Placed) => cityId === at.cityId && periodId === at.periodId;
  const isHere = (value: T) => inGroup(value) && value.kpiCode === at.kpiCode;
  const start = at.kpiCode === undefined ? values.findIndex(inGroup) : values.findIndex(isHere) + 1;
  const turned = [...values.slice(Math.max(start, 0)), ...values.slice(0, Math.max(start, 0))].filter(
    (value) => isOwed(value) && !isHere(value),
  );
  return (
    turned.find((value) => inGroup(value) && value.sphereId === at.sphereId) ??
    turned.find(inGroup) ??
    turned[0] ??
    null
  );
}
