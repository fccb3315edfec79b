import type { Deps } from '../../src/usecases/deps.ts';
import { createDuePeriods } from '../../src/usecases/periods/create-due-periods.ts';
import { computeRating } from '../../src/usecases/rating/compute-rating.ts';
import { categories } from '../../src/usecases/rating/run-nightly-rating.ts';
import { transact } from '../../src/usecases/transaction.ts';
import { seedFeedback } from './feedback.ts';
import { seedInitiatives } from './initiatives.ts';
import { demoGroup, seedPeople } from './people.ts';
import { tellStories } from './stories.ts';
import { seedValues } from './values.ts';

/** The first day of the installation in the demo: two years of periods lie between it and the demo's present. */
export const demoInstallation = new Date('2024-09-30T09:00+05:00');

/**
 * Fills a database that holds the methodology with a country for the demo: people of every role, two years of
 * plausible values for the larger cities, initiatives, feedback, and what people of one city did in the week before.
 * Everything carries a mark of the demo. One audit event for each batch, and those of the stories.
 */
export async function seedCountry(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const since = demoInstallation;
  await deps.db.installation.upsert({
    where: { id: 1 },
    create: { id: 1, startedOn: '2024-09-30', createdAt: since, isDemo: true },
    update: { isDemo: true },
  });
  const ids = await seedPeople(deps.db, { since, now }, () =>
    Buffer.from(deps.random.bytes(12)).toString('base64url'),
  );
  await createDuePeriods(deps);
  const values = await seedValues(deps.db, deps.random, now);
  await tellStories(deps, ids);
  const initiatives = await seedInitiatives(deps.db, deps.random, ids.member ?? 0, now);
  const feedback = await seedFeedback(deps, ids, now);
  await transact(deps, async ({ audit }) => {
    const batches = { people: Object.keys(ids).length, values, initiatives, feedback };
    for (const [batch, rows] of Object.entries(batches)) {
      audit({
        chain: batch === 'feedback' ? demoGroup : 'country',
        kind: 'demo.seeded',
        actor: 'import',
        subject: `demo:${batch}`,
        payload: { rows },
      });
    }
  });
  await rateQuarters(deps);
}

/** The ratings of the quarter that is reported now and of the one before, so that places can be compared. */
async function rateQuarters(deps: Deps): Promise<void> {
  for (const quarter of ['2026-Q2', '2026-Q3']) {
    for (const category of categories) await computeRating(deps, { category, quarter });
  }
}
