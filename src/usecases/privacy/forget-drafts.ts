import type { Deps } from '../deps.ts';
import { blankDialogues } from '../dialogue/dialogue-state.ts';
import { inForce } from '../people/in-force.ts';

/** Days after which what somebody began to write and did not send is deleted. */
export const draftDays = 30;
/** The same for people with a role: some of what they report is due once a year. */
export const officialDraftDays = 180;

/** Deletes what was typed in dialogues that nobody went on with for so long. Answers how many it concerned. */
export async function forgetDrafts({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  const now = clock.now();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const withoutRole = await blankDialogues(db, {
    of: { grants: { none: inForce(now) } },
    untouchedSince: daysAgo(draftDays),
  });
  return withoutRole + (await blankDialogues(db, { of: {}, untouchedSince: daysAgo(officialDraftDays) }));
}
