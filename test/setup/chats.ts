import type { Db } from '../../src/storage/database.ts';
import type { Language } from '../../src/storage/generated/enums.ts';

export interface NewLinkedChat {
  workingGroupId: string;
  linkedById: number;
  /** The messenger's id of the chat. */
  externalId: string;
  topicId?: string;
  language?: Language;
  /** False: the coordinator has not confirmed the link yet. */
  isConfirmed?: boolean;
  /** When it was linked and confirmed; the start of 2026, if absent. */
  since?: Date;
}

/** Puts a linked chat into the database as linking and confirming it would have; answers its id. */
export async function linkChat(db: Db, input: NewLinkedChat): Promise<number> {
  const { isConfirmed = true, since = new Date('2026-01-01T00:00+05:00'), language = 'kk', ...row } = input;
  const { id } = await db.linkedChat.create({
    data: {
      ...row,
      language,
      channel: 'telegram',
      title: 'Жұмыс тобы',
      linkedAt: since,
      confirmedAt: isConfirmed ? since : null,
    },
  });
  return id;
}
