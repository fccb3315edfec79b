import type { Tx } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/client.ts';

/** Where a person is in one kind of conversation: small, explicit, in the database. */
export interface DialogueState<Fields = Record<string, unknown>> {
  personId: number;
  kind: string;
  step: string;
  fields: Fields;
  /** Rises with each step and never falls, also when the dialogue is begun anew. */
  version: number;
  isActive: boolean;
}

/** The step of a dialogue on which an effect depends: it is taken at most once. */
export interface DialogueStep {
  personId: number;
  kind: string;
  version: number;
}

/** The step of a dialogue whose fields were blanked: only its version is left, and it counts as never begun. */
const blankStep = 'blank';
/** The condition, for Prisma, of a dialogue that was not blanked. */
export const notBlank = { step: { not: blankStep } };

/** The dialogue of that kind, or null where it was never begun or was blanked since. */
export async function readDialogue(tx: Tx, personId: number, kind: string): Promise<DialogueState | null> {
  const row = await tx.dialogue.findFirst({ where: { personId, kind, ...notBlank } });
  return row as DialogueState | null;
}

/** The dialogue that what the person types belongs to. */
export async function readActiveDialogue(tx: Tx, personId: number): Promise<DialogueState | null> {
  const row = await tx.dialogue.findFirst({
    where: { personId, isActive: true, ...notBlank },
    orderBy: { updatedAt: 'desc' },
  });
  return row as DialogueState | null;
}

/**
 * Begins a dialogue (or begins it anew) and makes it the active one. Other dialogues keep their fields and
 * merely stop receiving what is typed. With `isActive: false` it is one of buttons only: what is typed goes
 * where it went before.
 */
export async function beginDialogue(
  tx: Tx,
  input: { personId: number; kind: string; step: string; fields: object; now: Date; isActive?: boolean },
): Promise<DialogueState> {
  const { personId, kind, step, now, isActive = true } = input;
  const fields = input.fields as Prisma.InputJsonObject;
  if (isActive) await silenceOthers(tx, personId, kind);
  const row = await tx.dialogue.upsert({
    where: { personId_kind: { personId, kind } },
    create: { personId, kind, step, fields, version: 1, isActive, updatedAt: now },
    update: { step, fields, version: { increment: 1 }, isActive, updatedAt: now },
  });
  return row as DialogueState;
}

/** Makes a dialogue the active one again, at the step where it was left. Null where there is none of the kind. */
export async function resumeDialogue(
  tx: Tx,
  input: { personId: number; kind: string; now: Date },
): Promise<DialogueState | null> {
  const { personId, kind, now } = input;
  await silenceOthers(tx, personId, kind);
  await tx.dialogue.updateMany({
    where: { personId, kind, ...notBlank },
    data: { isActive: true, updatedAt: now },
  });
  return readDialogue(tx, personId, kind);
}

async function silenceOthers(tx: Tx, personId: number, kind: string): Promise<void> {
  await tx.dialogue.updateMany({
    where: { personId, isActive: true, kind: { not: kind } },
    data: { isActive: false },
  });
}

/**
 * Moves a dialogue on, if it still stands at `at.version`: the compare-and-set that makes a doubled or stale
 * tap harmless. Call it inside the transaction of the effect, before the effect. Answers null when stale.
 */
export async function advanceDialogue(
  tx: Tx,
  at: DialogueStep,
  next: { step?: string; fields?: object; isActive?: boolean; now: Date },
): Promise<DialogueState | null> {
  const moved = await tx.dialogue.updateMany({
    where: { personId: at.personId, kind: at.kind, version: at.version },
    data: {
      version: { increment: 1 },
      updatedAt: next.now,
      ...(next.step === undefined ? {} : { step: next.step }),
      ...(next.fields === undefined ? {} : { fields: next.fields as Prisma.InputJsonObject }),
      ...(next.isActive === undefined ? {} : { isActive: next.isActive }),
    },
  });
  return moved.count === 0 ? null : readDialogue(tx, at.personId, at.kind);
}

/**
 * Notes something in a dialogue without moving it on, if it still stands at `at.version`: the buttons that people
 * see stay good. For what no effect depends on, such as which message of ours is to be edited next.
 */
export async function noteInDialogue(tx: Tx, at: DialogueStep, fields: object): Promise<void> {
  await tx.dialogue.updateMany({
    where: { personId: at.personId, kind: at.kind, version: at.version },
    data: { fields: fields as Prisma.InputJsonObject },
  });
}

/**
 * Blanks the dialogues that fit and were last touched before an instant: whatever was typed in them goes. Row and
 * version stay, since keys of effects are made of the version; it rises, so that no button of theirs acts any
 * more. Answers how many there were.
 */
export async function blankDialogues(
  tx: Tx,
  input: { of: Prisma.PersonWhereInput; untouchedSince: Date },
): Promise<number> {
  const blanked = await tx.dialogue.updateMany({
    where: { person: input.of, updatedAt: { lt: input.untouchedSince }, ...notBlank },
    data: { step: blankStep, fields: {}, isActive: false, version: { increment: 1 } },
  });
  return blanked.count;
}

/** Leaves the active dialogue: what was typed stays in it. Answers its kind, or null when none was active. */
export async function leaveDialogue(tx: Tx, personId: number): Promise<string | null> {
  const active = await readActiveDialogue(tx, personId);
  if (!active) return null;
  await tx.dialogue.updateMany({ where: { personId, isActive: true }, data: { isActive: false } });
  return active.kind;
}
