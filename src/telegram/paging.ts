import type { Button } from './screen.ts';
import type { Turn } from './turn.ts';

/** Entries on one page, where a screen wants no other number. */
export const pageSize = 8;

export interface Page<T> {
  items: readonly T[];
  /** From 0. */
  page: number;
  pages: number;
}

/** One page of a list; a page that does not exist (any more) becomes the nearest that does. */
export function pageOf<T>(list: readonly T[], page: number, size = pageSize): Page<T> {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const current = Math.min(Math.max(page, 0), pages - 1);
  return { items: list.slice(current * size, (current + 1) * size), page: current, pages };
}

/** The row that turns pages; empty where there is one page only. */
export function pageButtons(
  { t }: Pick<Turn, 't'>,
  { page, pages }: Pick<Page<unknown>, 'page' | 'pages'>,
  button: (text: string, page: number) => Button,
): Button[] {
  return [
    ...(page > 0 ? [button(t.plain('common:button.previousPage'), page - 1)] : []),
    ...(page < pages - 1 ? [button(t.plain('common:button.nextPage'), page + 1)] : []),
  ];
}
