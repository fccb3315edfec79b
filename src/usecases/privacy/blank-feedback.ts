import type { Tx } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/client.ts';

/**
 * Takes words, answer, place and pictures out of feedback, and closes it: nothing is left to be answered. The
 * mark alone tells nobody's secret and stays in the city's total.
 */
export async function blankFeedback(tx: Tx, where: Prisma.FeedbackWhereInput): Promise<void> {
  const files = await tx.feedbackFile.findMany({ where: { feedback: where }, select: { fileId: true } });
  await tx.feedbackFile.deleteMany({ where: { feedback: where } });
  // Without a sender and a place that names them, their bytes go with the next night.
  await tx.storedFile.updateMany({
    where: { id: { in: files.map(({ fileId }) => fileId) }, feedback: { none: {} }, evidence: { none: {} } },
    data: { uploadedById: null, name: null, channelRef: null },
  });
  await tx.feedback.updateMany({
    where,
    data: { text: null, answerKk: null, answerRu: null, lat: null, lon: null, state: 'closed' },
  });
}
