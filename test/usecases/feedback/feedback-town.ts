import type { Deps } from '../../../src/usecases/deps.ts';
import { beginDialogue, type DialogueStep } from '../../../src/usecases/dialogue/dialogue-state.ts';
import type { FeedbackTarget } from '../../../src/usecases/feedback/read-feedback-target.ts';
import type { FeedbackContent } from '../../../src/usecases/feedback/send-feedback.ts';
import { sendFeedback } from '../../../src/usecases/feedback/send-feedback.ts';
import { type MovableClock, movableClock } from '../../setup/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { testFiles } from '../../setup/files.ts';
import { createPerson, type NewPerson, type TestPerson } from '../../setup/people.ts';
import { testSettings } from '../../setup/prepare.ts';
import { seededRandom } from '../../setup/random.ts';

export const westKazakhstan = 'wg_west_kazakhstan';
export const otherGroup = 'wg_aktobe';

export interface FeedbackTown {
  database: TestDatabase;
  clock: MovableClock;
  deps: Deps;
  person(input?: NewPerson): Promise<TestPerson>;
  coordinator(workingGroupId?: string): Promise<TestPerson>;
  /** A citizen who agreed to the processing of what they write. */
  citizen(input?: NewPerson): Promise<TestPerson>;
  /** A new step of a dialogue of that kind. */
  step(personId: number, kind: string): Promise<DialogueStep>;
  /** Sends a feedback of the person and answers its id. */
  give(personId: number, content?: Partial<FeedbackContent>, target?: FeedbackTarget): Promise<number>;
}

/** A database with people who may be asked to give and to answer feedback; 5 October 2026, 10:00. */
export async function openFeedbackTown(): Promise<FeedbackTown> {
  const database = await openTestDatabase();
  const clock = movableClock('2026-10-05T10:00+05:00');
  const deps: Deps = {
    db: database.db,
    files: testFiles,
    clock,
    random: seededRandom(7),
    settings: { ...testSettings },
  };
  const person = (input?: NewPerson) => createPerson(database.db, input);

  async function citizen(input?: NewPerson): Promise<TestPerson> {
    const somebody = await person(input);
    await database.db.consent.create({
      data: {
        personId: somebody.id,
        purpose: 'feedback',
        textVersion: `1/${testSettings.operator.bin}`,
        language: 'kk',
        givenAt: clock.now(),
      },
    });
    return somebody;
  }

  async function step(personId: number, kind: string): Promise<DialogueStep> {
    const { version } = await beginDialogue(database.db, {
      personId,
      kind,
      step: 'preview',
      fields: {},
      now: clock.now(),
    });
    return { personId, kind, version };
  }

  return {
    database,
    clock,
    deps,
    person,
    citizen,
    step,
    coordinator: (workingGroupId = westKazakhstan) =>
      person({ roles: [{ role: 'coordinator', workingGroupId }] }),
    async give(personId, content = {}, target = { cityId: 'oral', sphereId: 'ecology' }) {
      const outcome = await sendFeedback(deps, {
        personId,
        at: await step(personId, 'feedback'),
        target,
        content: { mark: null, topic: null, text: 'Жарық жоқ', place: null, ...content },
        language: 'kk',
      });
      if (outcome.kind !== 'accepted') throw new Error(`Not accepted: ${outcome.kind}`);
      return outcome.feedbackId;
    },
  };
}
