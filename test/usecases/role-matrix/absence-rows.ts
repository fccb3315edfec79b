import { answerDeputy } from '../../../src/usecases/absences/answer-deputy.ts';
import { askDeputy } from '../../../src/usecases/absences/ask-deputy.ts';
import { endAbsence } from '../../../src/usecases/absences/end-absence.ts';
import { readAbsences } from '../../../src/usecases/absences/read-absences.ts';
import type { Town } from './people.ts';
import type { Row } from './rows.ts';

const kindOf = async (outcome: Promise<{ kind: string }>) => (await outcome).kind;

/** A colleague asked the member of the group to stand in. */
async function asked({ db, deps, colleague, people }: Town, day: string): Promise<number> {
  const { id } = await db.absence.create({
    data: {
      personId: colleague.id,
      deputyId: people.member.id,
      from: day,
      to: day,
      beginsAt: new Date(`${day}T00:00+05:00`),
      overAt: new Date(`${day}T24:00+05:00`),
      askedAt: deps.clock.now(),
    },
  });
  return id;
}

/** Being away, and standing in. */
export const absenceRows: readonly Row[] = [
  {
    name: 'readAbsences',
    allowed: '-++++----',
    prepare:
      async ({ deps }, personId) =>
      () =>
        kindOf(readAbsences(deps, { personId })),
  },
  {
    name: 'askDeputy',
    allowed: '-+-+-----',
    async prepare({ deps, colleague, step }, personId) {
      const at = await step(personId);
      const days = { from: '2026-11-03', to: '2026-11-04' };
      const next = { step: 'done', fields: {} };
      return () => kindOf(askDeputy(deps, { personId, deputyId: colleague.id, ...days, at, next }));
    },
  },
  {
    name: 'answerDeputy',
    allowed: '-+-------',
    async prepare(town, personId) {
      const absenceId = await asked(town, '2026-11-10');
      return () => kindOf(answerDeputy(town.deps, { personId, absenceId, accepts: true }));
    },
  },
  {
    name: 'endAbsence',
    allowed: '-+-------',
    async prepare(town, personId) {
      const absenceId = await asked(town, '2026-11-17');
      return () => kindOf(endAbsence(town.deps, { personId, absenceId }));
    },
  },
];
