import type { Tx } from '../../storage/database.ts';
import type { Language } from '../../storage/generated/enums.ts';
import type { Deps } from '../deps.ts';
import { advanceDialogue, type DialogueStep } from '../dialogue/dialogue-state.ts';
import { loadActor } from '../people/actor.ts';
import { transact } from '../transaction.ts';

/** What personal data are processed for: each wants a consent of its own. */
export const consentPurposes = ['feedback', 'news', 'role'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** Edition of the texts that ask for consent. A change of what they say is a new edition, asked anew. */
const edition = '1';

/** The condition, for Prisma, of a consent to the present text that was not taken back. */
export function consentTo(purpose: ConsentPurpose) {
  return { purpose, withdrawnAt: null, textVersion: { startsWith: `${edition}/` } };
}

/** Whether the person agreed to the present text, for that purpose, and has not taken it back. */
export async function hasConsent(tx: Tx, personId: number, purpose: ConsentPurpose): Promise<boolean> {
  return (await findConsent(tx, personId, purpose)) !== null;
}

/** A refusal ready to be an outcome where there is no consent; null where there is. */
export async function requireConsent(
  tx: Tx,
  personId: number,
  purpose: ConsentPurpose,
): Promise<{ kind: 'consentNeeded'; purpose: ConsentPurpose } | null> {
  return (await hasConsent(tx, personId, purpose)) ? null : { kind: 'consentNeeded', purpose };
}

/** The consent in force for a purpose. */
export async function findConsent(
  tx: Tx,
  personId: number,
  purpose: ConsentPurpose,
): Promise<{ id: number; givenAt: Date } | null> {
  return tx.consent.findFirst({
    where: { personId, ...consentTo(purpose) },
    select: { id: true, givenAt: true },
    orderBy: { id: 'desc' },
  });
}

export type GiveConsentOutcome =
  | { kind: 'given' }
  /** Nobody operates this installation yet, and a consent names its operator: none is taken. */
  | { kind: 'noOperator' }
  | { kind: 'stale' };

/**
 * Records a consent: purpose, edition of the text with the operator it named, language it was read in. One
 * that is in force already stays as it is, and the outcome is `given` all the same.
 */
export async function giveConsent(
  deps: Deps,
  input: { personId: number; purpose: ConsentPurpose; language: Language; at: DialogueStep },
): Promise<GiveConsentOutcome> {
  const { personId, purpose, language } = input;
  const { operator } = deps.settings;
  if (operator === null) return { kind: 'noOperator' };
  return transact(deps, async ({ tx, now, audit }) => {
    if (!(await advanceDialogue(tx, input.at, { step: 'given', now }))) return { kind: 'stale' };
    const person = await loadActor(tx, personId, now);
    if (await hasConsent(tx, personId, purpose)) return { kind: 'given' };
    const textVersion = `${edition}/${operator.bin}`;
    await tx.consent.create({ data: { personId, purpose, textVersion, language, givenAt: now } });
    audit({
      chain: 'country',
      kind: 'consent.given',
      actor: person.ref,
      subject: `person:${person.ref}`,
      payload: { purpose, textVersion, language },
    });
    return { kind: 'given' };
  });
}
