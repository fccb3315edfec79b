/** Names the kind and edition of the template in its hidden column; a sheet without it is none of ours. */
export const templateMark = 'aqyldy-qala/values/1';
/** Stands before each hidden key, so that nothing else is taken for one. */
const keyMark = 'aq1';

/** What a row of the template is about, hidden from the person who fills it. */
export interface RowKey {
  cityId: string;
  kpiCode: string;
  periodKey: string;
  /** Number of the newest version when the template was made; 0 where there was none. */
  newest: number;
}

/** The columns of the template, in their order; the last two are the ones that are filled. */
export const templateColumns = [
  'key',
  'code',
  'city',
  'period',
  'kpiKk',
  'kpiRu',
  'unit',
  'limits',
  'last',
  'value',
  'explanation',
] as const;

export type TemplateColumn = (typeof templateColumns)[number];
export type ShownColumn = Exclude<TemplateColumn, 'key'>;

export function columnNumber(column: TemplateColumn): number {
  return templateColumns.indexOf(column);
}

export function writeRowKey({ cityId, kpiCode, periodKey, newest }: RowKey): string {
  return [keyMark, cityId, kpiCode, periodKey, newest].join('|');
}

/** Null where it is no key, or was changed into something that cannot be one. */
export function readRowKey(text: string): RowKey | null {
  const [mark, cityId = '', kpiCode = '', periodKey = '', newest = '', ...rest] = text.trim().split('|');
  if (mark !== keyMark || rest.length > 0) return null;
  if (![cityId, kpiCode, periodKey].every((id) => /^[\w-]{1,64}$/.test(id))) return null;
  return /^\d{1,6}$/.test(newest) ? { cityId, kpiCode, periodKey, newest: Number(newest) } : null;
}
