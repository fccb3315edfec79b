import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOwnFeedback, readOwnFeedback } from '../../../src/usecases/feedback/read-own-feedback.ts';
import { type FeedbackTown, openFeedbackTown } from './feedback-town.ts';

describe('my feedback', () => {
  let town: FeedbackTown;
  beforeAll(async () => {
    town = await openFeedbackTown();
  });
  afterAll(() => town.database.close());

  it('is listed newest first, page by page', async () => {
    const author = await town.citizen();
    const ids: number[] = [];
    for (let count = 0; count < 3; count += 1) ids.unshift(await town.give(author.id));
    const page = (number: number) =>
      listOwnFeedback(town.deps, { personId: author.id, page: number, pageSize: 2 });
    expect(await page(0)).toMatchObject({ total: 3, page: 0, pages: 2 });
    const seen = [...(await page(0)).items, ...(await page(1)).items].map(({ id }) => id);
    expect(seen).toEqual(ids);
    expect((await page(-5)).page).toBe(0);
    expect((await page(7)).page).toBe(1);
  });

  it("is read by id and by number, and somebody else's is not found", async () => {
    const author = await town.citizen();
    const other = await town.citizen();
    const id = await town.give(author.id, { mark: 3, place: { lat: 51.2, lon: 51.4 } });
    const own = await readOwnFeedback(town.deps, { personId: author.id, id });
    expect(own).toMatchObject({ kind: 'feedback', id, mark: 3, hasPlace: true, dueOn: '2026-10-27' });
    if (own.kind !== 'feedback') return;
    expect(await readOwnFeedback(town.deps, { personId: author.id, number: own.number })).toEqual(own);
    expect(await readOwnFeedback(town.deps, { personId: other.id, id })).toEqual({ kind: 'notFound' });
    const byNumber = { personId: other.id, number: own.number };
    expect(await readOwnFeedback(town.deps, byNumber)).toEqual({ kind: 'notFound' });
    expect((await listOwnFeedback(town.deps, { personId: other.id, page: 0, pageSize: 5 })).items).toEqual(
      [],
    );
  });
});
