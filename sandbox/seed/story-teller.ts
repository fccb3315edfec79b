import { answerDeputy } from '../../src/usecases/absences/answer-deputy.ts';
import { askDeputy } from '../../src/usecases/absences/ask-deputy.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import { beginDialogue, type DialogueStep } from '../../src/usecases/dialogue/dialogue-state.ts';
import { keepFile } from '../../src/usecases/files/keep-file.ts';
import { askToReopen } from '../../src/usecases/periods/ask-to-reopen.ts';
import { reopenPeriod } from '../../src/usecases/periods/reopen-period.ts';
import { approveValue } from '../../src/usecases/reporting/approve-value.ts';
import { discussValue } from '../../src/usecases/reporting/discuss-value.ts';
import type { EvidenceInput } from '../../src/usecases/reporting/evidence.ts';
import type { NoValueKind } from '../../src/usecases/reporting/reason.ts';
import { returnValue } from '../../src/usecases/reporting/return-value.ts';
import { submitNoValue } from '../../src/usecases/reporting/submit-no-value.ts';
import { submitValue } from '../../src/usecases/reporting/submit-value.ts';
import { verifyValue } from '../../src/usecases/reporting/verify-value.ts';
import { type DemoFile, demoFiles, readDemoFile } from './demo-files.ts';

/** One value, named as people name it. */
export interface Place {
  city: string;
  kpi: string;
  period: string;
}

/** What a value of a story rests on. */
interface Given extends Partial<Pick<EvidenceInput, 'link' | 'comment' | 'grade'>> {
  files?: readonly DemoFile[];
}

/** The steps of stories are taken in a dialogue of their own: those of the bot begin with nothing behind them. */
const kind = 'demo';

/**
 * Lets people of the demo do what they have done before its first day, through the same use cases as the bot. `by`:
 * keys of people; `at`: local time. Whatever a use case refuses is an error of the story.
 */
export function createStoryTeller(deps: Deps, ids: Readonly<Record<string, number>>) {
  const { db } = deps;

  function idOf(by: string): number {
    const id = ids[by];
    if (id === undefined) throw new Error(`Nobody in the demo is «${by}»`);
    return id;
  }

  function depsAt(at: string): Deps {
    const instant = new Date(`${at}+05:00`);
    return { ...deps, clock: { now: () => instant } };
  }

  async function stepOf(by: string, at: string): Promise<DialogueStep> {
    const now = new Date(`${at}+05:00`);
    return beginDialogue(db, { personId: idOf(by), kind, step: 'told', fields: {}, now, isActive: false });
  }

  async function slotOf({ city, kpi, period }: Place) {
    const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: period } });
    return { cityId: city, kpiCode: kpi, periodId };
  }

  /** The value with its newest version, which nobody has submitted yet where the number is 0. */
  async function find(place: Place) {
    const slot = await slotOf(place);
    const row = await db.submission.findUnique({
      where: { cityId_kpiCode_periodId: slot },
      include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
    });
    return {
      slot,
      newest: row?.newest ?? 0,
      submissionId: row?.id ?? 0,
      versionId: row?.versions[0]?.id ?? 0,
    };
  }

  async function version(by: string, at: string, place: Place, given: Given) {
    const { slot, newest } = await find(place);
    const fileIds: number[] = [];
    for (const file of given.files ?? []) {
      const kept = await keepFile(depsAt(at), {
        personId: idOf(by),
        file: { ...demoFiles[file], bytes: await readDemoFile(file), channelRef: null },
      });
      if (kept.kind !== 'kept') throw refused(at, kept);
      fileIds.push(kept.fileId);
    }
    const { link = null, comment = null, grade = null } = given;
    return {
      personId: idOf(by),
      at: await stepOf(by, at),
      next: () => told,
      slot,
      newest,
      evidence: { fileIds, link, comment, grade },
    };
  }

  async function decision(by: string, at: string, place: Place) {
    const { versionId } = await find(place);
    return { personId: idOf(by), versionId, at: await stepOf(by, at), next: told };
  }

  return {
    async submits(
      by: string,
      at: string,
      place: Place,
      text: string,
      given: Given & { explanation?: string },
    ) {
      const input = await version(by, at, place, given);
      const { explanation } = given;
      expectKind(at, await submitValue(depsAt(at), { ...input, text, explanation }), 'accepted');
    },
    async saysNone(by: string, at: string, place: Place, noValue: NoValueKind, reason: string) {
      const input = await version(by, at, place, {});
      expectKind(at, await submitNoValue(depsAt(at), { ...input, noValue, reason }), 'accepted');
    },
    async approves(by: string, at: string, place: Place) {
      expectKind(at, await approveValue(depsAt(at), await decision(by, at, place)), 'decided');
    },
    async verifies(by: string, at: string, place: Place) {
      expectKind(at, await verifyValue(depsAt(at), await decision(by, at, place)), 'decided');
    },
    async returns(by: string, at: string, place: Place, reason: string) {
      const input = { ...(await decision(by, at, place)), reason };
      expectKind(at, await returnValue(depsAt(at), input), 'decided');
    },
    async writes(by: string, at: string, place: Place, text: string) {
      const { submissionId } = await find(place);
      const input = { personId: idOf(by), submissionId, text, at: await stepOf(by, at), next: told };
      expectKind(at, await discussValue(depsAt(at), input), 'sent');
    },
    async isAway(by: string, at: string, days: { from: string; to: string }, deputy: string) {
      const input = {
        personId: idOf(by),
        deputyId: idOf(deputy),
        ...days,
        at: await stepOf(by, at),
        next: told,
      };
      expectKind(at, await askDeputy(depsAt(at), input), 'asked');
    },
    async standsIn(by: string, at: string, away: string) {
      const { id } = await db.absence.findFirstOrThrow({
        where: { personId: idOf(away), deputyId: idOf(by) },
        orderBy: { id: 'desc' },
      });
      const input = { personId: idOf(by), absenceId: id, accepts: true };
      expectKind(at, await answerDeputy(depsAt(at), input), 'accepted');
    },
    async asksToReopen(by: string, at: string, period: string, workingGroupId: string) {
      const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: period } });
      const input = { personId: idOf(by), periodId, workingGroupId };
      expectKind(at, await askToReopen(depsAt(at), input), 'asked');
    },
    async reopens(
      by: string,
      at: string,
      what: { period: string; workingGroupId: string; reason: string; day: string },
    ) {
      const { period, ...rest } = what;
      const { id: periodId } = await db.period.findUniqueOrThrow({ where: { key: period } });
      const input = { personId: idOf(by), periodId, ...rest, at: await stepOf(by, at), next: told };
      expectKind(at, await reopenPeriod(depsAt(at), input), 'reopened');
    },
    /** What was owed to anybody was told long ago, in chats that the demo does not show. */
    async ends() {
      await db.outboxMessage.deleteMany({});
      await db.dialogue.deleteMany({ where: { kind } });
    },
  };
}

export type StoryTeller = ReturnType<typeof createStoryTeller>;

const told = { step: 'told', fields: {} };

function expectKind(at: string, outcome: { kind: string }, expected: string): void {
  if (outcome.kind !== expected) throw refused(at, outcome);
}

function refused(at: string, outcome: object): Error {
  return new Error(`The story of ${at} does not go on: ${JSON.stringify(outcome)}`);
}
