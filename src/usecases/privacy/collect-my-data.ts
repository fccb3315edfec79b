import type { Deps } from '../deps.ts';
import { notBlank } from '../dialogue/dialogue-state.ts';

/**
 * Everything that is kept about a person, as one JSON document: UTF-8, two spaces, instants in ISO 8601, exact
 * decimals as text. People of this installation other than the person are not named in it.
 */
export async function collectMyData(deps: Deps, personId: number): Promise<Uint8Array> {
  const { db } = deps;
  const { id: _, ...person } = await db.person.findUniqueOrThrow({
    where: { id: personId },
    include: {
      identity: { select: { channel: true, externalId: true, userName: true, linkedAt: true } },
      grants: {
        select: {
          role: true,
          workingGroupId: true,
          isHead: true,
          startsAt: true,
          endsAt: true,
          source: true,
        },
        orderBy: { id: 'asc' },
      },
      assignments: {
        select: { cityId: true, sphereId: true, kpiCode: true, startsAt: true, endsAt: true },
        orderBy: { id: 'asc' },
      },
      absences: {
        select: { from: true, to: true, acceptedAt: true, declinedAt: true, endedAt: true },
        orderBy: { id: 'asc' },
      },
      standIns: {
        select: { from: true, to: true, acceptedAt: true, declinedAt: true, endedAt: true },
        orderBy: { id: 'asc' },
      },
      consents: {
        select: { purpose: true, textVersion: true, language: true, givenAt: true, withdrawnAt: true },
        orderBy: { id: 'asc' },
      },
      invitationsUsed: {
        select: {
          role: true,
          workingGroupId: true,
          fullName: true,
          post: true,
          guestName: true,
          openedAt: true,
        },
        orderBy: { id: 'asc' },
      },
      invitationsMade: {
        select: { role: true, workingGroupId: true, createdAt: true, expiresAt: true },
        orderBy: { id: 'asc' },
      },
      feedback: {
        omit: { id: true, authorId: true, answeredById: true, actionKey: true },
        orderBy: { id: 'asc' },
      },
      feedbackAnswered: {
        select: { number: true, answeredAt: true, answerKk: true, answerRu: true },
        orderBy: { id: 'asc' },
      },
      discussion: { select: { submissionId: true, text: true, createdAt: true }, orderBy: { id: 'asc' } },
      follows: {
        select: { cityId: true, initiative: { select: { code: true } }, createdAt: true },
        orderBy: { id: 'asc' },
      },
      dialogues: {
        where: notBlank,
        select: { kind: true, step: true, fields: true, updatedAt: true },
        orderBy: { kind: 'asc' },
      },
      outbox: {
        select: { kind: true, state: true, createdAt: true, finishedAt: true },
        orderBy: { id: 'asc' },
      },
      reminders: { select: { obligationKey: true, stage: true, sentOn: true }, orderBy: { id: 'asc' } },
      snoozes: {
        select: { obligationKeys: true, until: true, createdAt: true, endedAt: true },
        orderBy: { id: 'asc' },
      },
      initiatives: { select: { code: true }, orderBy: { id: 'asc' } },
      broadcasts: {
        select: { audience: true, textKk: true, textRu: true, state: true, startedAt: true, total: true },
        orderBy: { id: 'asc' },
      },
      strategySections: { select: { strategyId: true, number: true }, orderBy: { id: 'asc' } },
      files: {
        select: { name: true, size: true, mimeType: true, sha256: true, createdAt: true },
        orderBy: { id: 'asc' },
      },
    },
  });
  const about = { select: { cityId: true, kpiCode: true, period: { select: { key: true } } } };
  const submitted = await db.submissionVersion.findMany({
    where: { submittedById: personId },
    select: {
      submission: about,
      number: true,
      kind: true,
      value: true,
      state: true,
      grade: true,
      comment: true,
      explanation: true,
      link: true,
      receipt: true,
      submittedAt: true,
    },
    orderBy: { id: 'asc' },
  });
  const decided = await db.submissionVersion.findMany({
    where: { OR: [{ decidedById: personId }, { verifiedById: personId }] },
    select: {
      submission: about,
      number: true,
      state: true,
      decidedAt: true,
      decisionReason: true,
      verifiedAt: true,
      verifyReason: true,
    },
    orderBy: { id: 'asc' },
  });
  const events = await db.auditEvent.findMany({
    where: { OR: [{ actorRef: person.ref }, { subject: `person:${person.ref}` }] },
    select: { at: true, chainId: true, number: true, kind: true, subject: true },
    orderBy: { id: 'asc' },
  });
  const document = { collectedAt: deps.clock.now(), person, submitted, decided, events };
  return new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`);
}
