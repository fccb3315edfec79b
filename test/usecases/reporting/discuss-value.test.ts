import { afterAll, describe, expect, it } from 'vitest';
import { approveValue } from '../../../src/usecases/reporting/approve-value.ts';
import { discussValue, longestContribution } from '../../../src/usecases/reporting/discuss-value.ts';
import { readContributions, readDiscussion } from '../../../src/usecases/reporting/read-discussion.ts';
import { group, openReportingTown } from './reporting-town.ts';

describe('discussing a value', async () => {
  const town = await openReportingTown();
  const { deps, member, head, coordinator, observer, authority, clock } = town;
  const { db } = deps;
  afterAll(() => town.database.close());

  async function submitted(kpiCode: string): Promise<{ submissionId: number; versionId: number }> {
    const outcome = await town.submit(member.id, kpiCode, '50');
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    const { submissionId } = await db.submissionVersion.findUniqueOrThrow({
      where: { id: outcome.versionId },
    });
    return { submissionId, versionId: outcome.versionId };
  }
  const write = async (
    personId: number,
    submissionId: number,
    text: string,
    at?: Awaited<ReturnType<typeof town.step>>,
  ) =>
    discussValue(deps, {
      personId,
      submissionId,
      text,
      at: at ?? (await town.step(personId, 'discussion')),
      next: { step: 'thread1', fields: { submissionId } },
    });
  const sentId = async (outcome: ReturnType<typeof write>) => {
    const sent = await outcome;
    if (sent.kind !== 'sent') throw new Error(sent.kind);
    return sent.messageId;
  };
  const toldOf = async (messageId: number) => {
    const rows = await db.outboxMessage.findMany({
      where: { kind: 'value.discussed' },
      orderBy: { id: 'asc' },
    });
    return rows
      .filter(({ params }) => (params as { messageId: number }).messageId === messageId)
      .flatMap(({ recipientId }) => recipientId ?? [])
      .toSorted((a, b) => a - b);
  };
  const ids = (...people: { id: number }[]) => people.map(({ id }) => id).toSorted((a, b) => a - b);

  it('tells all coordinators what the submitter writes while nobody took part, and later only who did', async () => {
    const { submissionId, versionId } = await submitted('GOV-01');
    expect(await toldOf(await sentId(write(member.id, submissionId, 'Тексеріп шығыңызшы')))).toEqual(
      ids(head, coordinator),
    );
    await approveValue(deps, {
      personId: head.id,
      versionId,
      at: await town.step(head.id, 'review'),
      next: { step: 'card', fields: {} },
    });
    expect(await toldOf(await sentId(write(member.id, submissionId, 'Рақмет')))).toEqual(ids(head));
  });

  it('tells the submitter what a reviewer writes, and whoever wrote before; not every coordinator', async () => {
    const { submissionId } = await submitted('GOV-05');
    expect(await toldOf(await sentId(write(coordinator.id, submissionId, 'Неге?')))).toEqual(ids(member));
    expect(await toldOf(await sentId(write(observer.id, submissionId, 'Біз де білгіміз келеді.')))).toEqual(
      ids(member, head, coordinator),
    );
    expect(await toldOf(await sentId(write(authority.id, submissionId, 'Құжатын қосыңыз.')))).toEqual(
      ids(member, coordinator, observer),
    );
  });

  it('keeps text, author and time, and one audit event that does not repeat the words', async () => {
    const { submissionId } = await submitted('GOV-06');
    const messageId = await sentId(write(head.id, submissionId, '  Неге <аз>?\n'));
    expect(await db.discussionMessage.findUniqueOrThrow({ where: { id: messageId } })).toMatchObject({
      text: 'Неге <аз>?',
      authorId: head.id,
      createdAt: clock.now(),
    });
    const event = await db.auditEvent.findFirstOrThrow({
      where: { kind: 'value.discussed', subject: `submission:${submissionId}` },
      include: { payload: true },
    });
    expect(event).toMatchObject({ chainId: group, actorRef: head.ref });
    expect(event.payload?.payload).toEqual({ message: messageId, length: 10 });
  });

  it('refuses what says nothing and what is too long, and changes nothing', async () => {
    const { submissionId } = await submitted('UTL-01');
    expect(await write(head.id, submissionId, ' \n\u200e ')).toEqual({ kind: 'empty' });
    expect(await write(head.id, submissionId, 'ы'.repeat(longestContribution + 1))).toEqual({
      kind: 'tooLong',
      length: longestContribution + 1,
      most: longestContribution,
    });
    expect((await write(head.id, submissionId, '😀'.repeat(longestContribution))).kind).toBe('sent');
    expect(await db.discussionMessage.count({ where: { submissionId } })).toBe(1);
  });

  it('writes once where the same step comes again or twice at once', async () => {
    const { submissionId } = await submitted('UTL-02');
    const at = await town.step(member.id, 'discussion');
    const outcomes = await Promise.all([1, 2, 3].map(() => write(member.id, submissionId, 'Дайын', at)));
    expect(outcomes.filter(({ kind }) => kind === 'sent')).toHaveLength(1);
    expect(await write(member.id, submissionId, 'Дайын', at)).toEqual({ kind: 'duplicate' });
    await town.step(member.id, 'discussion');
    const old = { ...at, version: at.version - 1 };
    expect(await write(member.id, submissionId, 'Дайын', old)).toEqual({ kind: 'stale' });
    expect(await db.discussionMessage.count({ where: { submissionId } })).toBe(1);
  });

  it('is open to whoever sees the value, and to nobody else', async () => {
    const { submissionId } = await submitted('UTL-03');
    const messageId = await sentId(write(head.id, submissionId, 'Неге?'));
    for (const who of ['member', 'head', 'coordinator', 'observer', 'authority'] as const) {
      const { id: personId } = town[who];
      expect((await readDiscussion(deps, { personId, submissionId })).kind, who).toBe('discussion');
      expect((await write(personId, submissionId, 'Иә')).kind, who).toBe('sent');
    }
    for (const who of ['administrator', 'citizen', 'stranger', 'strangeCoordinator'] as const) {
      const { id: personId } = town[who];
      expect(await readDiscussion(deps, { personId, submissionId }), who).toEqual({ kind: 'noRight' });
      expect(await write(personId, submissionId, 'Иә'), who).toEqual({ kind: 'noRight' });
      expect(await readContributions(deps, { personId, messageIds: [messageId] }), who).toEqual([null]);
    }
    expect(await readDiscussion(deps, { personId: head.id, submissionId: 2_000_000_000 })).toEqual({
      kind: 'notFound',
    });
    expect(await write(head.id, 2_000_000_000, 'Иә')).toEqual({ kind: 'notFound' });
  });

  it('reads page by page, the newest first page, with the role each wrote in', async () => {
    const { submissionId } = await submitted('SAF-01');
    for (let index = 1; index <= 6; index += 1) {
      await write(index % 2 === 0 ? member.id : observer.id, submissionId, `хабар ${index}`);
    }
    const page = async (number: number) => {
      const thread = await readDiscussion(deps, { personId: member.id, submissionId, page: number });
      if (thread.kind !== 'discussion') throw new Error(thread.kind);
      return thread;
    };
    const newest = await page(0);
    expect(newest).toMatchObject({ page: 0, pages: 2, total: 6 });
    expect(newest.messages.map(({ text }) => text)).toEqual(['хабар 3', 'хабар 4', 'хабар 5', 'хабар 6']);
    expect(newest.messages[0]).toMatchObject({ isOwn: false, author: { role: 'observer' } });
    expect(newest.messages[1]).toMatchObject({
      isOwn: true,
      author: { role: 'member', fullName: 'Марат Оспан' },
    });
    expect((await page(9)).messages.map(({ text }) => text)).toEqual(['хабар 1', 'хабар 2']);
  });

  it('tells nobody of their own words, and of what they may not see any more', async () => {
    const { submissionId } = await submitted('SAF-02');
    const messageId = await sentId(write(member.id, submissionId, 'Иә'));
    const read = async (personId: number) =>
      (await readContributions(deps, { personId, messageIds: [messageId] }))[0];
    expect(await read(member.id)).toBeNull();
    expect(await read(head.id)).toMatchObject({ text: 'Иә', about: { periodKey: '2026-Q3' } });
    await db.roleGrant.updateMany({ where: { personId: head.id }, data: { endsAt: clock.now() } });
    expect(await read(head.id)).toBeNull();
  });
});
