import { loadEvidence } from '../../usecases/files/load-evidence.ts';
import { noteChannelRef } from '../../usecases/files/note-channel-ref.ts';
import { type EvidenceFile, readEvidence } from '../../usecases/files/read-evidence.ts';
import { levelOfWaiting } from '../../usecases/reporting/list-review-queue.ts';
import { readSubmission } from '../../usecases/reporting/read-submission.ts';
import { type Feature, on } from '../feature.ts';
import { menuButton } from '../go.ts';
import { actionButton, lines, type Screen } from '../screen.ts';
import type { KnownFile } from '../send-files.ts';
import type { Turn } from '../turn.ts';
import { openFiles } from './evidence-actions.ts';
import { evidenceWords } from './evidence-words.ts';
import { historyButton } from './history-actions.ts';
import { openReview, whereOf } from './review-screens.ts';
import { valueWords } from './submit-words.ts';

/** Sends the files of a version, and the way back below them. */
async function sendEvidence(turn: Turn, versionId: number): Promise<void> {
  const { t, person, deps } = turn;
  const read = await readEvidence(deps, { personId: person.id, versionId });
  const seen = await readSubmission(deps, { personId: person.id, which: { versionId } });
  if (read.kind === 'noRight' || seen.kind === 'noRight') return refuse(turn, { text: t('common:noRight') });
  if (read.kind === 'notFound' || seen.kind === 'notFound')
    return refuse(turn, { text: t('errors:notFound') });
  const { card } = seen;
  const { files } = read;
  const what = evidenceWords(t, { fileIds: files.map(({ id }) => id), link: null, comment: null });
  if (what === null) return refuse(turn, { text: t('errors:notFound') });
  const value = valueWords(t, card.kpi, card.version);
  const caption = t('evidence:opened', { what, value, ...whereOf(turn, card) });
  const known = files.map((file) => knownFile(turn, versionId, file));
  const sent = await turn.messenger.sendFiles(turn.chatId, known, caption);
  for (const [index, file] of files.entries()) {
    const result = sent[index];
    if (result?.kind !== 'sent' || result.knownAs === null || result.knownAs === file.channelRef) continue;
    await noteChannelRef(deps, { fileId: file.id, channelRef: result.knownAs });
  }
  const isLost = sent.some(({ kind }) => kind === 'lost');
  const level = await levelOfWaiting(deps.db, turn.now, person.id, versionId);
  await turn.say({
    text: isLost ? lines(t('evidence:lost'), caption) : t('evidence:above', { count: files.length }),
    buttons: [
      level !== null
        ? [actionButton(t.plain('evidence:button.toReview'), openReview, { version: versionId })]
        : [],
      [historyButton(turn, card.version.receipt), menuButton(turn)],
    ],
  });
}

function knownFile(turn: Turn, versionId: number, file: EvidenceFile): KnownFile {
  return {
    isPhoto: file.name === null,
    name: file.name ?? 'photo.jpg',
    knownAs: file.channelRef,
    async load() {
      const loaded = await loadEvidence(turn.deps, { personId: turn.person.id, versionId, fileId: file.id });
      return loaded.kind === 'bytes' ? loaded.bytes : null;
    },
  };
}

async function refuse(turn: Turn, screen: Screen): Promise<void> {
  await turn.say({ ...screen, buttons: [[menuButton(turn)]] });
}

/** What a value rests on, for whoever may see it. */
export const evidenceFeature: Feature = {
  actions: [on(openFiles, (turn, { version }) => sendEvidence(turn, version))],
};
