import type { Deps } from '../../src/usecases/deps.ts';
import { transact } from '../../src/usecases/transaction.ts';
import { reportPeriods } from './values.ts';

/** The country reports so long before a deadline, in milliseconds. */
const ahead = 27 * 3_600_000;

export interface CountryLife {
  /** Lets the rest of the country report what falls due soon. */
  goOn(): Promise<void>;
}

/**
 * The people who cannot be played go on with their work when the clock is moved: shortly before each deadline
 * of a period that opened after `since` the country reports, with one audit event for each period.
 */
export function createCountryLife(deps: Deps, since: Date): CountryLife {
  const reported = new Set<number>();
  return {
    async goOn() {
      const now = deps.clock.now();
      const soon = await deps.db.period.findMany({
        where: {
          opensAt: { gt: since, lte: now },
          dueAt: { gt: now, lte: new Date(now.getTime() + ahead) },
          id: { notIn: [...reported] },
        },
      });
      for (const period of soon) {
        reported.add(period.id);
        const values = await reportPeriods(deps.db, deps.random, [period], now, () => true);
        await transact(deps, async ({ audit }) => {
          audit({
            chain: 'country',
            kind: 'demo.seeded',
            actor: 'import',
            subject: `demo:values:${period.key}`,
            payload: { rows: values },
          });
        });
      }
    },
  };
}
