import { describe, expect, it } from 'vitest';
import { readDeclaredOutcomes } from './declared-outcomes.ts';
import { buttonKinds, type WalkReport, walk } from './walk.ts';

const seeds = [1, 2, 3];
const steps = Number(process.env.WALK_STEPS ?? 700);

describe('a random walk over the whole bot, as every role in both languages', async () => {
  const report: WalkReport = { steps: 0, pressed: new Set(), outcomes: new Set(), complaints: [] };
  for (const seed of seeds) await walk({ seed, steps, known: report });

  it('meets nothing that must not happen', () => {
    expect(report.complaints).toEqual([]);
  });

  it('presses every kind of button', () => {
    expect(buttonKinds.filter((name) => !report.pressed.has(name))).toEqual([]);
  });

  it('sees every outcome of every use case', () => {
    expect([...readDeclaredOutcomes()].filter((name) => !report.outcomes.has(name))).toEqual([]);
  });
});
