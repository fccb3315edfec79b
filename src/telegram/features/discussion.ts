import { clipText } from '../../i18n/clean-text.ts';
import { bold, escapeHtml, type Html, quote } from '../../i18n/html.ts';
import { nameInSentence } from '../../i18n/name-in-sentence.ts';
import type { DialogueState } from '../../usecases/dialogue/dialogue-state.ts';
import { discussValue, longestContribution } from '../../usecases/reporting/discuss-value.ts';
import { levelOfWaiting } from '../../usecases/reporting/list-review-queue.ts';
import { type Contribution, readDiscussion } from '../../usecases/reporting/read-discussion.ts';
import { encodeAction } from '../callback-data.ts';
import { type DialogueHandler, type Feature, on } from '../feature.ts';
import { menuButton } from '../go.ts';
import { actionButton, lines, type Screen } from '../screen.ts';
import { stepOf, type Turn } from '../turn.ts';
import { leaveDiscussion, openDiscussion } from './discussion-actions.ts';
import { openReview } from './review-screens.ts';
import { dayAndTime, officialWords } from './submit-words.ts';

const discussionKind = 'discussion';

/** Which thread is open. */
interface DiscussionFields {
  submissionId: number;
  page: number;
  /** Something was sent just now. */
  isSent: boolean;
}

type State = DialogueState<DiscussionFields>;

/**
 * One step for each contribution, so that a text which is handled again is known to have been meant for the
 * one before.
 */
function nextStep({ version }: State): string {
  return `thread${version}`;
}

async function render(turn: Turn, { fields }: State): Promise<Screen> {
  const { t, language } = turn;
  const { submissionId } = fields;
  const thread = await readDiscussion(turn.deps, { ...fields, personId: turn.person.id });
  if (thread.kind === 'noRight') return { text: t('common:noRight'), buttons: [[menuButton(turn)]] };
  if (thread.kind === 'notFound') return { text: t('errors:notFound'), buttons: [[menuButton(turn)]] };
  const { about, messages, page, pages } = thread;
  const title = t('discussion:title', {
    city: about.city[language],
    kpi: nameInSentence(about.kpi[language]),
    period: about.periodKey,
  });
  return {
    text: lines(
      fields.isSent ? t('discussion:sent') : null,
      bold(title),
      ...(messages.length === 0
        ? [t('discussion:nothing')]
        : messages.flatMap((message) => saidLines(turn, message))),
      t('discussion:ask'),
    ),
    buttons: [
      [
        ...(page < pages - 1
          ? [
              actionButton(t.plain('discussion:button.earlier'), openDiscussion, {
                submission: submissionId,
                page: page + 1,
              }),
            ]
          : []),
        ...(page > 0
          ? [
              actionButton(t.plain('discussion:button.later'), openDiscussion, {
                submission: submissionId,
                page: page - 1,
              }),
            ]
          : []),
      ],
      [
        actionButton(t.plain('common:button.back'), leaveDiscussion, { submission: submissionId }),
        menuButton(turn),
      ],
    ],
  };
}

/** Who wrote it, when, and what. */
function saidLines(turn: Turn, { author, at, text }: Contribution): Html[] {
  const { t, deps } = turn;
  const who = officialWords(t, author);
  return [
    t('discussion:said', { who, ...dayAndTime(at, deps.settings.timeZone) }),
    quote(escapeHtml(clipText(text, longestContribution))),
  ];
}

async function open(turn: Turn, submissionId: number, page: number): Promise<void> {
  const fields = { submissionId, page, isSent: false };
  const state = await turn.begin<DiscussionFields>(discussionKind, 'thread', fields);
  await turn.show(await render(turn, state));
}

async function write(turn: Turn, state: State, text: string): Promise<void> {
  const { t, deps, person } = turn;
  const { submissionId } = state.fields;
  const outcome = await discussValue(deps, {
    personId: person.id,
    submissionId,
    text,
    at: stepOf(state),
    next: { step: nextStep(state), fields: { submissionId, page: 0, isSent: true } },
  });
  switch (outcome.kind) {
    case 'sent':
    case 'duplicate':
    case 'stale':
      return turn.say(await render(turn, (await turn.read<DiscussionFields>(discussionKind)) ?? state));
    case 'empty':
      return turn.say({ text: t('discussion:empty') });
    case 'tooLong':
      return turn.say({ text: t('common:tooLong', { length: outcome.length, max: outcome.most }) });
    case 'noRight':
      return turn.say({ text: t('common:noRight'), buttons: [[menuButton(turn)]] });
    case 'notFound':
      return turn.say({ text: t('errors:notFound'), buttons: [[menuButton(turn)]] });
  }
}

/** The card of the value: for whoever decides on it the one with the decision, else the one of its receipt. */
async function leave(turn: Turn, submissionId: number): Promise<void> {
  const thread = await readDiscussion(turn.deps, { personId: turn.person.id, submissionId });
  if (thread.kind !== 'discussion') return turn.go.command('menu');
  const version = thread.about.newestVersionId;
  const level = await levelOfWaiting(turn.deps.db, turn.now, turn.person.id, version);
  if (level !== null) return turn.go.press(encodeAction(openReview, { version }));
  return turn.go.command('start', thread.about.receipt);
}

const discussionDialogue: DialogueHandler<DiscussionFields> = {
  kind: discussionKind,
  render,
  onText: write,
};

/** The thread on a value: reading it, and writing into it. */
export const discussionFeature: Feature = {
  actions: [
    on(openDiscussion, (turn, { submission, page }) => open(turn, submission, page)),
    on(leaveDiscussion, (turn, { submission }) => leave(turn, submission)),
  ],
  dialogues: [discussionDialogue],
};
