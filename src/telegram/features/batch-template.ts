import { formatNumber } from '../../i18n/numbers.ts';
import type { ShownColumn } from '../../spreadsheets/template.ts';
import { type Template, writeTemplate } from '../../spreadsheets/write-template.ts';
import type { TemplateRow } from '../../usecases/reporting/batch/list-template-rows.ts';
import { readStoredReason } from '../../usecases/reporting/reason.ts';
import type { Turn } from '../turn.ts';

/** The name under which a template is sent. */
export const templateName = 'kpi-values.xlsx';

/** The workbook of what is asked for, in both languages: whoever fills it may not be whoever sends it. */
export function makeTemplate(turn: Turn, rows: readonly TemplateRow[]): Uint8Array {
  return writeTemplate(toTemplate(turn, rows));
}

function toTemplate(turn: Turn, rows: readonly TemplateRow[]): Template {
  const kk = turn.inLanguage('kk');
  const ru = turn.inLanguage('ru');
  const both = (key: 'code' | 'city' | 'period' | 'unit' | 'limits' | 'last' | 'value' | 'explanation') =>
    joined(kk.plain(`batch:template.${key}`), ru.plain(`batch:template.${key}`));
  return {
    sheet: joined(kk.plain('batch:template.sheet'), ru.plain('batch:template.sheet')).replace('/', '·'),
    notes: [
      kk.plain('batch:template.how'),
      kk.plain('batch:template.noValue'),
      ru.plain('batch:template.how'),
      ru.plain('batch:template.noValue'),
    ],
    headers: {
      code: both('code'),
      city: both('city'),
      period: both('period'),
      kpiKk: kk.plain('batch:template.kpi'),
      kpiRu: ru.plain('batch:template.kpi'),
      unit: both('unit'),
      limits: both('limits'),
      last: both('last'),
      value: both('value'),
      explanation: both('explanation'),
    },
    rows: rows.map((row) => ({ key: row.key, texts: textsOf(row) })),
  };

  function textsOf({ facts, last, typed }: TemplateRow): Record<ShownColumn, string> {
    const { city, kpi, period, target } = facts;
    const { min, max, decimals } = kpi;
    const limits = (t: typeof kk) =>
      target === null
        ? t.plain('batch:template.range', { min, max, decimals })
        : t.plain('batch:template.rangeAndTarget', { min, max, decimals, target });
    return {
      code: kpi.code,
      city: joined(city.shortName.kk, city.shortName.ru),
      period: joined(
        kk.plain('batch:template.periodOf', { period: period.key }),
        ru.plain('batch:template.periodOf', { period: period.key }),
      ),
      kpiKk: kpi.name.kk,
      kpiRu: kpi.name.ru,
      unit: joined(kpi.unit.label.kk, kpi.unit.label.ru),
      limits: joined(limits(kk), limits(ru)),
      last: last.map((value) => formatNumber(value, decimals)).join('; '),
      value: typed?.text ?? '',
      explanation: explanationOf(typed?.explanation ?? null),
    };
  }

  function explanationOf(stored: string | null): string {
    if (stored === null) return '';
    const reason = readStoredReason(stored);
    return reason.kind === 'explanation' ? turn.t.plain(`submit:explanation.${reason.name}`) : stored;
  }
}

/** Kazakh and Russian, or one of them where they are the same. */
function joined(kk: string, ru: string): string {
  return kk === ru ? kk : `${kk} / ${ru}`;
}
