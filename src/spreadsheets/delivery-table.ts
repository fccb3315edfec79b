import type { Translate } from '../i18n/translate.ts';
import { failedReasons } from '../usecases/delivery/dead-message.ts';
import type { DeliveryRow } from '../usecases/delivery/report-delivery.ts';
import type { Table } from './table.ts';

/** What became of the messages of some days, a row for each day and thing they were about. */
export function deliveryTable(t: Translate, rows: readonly DeliveryRow[]): Table {
  const counts = ['planned', 'sent', 'waiting', 'dropped', 'failed'] as const;
  return {
    sheet: t.plain('delivery:sheet'),
    columns: [
      { header: t.plain('delivery:column.day'), width: 12 },
      { header: t.plain('delivery:column.area'), width: 22 },
      ...counts.map((name) => ({ header: t.plain(`delivery:column.${name}`), width: 16 })),
      ...failedReasons.map((reason) => ({ header: t.plain(`delivery:reason.${reason}`), width: 26 })),
    ],
    rows: rows.map((row) => [
      { text: row.day },
      { text: t.plain(`delivery:area.${row.area}`) },
      ...counts.map((name) => ({ number: String(row[name]) })),
      ...failedReasons.map((reason) => ({ number: String(row.failedFor[reason] ?? 0) })),
    ]),
  };
}
