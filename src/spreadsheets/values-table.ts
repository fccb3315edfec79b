import { toLocalMoment } from '../i18n/instants.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ExportedValue } from '../usecases/reporting/export-values.ts';
import type { Cell, Table } from './table.ts';

/** Width in characters of each column, in their order. */
const widths = {
  group: 24,
  city: 18,
  kato: 12,
  sphere: 24,
  code: 9,
  kpiKk: 44,
  kpiRu: 44,
  period: 12,
  unit: 12,
  value: 12,
  kind: 18,
  state: 14,
  time: 14,
  submitted: 17,
  approved: 17,
  verified: 17,
  receipt: 13,
} as const;

/** The values of a period as a table, its head and states in one language, names of KPIs in both. */
export function valuesTable(
  { t, timeZone }: { t: Translate; timeZone: string },
  periodKey: string,
  values: readonly ExportedValue[],
): Table {
  const { language } = t;
  const when = (instant: Date | null): Cell => {
    if (instant === null) return null;
    const { date, time } = toLocalMoment(instant, timeZone);
    return { text: `${date} ${time.toString({ smallestUnit: 'minute' })}` };
  };
  return {
    sheet: periodKey,
    columns: Object.entries(widths).map(([name, width]) => ({
      header: t.plain(`completeness:column.${name as keyof typeof widths}`),
      width,
    })),
    rows: values.map((value) => {
      const { standing } = value;
      return [
        { text: value.group[language] },
        { text: value.city[language] },
        value.kato === null ? null : { text: value.kato },
        { text: value.sphere[language] },
        { text: value.kpiCode },
        { text: value.kpi.kk },
        { text: value.kpi.ru },
        { text: periodKey },
        { text: value.unit[language] },
        standing?.value == null ? null : { number: standing.value },
        standing === null || standing.kind === 'value'
          ? null
          : { text: t.plain(`states:valueKind.${standing.kind}`) },
        { text: t.plain(stateKey(value)) },
        standing === null
          ? null
          : { text: t.plain(standing.isOnTime ? 'completeness:onTime' : 'completeness:late') },
        when(standing?.submittedAt ?? null),
        when(standing?.decidedAt ?? null),
        when(standing?.verifiedAt ?? null),
        standing === null ? null : { text: standing.receipt },
      ] satisfies Cell[];
    }),
  };
}

function stateKey({ standing, isReturned }: ExportedValue) {
  if (standing !== null) return `states:value.${standing.state}` as const;
  return isReturned ? ('states:value.returned' as const) : ('states:counted.missing' as const);
}
