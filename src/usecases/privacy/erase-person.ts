import type { Tx } from '../../storage/database.ts';
import { erasePayloads } from '../audit/erase-payloads.ts';
import { blankGuest, pending } from '../invitations/invitation-rows.ts';
import type { Work } from '../transaction.ts';
import { blankFeedback } from './blank-feedback.ts';
import { leaveRoles } from './leave-roles.ts';

/** What of a person stays, without name and without anything that leads to them. */
export interface Remains {
  /** Values submitted, decisions on values and on feedback, roles held: the record of an office. */
  official: boolean;
  /** Feedback whose words they agreed to leave. */
  feedback: boolean;
  /** That consents were given and withdrawn. */
  consents: boolean;
}

/**
 * Deletes everything that leads to a person, within a unit of work: identity, name and post, place, dialogues,
 * batches of values, consents, follows, messages owed, reminders. Feedback loses its author, and, unless `keepTexts`, its words,
 * place and pictures. Roles end, on the record. Submitted values and decisions stay under the random reference;
 * payloads of audit events that hold the person's words or name are blanked, the chain stays whole.
 */
export async function erasePerson(
  work: Work,
  personId: number,
  { keepTexts }: { keepTexts: boolean },
): Promise<Remains> {
  const { tx, now, audit } = work;
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { id: true, ref: true, fullName: true, post: true },
  });
  const remains = await readRemains(tx, person, keepTexts);
  await leaveRoles(work, person);
  const eventIds = await findTellingEvents(tx, person, keepTexts);
  await erasePayloads(work, { eventIds, actor: person.ref });
  if (!keepTexts) await blankFeedback(tx, { authorId: personId });
  await tx.feedback.updateMany({ where: { authorId: personId }, data: { authorId: null } });
  await tx.storedFile.updateMany({ where: { uploadedById: personId }, data: { uploadedById: null } });
  await forgetInvitations(tx, personId, now);
  await tx.outboxAttempt.deleteMany({ where: { message: { recipientId: personId } } });
  await tx.outboxMessage.deleteMany({ where: { recipientId: personId } });
  await tx.reminder.deleteMany({ where: { personId } });
  await tx.snooze.deleteMany({ where: { personId } });
  await tx.absence.deleteMany({ where: { OR: [{ personId }, { deputyId: personId }] } });
  await tx.follow.deleteMany({ where: { personId } });
  await tx.consent.deleteMany({ where: { personId } });
  await tx.dialogue.deleteMany({ where: { personId } });
  await tx.valueBatch.deleteMany({ where: { personId } });
  await tx.identity.deleteMany({ where: { personId } });
  await tx.person.update({
    where: { id: personId },
    data: {
      language: null,
      cityId: null,
      regionId: null,
      fullName: null,
      post: null,
      blockedAt: null,
      deletedAt: now,
    },
  });
  audit({
    chain: 'country',
    kind: 'person.erased',
    actor: person.ref,
    subject: `person:${person.ref}`,
    payload: { ...remains },
  });
  return remains;
}

async function readRemains(
  tx: Tx,
  { id, ref }: { id: number; ref: string },
  keepTexts: boolean,
): Promise<Remains> {
  const official = await tx.person.count({
    where: {
      id,
      OR: [
        { grants: { some: {} } },
        { versionsMade: { some: {} } },
        { versionsDecided: { some: {} } },
        { versionsVerified: { some: {} } },
        { feedbackAnswered: { some: {} } },
        { discussion: { some: {} } },
      ],
    },
  });
  const feedback = keepTexts ? await tx.feedback.count({ where: { authorId: id, text: { not: null } } }) : 0;
  const consents = await tx.auditEvent.count({
    where: { subject: `person:${ref}`, kind: { startsWith: 'consent.' } },
  });
  return { official: official > 0, feedback: feedback > 0, consents: consents > 0 };
}

/** Events about the person's own words, and those whose payload names the person. */
async function findTellingEvents(
  tx: Tx,
  person: { id: number; fullName: string | null; post: string | null },
  keepTexts: boolean,
): Promise<number[]> {
  const written = keepTexts
    ? []
    : await tx.feedback.findMany({ where: { authorId: person.id }, select: { id: true } });
  const invitations = await tx.invitation.findMany({ where: { guestId: person.id }, select: { id: true } });
  const subjects = [
    ...written.map(({ id }) => `feedback:${id}`),
    ...invitations.map(({ id }) => `invitation:${id}`),
  ];
  const about = await tx.auditEvent.findMany({ where: { subject: { in: subjects } }, select: { id: true } });
  const ids = new Set(about.map(({ id }) => id));
  for (const words of [person.fullName, person.post]) {
    if (words === null) continue;
    // As it stands inside a JSON text: quotes and backslashes escaped, the outer quotes left off.
    const inJson = JSON.stringify(words).slice(1, -1);
    const naming = await tx.$queryRaw<{ eventId: number }[]>`
      SELECT "eventId" FROM "AuditPayload"
      WHERE "erasedAt" IS NULL AND position(${inJson} in "payload"::text) > 0`;
    for (const { eventId } of naming) ids.add(eventId);
  }
  return [...ids];
}

/** Names that an inviter typed for this person, and what they called themselves when they came. */
async function forgetInvitations(tx: Tx, guestId: number, now: Date): Promise<void> {
  await tx.invitation.updateMany({ where: { guestId, ...pending }, data: { revokedAt: now } });
  await tx.invitation.updateMany({
    where: { guestId },
    data: { fullName: '', post: '', guestId: null, ...blankGuest },
  });
}
