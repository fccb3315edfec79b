import type { OutcomeName } from './declared-outcomes.ts';

/** An outcome that no chat leads to, why, and the test that proves it all the same. */
export interface Unreachable {
  outcome: OutcomeName;
  because: string;
  provedBy: string;
}

const routerComesFirst =
  'the router compares the version of the dialogue before, and the updates of one chat are answered one by one';
const askedBefore = 'the screen before it asks the same, and the dialogue holds it fast';
const periodsAreCreatedLate = 'a period is created when it has ended, and is open from then on';

const inTest = (folder: string, name: string) => `test/usecases/${folder}/${name}.test.ts`;

/** Every outcome that the walk need not see. A test holds that none is reached, unknown, or unproved. */
export const unreachable: readonly Unreachable[] = [
  ...(
    ['startBatch: noRight', 'readBatch: noRight', 'chooseReading: noRight', 'sendBatch: noRight'] as const
  ).map((outcome) => ({
    outcome,
    because: askedBefore,
    provedBy: inTest('reporting/batch', 'batch'),
  })),
  ...(['chooseReading: stale', 'sendBatch: duplicate', 'sendBatch: stale', 'readBatch: sent'] as const).map(
    (outcome) => ({
      outcome,
      because: routerComesFirst,
      provedBy: inTest('reporting/batch', 'batch'),
    }),
  ),
  {
    outcome: 'startBroadcast: stale',
    because: routerComesFirst,
    provedBy: inTest('broadcasts', 'start-broadcast'),
  },
  {
    outcome: 'startBroadcast: badText',
    because: askedBefore,
    provedBy: inTest('broadcasts', 'start-broadcast'),
  },
  ...(['readBroadcastMessage: paused', 'readBroadcastMessage: notNow'] as const).map((outcome) => ({
    outcome,
    because:
      'only what is in hand at that very moment, or was held up by trouble of the delivery, comes to it',
    provedBy: inTest('broadcasts', 'control-broadcast'),
  })),
  ...(['readBatch: notFound', 'sendBatch: notFound'] as const).map((outcome) => ({
    outcome,
    because: 'the dialogue knows only batches of its person, and forgets one when it is given up',
    provedBy: inTest('reporting/batch', 'batch'),
  })),
  ...(
    [
      ['verifyChain: broken', inTest('audit', 'verify-audit')],
      ['checkJournal: broken', inTest('reporting', 'read-history')],
    ] as const
  ).map(([outcome, provedBy]) => ({
    outcome,
    because: 'nothing that people do in a chat breaks an audit chain',
    provedBy,
  })),
  ...(
    [
      'submitNoValue: duplicate',
      'submitNoValue: stale',
      'submitNoValue: notFound',
      'submitNoValue: periodNotOpen',
      'submitNoValue: badEvidence',
      'submitNoValue: badReason',
    ] as const
  ).map((outcome) => ({
    outcome,
    because:
      'it goes through the same steps as a number, which leads the walk to each that a chat can lead to',
    provedBy: inTest('reporting', 'submit-no-value'),
  })),
  ...(
    [
      ['setAssignments: stale', inTest('assignments', 'set-assignments')],
      ['askDeputy: stale', inTest('absences', 'ask-deputy')],
      ['reopenPeriod: stale', inTest('periods', 'reopen-period')],
      ['answerFeedback: stale', inTest('feedback', 'answer-feedback')],
      ['sendFeedback: stale', inTest('feedback', 'send-feedback')],
      ['createInvitation: stale', inTest('invitations', 'create-invitation')],
      ['chooseCity: stale', inTest('people', 'settle-in')],
      ['chooseRegion: stale', inTest('people', 'settle-in')],
      ['giveConsent: stale', inTest('privacy', 'consent')],
      ['withdrawConsent: stale', inTest('privacy', 'consent')],
      ['deleteMe: stale', inTest('privacy', 'delete-me')],
      ['approveValue: stale', inTest('reporting', 'review-value')],
      ['returnValue: stale', inTest('reporting', 'review-value')],
      ['decideValue: stale', inTest('reporting', 'review-value')],
      ['verifyValue: stale', inTest('reporting', 'decide-values')],
      ['decideValues: stale', inTest('reporting', 'decide-values')],
      ['discussValue: stale', inTest('reporting', 'discuss-value')],
      ['discussValue: duplicate', inTest('reporting', 'discuss-value')],
      ['submitValue: stale', inTest('reporting', 'submit-value')],
      ['submitValue: duplicate', inTest('reporting', 'submit-value')],
    ] as const
  ).map(([outcome, provedBy]) => ({ outcome, because: routerComesFirst, provedBy })),
  ...(
    [
      ['answerFeedback: notFound', inTest('feedback', 'answer-feedback')],
      ['readDuties: noRight', inTest('assignments', 'set-assignments')],
      ['readDuties: notFound', inTest('assignments', 'set-assignments')],
      ['reopenPeriod: badReason', inTest('periods', 'reopen-period')],
      ['reopenPeriod: notLocked', inTest('periods', 'reopen-period')],
      ['answerFeedback: empty', inTest('feedback', 'answer-feedback')],
      ['answerFeedback: tooLong', inTest('feedback', 'answer-feedback')],
      ['sendFeedback: tooLong', inTest('feedback', 'send-feedback')],
      ['previewValue: notFound', inTest('reporting', 'submit-value')],
      ['submitValue: notFound', inTest('reporting', 'submit-value')],
      ['submitValue: badExplanation', inTest('reporting', 'submit-value')],
      ['withdrawConsent: notGiven', inTest('privacy', 'consent')],
      ['keepFile: tooLarge', inTest('files', 'keep-file')],
      ['checkEvidence: badEvidence', inTest('reporting', 'evidence')],
      ['submitValue: badEvidence', inTest('reporting', 'evidence')],
    ] as const
  ).map(([outcome, provedBy]) => ({ outcome, because: askedBefore, provedBy })),
  ...(
    [
      'refuseSubmission: periodNotOpen',
      'readQuestion: periodNotOpen',
      'previewValue: periodNotOpen',
      'submitValue: periodNotOpen',
    ] as const
  ).map((outcome) => ({
    outcome,
    because: periodsAreCreatedLate,
    provedBy: inTest('reporting', 'submit-value'),
  })),
  ...(['bytes', 'lost', 'noRight', 'notFound'] as const).map((kind) => ({
    outcome: `loadEvidence: ${kind}` as const,
    because: 'the sandbox knows every file that it was sent, so nobody needs the bytes of the store',
    provedBy: inTest('files', 'read-evidence'),
  })),
  {
    outcome: 'askToReopen: nobodyToAsk',
    because: 'somebody is of the authority as long as people walk',
    provedBy: inTest('periods', 'reopen-period'),
  },
  {
    outcome: 'sendFeedback: tooManyToday',
    because: 'the limit is minded when a feedback begins, and a person writes one at a time',
    provedBy: inTest('feedback', 'send-feedback'),
  },
  {
    outcome: 'createInvitation: noConfirmer',
    because: 'only the command line invites without anybody to confirm',
    provedBy: inTest('invitations', 'create-invitation'),
  },
  {
    outcome: 'verifyValue: ownValue',
    because: 'nobody of the cast both submits and is of the authority',
    provedBy: inTest('reporting', 'decide-values'),
  },
  {
    outcome: 'importMethodology: imported',
    because: 'a start or the command line imports the methodology',
    provedBy: 'test/storage/methodology.test.ts',
  },
  {
    outcome: 'importMethodology: unchanged',
    because: 'a start or the command line imports the methodology',
    provedBy: 'test/storage/methodology.test.ts',
  },
  {
    outcome: 'computeRating: published',
    because: 'nothing publishes a rating yet',
    provedBy: inTest('rating', 'compute-rating'),
  },
  {
    outcome: 'computeRating: noMethod',
    because: 'the methodology of the project rates every category',
    provedBy: inTest('rating', 'compute-rating'),
  },
  {
    outcome: 'readDigest: notNow',
    because: 'only trouble of the delivery holds a reminder up after it was planned',
    provedBy: inTest('reminders', 'read-digest'),
  },
  {
    outcome: 'readDigestLeft: untrue',
    because: 'only trouble of the delivery holds an edit up until the next day',
    provedBy: inTest('reminders', 'refresh-digests'),
  },
  {
    outcome: 'readDigest: untrue',
    because: 'only trouble of the delivery holds a reminder up after it was planned',
    provedBy: inTest('reminders', 'read-digest'),
  },
];
