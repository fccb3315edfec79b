import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedbackTarget } from '../../../src/usecases/feedback/read-feedback-target.ts';
import {
  type FeedbackContent,
  longestFeedback,
  sendFeedback,
} from '../../../src/usecases/feedback/send-feedback.ts';
import { day } from '../../setup/clock.ts';
import { createInitiative } from '../../setup/initiatives.ts';
import { seededRandom } from '../../setup/random.ts';
import { type FeedbackTown, openFeedbackTown, otherGroup, westKazakhstan } from './feedback-town.ts';

const aboutCity: FeedbackTarget = { cityId: 'oral', sphereId: 'ecology' };
const words: FeedbackContent = { mark: null, topic: null, text: 'Жарық жоқ', place: null };

describe('a feedback', () => {
  let town: FeedbackTown;
  beforeAll(async () => {
    town = await openFeedbackTown();
  });
  afterAll(() => town.database.close());

  const send = async (
    personId: number,
    content: Partial<FeedbackContent> = {},
    target: FeedbackTarget = aboutCity,
  ) =>
    sendFeedback(town.deps, {
      personId,
      at: await town.step(personId, 'feedback'),
      target,
      content: { ...words, ...content },
      language: 'ru',
    });

  it('is stored with a number and a date fifteen working days ahead', async () => {
    const { db } = town.deps;
    const author = await town.citizen();
    const outcome = await send(author.id, { mark: 2, topic: 'problem', place: { lat: 51.2, lon: 51.4 } });
    // 25 October is a Sunday and the Day of the Republic: the 26th is off in its stead.
    expect(outcome).toMatchObject({ kind: 'accepted', dueOn: '2026-10-27' });
    if (outcome.kind !== 'accepted') return;
    expect(outcome.number).toMatch(/^[1-9]\d{5}$/);
    const row = await db.feedback.findUniqueOrThrow({ where: { id: outcome.feedbackId } });
    expect(row).toMatchObject({
      number: outcome.number,
      authorId: author.id,
      cityId: 'oral',
      sphereId: 'ecology',
      initiativeId: null,
      topic: 'problem',
      mark: 2,
      text: 'Жарық жоқ',
      lat: 51.2,
      lon: 51.4,
      state: 'received',
      language: 'ru',
      dueOn: '2026-10-27',
      dueAt: new Date('2026-10-27T18:00+05:00'),
    });
  });

  it('takes city and sphere from the initiative that it is about', async () => {
    const author = await town.citizen();
    const initiative = await createInitiative(town.deps.db, { cityId: 'aksai', sphereId: 'transport' });
    const outcome = await send(author.id, {}, { initiativeId: initiative.id });
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    const row = await town.deps.db.feedback.findUniqueOrThrow({ where: { id: outcome.feedbackId } });
    expect(row).toMatchObject({ cityId: 'aksai', sphereId: 'transport', initiativeId: initiative.id });
  });

  it('never stores a phone, an IIN, a card or an address, whatever came from the dialogue', async () => {
    const author = await town.citizen();
    const text = 'Тел 8 701 123 45 67, картам 4111 1111 1111 1111, пошта aidos@mail.kz';
    const outcome = await send(author.id, { text });
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    const row = await town.deps.db.feedback.findUniqueOrThrow({ where: { id: outcome.feedbackId } });
    expect(row.text).toBe('Тел •••, картам •••, пошта •••');
  });

  it("owes a word to each coordinator of the city's group and to nobody else", async () => {
    const { db } = town.deps;
    const first = await town.coordinator();
    const second = await town.coordinator();
    await town.coordinator(otherGroup);
    await town.person({ roles: [{ role: 'member', workingGroupId: westKazakhstan }] });
    await town.person({
      roles: [
        {
          role: 'coordinator',
          workingGroupId: westKazakhstan,
          endsAt: new Date('2026-10-01T00:00+05:00'),
        },
      ],
    });
    const author = await town.citizen();
    const feedbackId = await town.give(author.id);
    const owed = await db.outboxMessage.findMany({
      where: { kind: 'feedback.received', params: { equals: { feedbackId } } },
      orderBy: { recipientId: 'asc' },
    });
    expect(owed.map(({ recipientId }) => recipientId)).toEqual([first.id, second.id]);
  });

  it('is written into the chain of the group, without its text', async () => {
    const { db } = town.deps;
    const author = await town.citizen();
    const feedbackId = await town.give(author.id, { text: 'Құпия сөйлем' });
    const event = await db.auditEvent.findFirstOrThrow({
      where: { subject: `feedback:${feedbackId}` },
      include: { payload: true },
    });
    expect(event).toMatchObject({
      chainId: westKazakhstan,
      kind: 'feedback.received',
      actorRef: author.ref,
    });
    expect(event.payload?.payload).toEqual({ feedbackId, cityId: 'oral', initiativeId: null });
  });

  it('is refused without consent, and after it was withdrawn', async () => {
    const { db } = town.deps;
    const stranger = await town.person();
    expect(await send(stranger.id)).toMatchObject({ kind: 'consentNeeded' });
    const author = await town.citizen();
    await db.consent.updateMany({ where: { personId: author.id }, data: { withdrawnAt: new Date() } });
    expect(await send(author.id)).toMatchObject({ kind: 'consentNeeded' });
    const ids = [stranger.id, author.id];
    expect(await db.feedback.count({ where: { authorId: { in: ids } } })).toBe(0);
  });

  it('needs a mark or a word, and takes at most two thousand letters', async () => {
    const author = await town.citizen();
    expect(await send(author.id, { text: null })).toEqual({ kind: 'empty' });
    expect(await send(author.id, { text: ' \n ' })).toEqual({ kind: 'empty' });
    const long = 'я'.repeat(longestFeedback + 1);
    expect(await send(author.id, { text: long })).toEqual({ kind: 'tooLong', length: 2001, max: 2000 });
    expect(await send(author.id, { text: 'я'.repeat(longestFeedback) })).toMatchObject({ kind: 'accepted' });
    expect(await send(author.id, { text: null, mark: 5 })).toMatchObject({ kind: 'accepted' });
  });

  it.each([0, 6, 2.5, Number.NaN])('takes no mark like %s', async (mark) => {
    const author = await town.citizen();
    await expect(send(author.id, { mark })).rejects.toThrow(RangeError);
  });

  it('needs a target that is there', async () => {
    const author = await town.citizen();
    const none = { kind: 'targetGone' };
    expect(await send(author.id, {}, { initiativeId: 2_147_483_647 })).toEqual(none);
    expect(await send(author.id, {}, { cityId: 'nowhere', sphereId: 'ecology' })).toEqual(none);
    expect(await send(author.id, {}, { cityId: 'oral', sphereId: 'nothing' })).toEqual(none);
  });

  it('is limited by day: refused at the limit, taken again after midnight', async () => {
    const perDay = 3;
    const deps = { ...town.deps, settings: { ...town.deps.settings, feedbackPerDay: perDay } };
    const author = await town.citizen();
    const sendLimited = async () =>
      sendFeedback(deps, {
        personId: author.id,
        at: await town.step(author.id, 'feedback'),
        target: aboutCity,
        content: words,
        language: 'kk',
      });
    for (let sent = 0; sent < perDay; sent += 1) expect((await sendLimited()).kind).toBe('accepted');
    expect(await sendLimited()).toEqual({
      kind: 'tooManyToday',
      perDay,
      againAt: new Date('2026-10-06T00:00+05:00'),
    });
    const before = town.clock.now();
    town.clock.moveTo('2026-10-06T00:00+05:00');
    expect((await sendLimited()).kind).toBe('accepted');
    town.clock.moveTo(before);
  });

  it('is taken once for one step, and the repeat answers the same, even at the limit of the day', async () => {
    const deps = { ...town.deps, settings: { ...town.deps.settings, feedbackPerDay: 1 } };
    const author = await town.citizen();
    const at = await town.step(author.id, 'feedback');
    const input = { personId: author.id, at, target: aboutCity, content: words, language: 'kk' as const };
    const first = await sendFeedback(deps, input);
    expect(first.kind).toBe('accepted');
    expect(await sendFeedback(deps, input)).toEqual(first);
    expect(await deps.db.feedback.count({ where: { authorId: author.id } })).toBe(1);
  });

  it('is taken once when the tap is doubled at the same moment', async () => {
    await town.coordinator();
    const author = await town.citizen();
    const at = await town.step(author.id, 'feedback');
    const input = { personId: author.id, at, target: aboutCity, content: words, language: 'kk' as const };
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => sendFeedback(town.deps, input)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]?.kind).toBe('accepted');
    expect(await town.deps.db.feedback.count({ where: { authorId: author.id } })).toBe(1);
  });

  it('is stale for a step that the dialogue has left', async () => {
    const author = await town.citizen();
    const at = await town.step(author.id, 'feedback');
    await town.step(author.id, 'feedback');
    const input = { personId: author.id, at, target: aboutCity, content: words, language: 'kk' as const };
    expect(await sendFeedback(town.deps, input)).toEqual({ kind: 'stale' });
  });

  it('forgets the draft once it is sent', async () => {
    const author = await town.citizen();
    const at = await town.step(author.id, 'feedback');
    await town.deps.db.dialogue.updateMany({
      where: { personId: author.id },
      data: { fields: { text: 'Жарық жоқ' } },
    });
    const outcome = await sendFeedback(town.deps, {
      personId: author.id,
      at,
      target: aboutCity,
      content: words,
      language: 'kk',
    });
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    const dialogue = await town.deps.db.dialogue.findFirstOrThrow({ where: { personId: author.id } });
    expect(dialogue).toMatchObject({ step: 'sent', fields: { number: outcome.number }, isActive: false });
  });

  it('gets another number where the drawn one is taken', async () => {
    const seeds = [seededRandom(99), seededRandom(99)];
    const numbers: string[] = [];
    for (const random of seeds) {
      const author = await town.citizen();
      const outcome = await sendFeedback(
        { ...town.deps, random },
        {
          personId: author.id,
          at: await town.step(author.id, 'feedback'),
          target: aboutCity,
          content: words,
          language: 'kk',
        },
      );
      if (outcome.kind === 'accepted') numbers.push(outcome.number);
    }
    expect(new Set(numbers).size).toBe(2);
  });

  it('keeps the numbers of two who drew the same at once apart', async () => {
    const authors = [await town.citizen(), await town.citizen()];
    const outcomes = await Promise.all(
      authors.map(async ({ id }) =>
        sendFeedback(
          { ...town.deps, random: seededRandom(123) },
          {
            personId: id,
            at: await town.step(id, 'feedback'),
            target: aboutCity,
            content: words,
            language: 'kk',
          },
        ),
      ),
    );
    const numbers = outcomes.map((outcome) => (outcome.kind === 'accepted' ? outcome.number : outcome.kind));
    expect(new Set(numbers).size).toBe(2);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
  });

  it('promises by the calendar: holidays and weekends do not count', async () => {
    const before = town.clock.now();
    town.clock.moveTo('2026-12-11T23:30+05:00');
    const author = await town.citizen();
    const outcome = await send(author.id);
    // 16 December, 1, 2 and 7 January are off, and so are the days that stand in for weekends.
    const calendar = await town.deps.db.calendarYear.findMany({ where: { year: { in: [2026, 2027] } } });
    const off = new Set(calendar.flatMap(({ daysOff }) => daysOff));
    let left = 15;
    let date = new Date('2026-12-11T00:00Z');
    while (left > 0) {
      date = new Date(date.getTime() + day);
      const isWeekend = date.getUTCDay() % 6 === 0;
      const iso = date.toISOString().slice(0, 10);
      const extra = calendar.some(({ extraWorkingDays }) => extraWorkingDays.includes(iso));
      if ((!isWeekend && !off.has(iso)) || extra) left -= 1;
    }
    expect(outcome).toMatchObject({ kind: 'accepted', dueOn: date.toISOString().slice(0, 10) });
    town.clock.moveTo(before);
  });
});
