import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFeedback, longestAnswer } from '../../../src/usecases/feedback/answer-feedback.ts';
import { listFeedbackToAnswer } from '../../../src/usecases/feedback/list-feedback-to-answer.ts';
import { readFeedbackToAnswer } from '../../../src/usecases/feedback/read-feedback-to-answer.ts';
import { takeFeedback } from '../../../src/usecases/feedback/take-feedback.ts';
import { readObligations } from '../../../src/usecases/obligations/read-obligations.ts';
import { deleteMe } from '../../../src/usecases/privacy/delete-me.ts';
import { day, minute } from '../../setup/clock.ts';
import type { NewPerson, TestPerson } from '../../setup/people.ts';
import { type FeedbackTown, openFeedbackTown, otherGroup, westKazakhstan } from './feedback-town.ts';

const inKazakh = { kk: 'Жарық қосылды.', ru: null };

describe('answering feedback', () => {
  let town: FeedbackTown;
  let author: TestPerson;
  let coordinator: TestPerson;
  beforeAll(async () => {
    town = await openFeedbackTown();
    author = await town.citizen({ fullName: 'Құпия Автор' });
    coordinator = await town.coordinator();
  });
  afterAll(() => town.database.close());

  const answer = async (
    personId: number,
    feedbackId: number,
    texts: { kk: string | null; ru: string | null },
  ) =>
    answerFeedback(town.deps, {
      personId,
      at: await town.step(personId, 'answer'),
      feedbackId,
      answer: texts,
    });
  const stateOf = async (id: number) =>
    (await town.deps.db.feedback.findUniqueOrThrow({ where: { id } })).state;

  describe('is for coordinators of the group alone', () => {
    const group = westKazakhstan;
    const others: [string, NewPerson][] = [
      ['a citizen', {}],
      ['a member', { roles: [{ role: 'member', workingGroupId: group }] }],
      ['an observer', { roles: [{ role: 'observer', workingGroupId: group }] }],
      ['a coordinator of another group', { roles: [{ role: 'coordinator', workingGroupId: otherGroup }] }],
      ['the authority', { roles: [{ role: 'authority' }] }],
      ['an administrator', { roles: [{ role: 'administrator' }] }],
      [
        'a coordinator whose role ended',
        {
          roles: [{ role: 'coordinator', workingGroupId: group, endsAt: new Date('2026-10-05T10:00+05:00') }],
        },
      ],
      [
        'a coordinator whose role has not begun',
        {
          roles: [
            { role: 'coordinator', workingGroupId: group, startsAt: new Date('2026-10-05T10:01+05:00') },
          ],
        },
      ],
    ];

    it.each(others)('%s', async (_, who) => {
      const person = await town.person(who);
      const feedbackId = await town.give(author.id);
      const { deps } = town;
      const question = { personId: person.id, feedbackId };
      expect(await readFeedbackToAnswer(deps, question)).toEqual({ kind: 'notAllowed' });
      expect(await takeFeedback(deps, question)).toEqual({ kind: 'notAllowed' });
      expect(await answer(person.id, feedbackId, inKazakh)).toEqual({ kind: 'notAllowed' });
      expect(await stateOf(feedbackId)).toBe('received');
      const isElsewhere = who.roles?.[0]?.workingGroupId === otherGroup;
      const queue = await listFeedbackToAnswer(deps, { personId: person.id, page: 0, pageSize: 5 });
      expect(queue).toEqual(
        isElsewhere ? { kind: 'queue', items: [], total: 0, page: 0, pages: 1 } : { kind: 'notAllowed' },
      );
      const filter = { personId: person.id, kinds: ['answer' as const] };
      expect(await readObligations(deps.db, deps.clock.now(), deps.settings.timeZone, filter)).toEqual([]);
    });

    it('a coordinator of it', async () => {
      const feedbackId = await town.give(author.id);
      const question = { personId: coordinator.id, feedbackId };
      expect(await readFeedbackToAnswer(town.deps, question)).toMatchObject({ kind: 'feedback' });
      expect(await takeFeedback(town.deps, question)).toEqual({ kind: 'taken' });
      expect(await answer(coordinator.id, feedbackId, inKazakh)).toEqual({ kind: 'answered' });
      expect(await stateOf(feedbackId)).toBe('answered');
    });
  });

  it('shows an official nothing of the author', async () => {
    const feedbackId = await town.give(author.id);
    const card = await readFeedbackToAnswer(town.deps, { personId: coordinator.id, feedbackId });
    const queue = await listFeedbackToAnswer(town.deps, { personId: coordinator.id, page: 0, pageSize: 99 });
    const shown = JSON.stringify([card, queue]);
    expect(shown).not.toContain('Құпия Автор');
    expect(shown).not.toContain(author.ref);
    expect(shown).not.toMatch(/author/i);
  });

  it('owes the answer to the author once, and keeps its text out of the audit', async () => {
    const { db } = town.deps;
    const feedbackId = await town.give(author.id);
    await answer(coordinator.id, feedbackId, { kk: ' Жарық қосылды. ', ru: 'Свет включили.' });
    expect(await db.feedback.findUniqueOrThrow({ where: { id: feedbackId } })).toMatchObject({
      state: 'answered',
      answerKk: 'Жарық қосылды.',
      answerRu: 'Свет включили.',
      answeredById: coordinator.id,
      answeredAt: town.clock.now(),
    });
    const owed = await db.outboxMessage.findMany({
      where: { kind: 'feedback.answered', params: { equals: { feedbackId } } },
    });
    expect(owed.map(({ recipientId }) => recipientId)).toEqual([author.id]);
    const event = await db.auditEvent.findFirstOrThrow({
      where: { subject: `feedback:${feedbackId}`, kind: 'feedback.answered' },
      include: { payload: true },
    });
    expect(event.chainId).toBe(westKazakhstan);
    expect(event.actorRef).toBe(coordinator.ref);
    expect(event.payload?.payload).toEqual({ feedbackId, inKazakh: true, inRussian: true });
  });

  it('owes nothing where the author is gone', async () => {
    const { db } = town.deps;
    const feedbackId = await town.give(author.id);
    await db.feedback.update({ where: { id: feedbackId }, data: { authorId: null } });
    expect(await answer(coordinator.id, feedbackId, inKazakh)).toEqual({ kind: 'answered' });
    expect(
      await db.outboxMessage.count({
        where: { kind: 'feedback.answered', params: { equals: { feedbackId } } },
      }),
    ).toBe(0);
  });

  it('takes each feedback once', async () => {
    const feedbackId = await town.give(author.id);
    const people = [coordinator, await town.coordinator()];
    const outcomes = await Promise.all(
      people.map(({ id }) => takeFeedback(town.deps, { personId: id, feedbackId })),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['notWaiting', 'taken']);
    const events = await town.deps.db.auditEvent.count({
      where: { subject: `feedback:${feedbackId}`, kind: 'feedback.taken' },
    });
    expect(events).toBe(1);
    await answer(coordinator.id, feedbackId, inKazakh);
    expect(await takeFeedback(town.deps, { personId: coordinator.id, feedbackId })).toEqual({
      kind: 'notWaiting',
      state: 'answered',
    });
  });

  it('lets the first of two coordinators answer and overwrites nothing', async () => {
    const feedbackId = await town.give(author.id);
    const people = [coordinator, await town.coordinator()];
    const steps = await Promise.all(people.map(({ id }) => town.step(id, 'answer')));
    const outcomes = await Promise.all(
      people.map(({ id }, index) =>
        answerFeedback(town.deps, {
          personId: id,
          at: steps[index] ?? { personId: id, kind: 'answer', version: 0 },
          feedbackId,
          answer: { kk: `Жауап ${index}`, ru: null },
        }),
      ),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['alreadyAnswered', 'answered']);
    const winner = outcomes.findIndex(({ kind }) => kind === 'answered');
    const row = await town.deps.db.feedback.findUniqueOrThrow({ where: { id: feedbackId } });
    expect(row).toMatchObject({ answerKk: `Жауап ${winner}`, answeredById: people[winner]?.id });
  });

  it('answers a repeat as the first time, and a later one with what was first', async () => {
    const feedbackId = await town.give(author.id);
    const at = await town.step(coordinator.id, 'answer');
    const input = { personId: coordinator.id, at, feedbackId, answer: inKazakh };
    const outcomes = await Promise.all([answerFeedback(town.deps, input), answerFeedback(town.deps, input)]);
    expect(outcomes).toEqual([{ kind: 'answered' }, { kind: 'answered' }]);
    const other = { kk: 'Басқа жауап', ru: null };
    expect(await answer(coordinator.id, feedbackId, other)).toEqual({
      kind: 'alreadyAnswered',
      at: town.clock.now(),
    });
    const events = await town.deps.db.auditEvent.count({
      where: { subject: `feedback:${feedbackId}`, kind: 'feedback.answered' },
    });
    expect(events).toBe(1);
  });

  it('is stale for a step that the dialogue has left, and changes nothing', async () => {
    const feedbackId = await town.give(author.id);
    const at = await town.step(coordinator.id, 'answer');
    await town.step(coordinator.id, 'answer');
    const input = { personId: coordinator.id, at, feedbackId, answer: inKazakh };
    expect(await answerFeedback(town.deps, input)).toEqual({ kind: 'stale' });
    expect(await stateOf(feedbackId)).toBe('received');
  });

  it('finds it closed where the author was forgotten meanwhile', async () => {
    const leaver = await town.citizen();
    const feedbackId = await town.give(leaver.id);
    const at = await town.step(leaver.id, 'deletion');
    await deleteMe(town.deps, { personId: leaver.id, keepTexts: false, at });
    expect(await answer(coordinator.id, feedbackId, inKazakh)).toEqual({ kind: 'closed' });
    expect(await stateOf(feedbackId)).toBe('closed');
  });

  it('wants words, not too many, in either language', async () => {
    const feedbackId = await town.give(author.id);
    expect(await answer(coordinator.id, feedbackId, { kk: ' ', ru: null })).toEqual({ kind: 'empty' });
    const long = 'я'.repeat(longestAnswer + 1);
    expect(await answer(coordinator.id, feedbackId, { kk: 'Жарық.', ru: long })).toEqual({
      kind: 'tooLong',
      length: longestAnswer + 1,
      max: longestAnswer,
    });
    expect(await answer(coordinator.id, feedbackId, { kk: null, ru: 'Свет есть.' })).toEqual({
      kind: 'answered',
    });
  });

  it('knows neither a feedback that is not there nor a hidden one', async () => {
    const { db } = town.deps;
    const hidden = await town.give(author.id);
    await db.feedback.update({ where: { id: hidden }, data: { hiddenAt: town.clock.now() } });
    for (const feedbackId of [hidden, 2_147_483_647]) {
      const question = { personId: coordinator.id, feedbackId };
      expect(await readFeedbackToAnswer(town.deps, question)).toEqual({ kind: 'notFound' });
      expect(await takeFeedback(town.deps, question)).toEqual({ kind: 'notFound' });
      expect(await answer(coordinator.id, feedbackId, inKazakh)).toEqual({ kind: 'notFound' });
    }
  });

  it('lists what waits by age, with the working days left', async () => {
    const before = town.clock.now();
    await town.deps.db.feedback.deleteMany();
    const official = await town.coordinator();
    const ids: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push(await town.give(author.id));
      town.clock.advance(minute);
    }
    await town.give(author.id, {}, { cityId: 'aktobe_city', sphereId: 'ecology' });
    const list = (page: number) =>
      listFeedbackToAnswer(town.deps, { personId: official.id, page, pageSize: 2 });
    const [first, second, beyond] = [await list(0), await list(1), await list(9)];
    expect(first).toMatchObject({ kind: 'queue', total: 3, page: 0, pages: 2 });
    expect(beyond).toEqual(second);
    const items = [first, second].flatMap((queue) => (queue.kind === 'queue' ? queue.items : []));
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect(items.map(({ workingDaysLeft }) => workingDaysLeft)).toEqual([15, 15, 15]);
    town.clock.advance(30 * day);
    const late = await list(0);
    expect(late.kind === 'queue' && late.items[0]?.workingDaysLeft).toBe(-6);
    town.clock.moveTo(before);
  });
});
