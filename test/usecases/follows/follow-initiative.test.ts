import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followInitiative } from '../../../src/usecases/follows/follow-initiative.ts';
import { listFollows } from '../../../src/usecases/follows/list-follows.ts';
import { unfollowInitiative } from '../../../src/usecases/follows/unfollow-initiative.ts';
import { createInitiative } from '../../setup/initiatives.ts';
import { type FeedbackTown, openFeedbackTown } from '../feedback/feedback-town.ts';

describe('following an initiative', () => {
  let town: FeedbackTown;
  beforeAll(async () => {
    town = await openFeedbackTown();
  });
  afterAll(() => town.database.close());

  const listed = async (personId: number) =>
    (await listFollows(town.deps, { personId, page: 0, pageSize: 5 })).items.map(({ id }) => id);

  it('needs a consent', async () => {
    const { id: initiativeId } = await createInitiative(town.deps.db);
    const { id: personId } = await town.person();
    expect(await followInitiative(town.deps, { personId, initiativeId })).toEqual({ kind: 'consentNeeded' });
    expect(await listed(personId)).toEqual([]);
  });

  it('happens once, however often and at once it is asked, and ends', async () => {
    const { id: initiativeId } = await createInitiative(town.deps.db);
    const { id: personId } = await town.citizen();
    const question = { personId, initiativeId };
    const outcomes = await Promise.all([1, 2, 3].map(() => followInitiative(town.deps, question)));
    expect(outcomes).toEqual(Array(3).fill({ kind: 'followed' }));
    expect(await listed(personId)).toEqual([initiativeId]);
    expect(await unfollowInitiative(town.deps, question)).toEqual({ kind: 'unfollowed' });
    expect(await unfollowInitiative(town.deps, question)).toEqual({ kind: 'notFollowed' });
    expect(await listed(personId)).toEqual([]);
  });

  it('needs an initiative that is there', async () => {
    const { id: personId } = await town.citizen();
    const question = { personId, initiativeId: 2_147_483_647 };
    expect(await followInitiative(town.deps, question)).toEqual({ kind: 'notFound' });
  });

  it('is listed newest first, page by page', async () => {
    const { id: personId } = await town.citizen();
    const ids: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { id: initiativeId } = await createInitiative(town.deps.db);
      await followInitiative(town.deps, { personId, initiativeId });
      ids.unshift(initiativeId);
    }
    const page = (number: number) => listFollows(town.deps, { personId, page: number, pageSize: 2 });
    expect((await page(0)).items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(await page(5)).toMatchObject({ total: 3, page: 1, pages: 2 });
  });
});
