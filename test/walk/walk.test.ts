import { describe, expect, it } from 'vitest';
import { readDeclaredOutcomes } from './declared-outcomes.ts';
import { allScenes } from './scenes/all-scenes.ts';
import { newInstallationScenes } from './scenes/new-installation.ts';
import { unreachable } from './unreachable.ts';
import { walk, walkAnew } from './walk.ts';
import { buttonKinds, emptyReport } from './watch.ts';

const steps = Number(process.env.WALK_STEPS ?? 300);

describe('a walk over the whole bot, as every role in both languages', async () => {
  const report = emptyReport();
  for (const mirrored of [false, true]) {
    await walkAnew({ scenes: newInstallationScenes, mirrored, report });
    await walk({ seed: mirrored ? 2 : 1, mirrored, scenes: allScenes, steps: steps / 2, report });
    await walk({ seed: mirrored ? 4 : 3, mirrored, steps, report });
  }
  const { milliseconds, deed } = report.slowest;
  console.info(`${report.steps} steps; the slowest answer took ${Math.round(milliseconds)} ms: ${deed}`);

  it('meets nothing that must not happen', () => {
    expect(report.complaints).toEqual([]);
  });

  it('presses every kind of button', () => {
    expect([...buttonKinds.keys()].filter((name) => !report.pressed.has(name))).toEqual([]);
  });

  it('sees every outcome of every use case that a chat can lead to', () => {
    const excused = new Set(unreachable.map(({ outcome }) => outcome));
    const expected = [...readDeclaredOutcomes()].filter((name) => !excused.has(name));
    expect(expected.filter((name) => !report.outcomes.has(name))).toEqual([]);
  });

  it('sees none that no chat should lead to', () => {
    expect(unreachable.filter(({ outcome }) => report.outcomes.has(outcome))).toEqual([]);
  });

  it('sees no outcome that is not declared', () => {
    const declared: ReadonlySet<string> = readDeclaredOutcomes();
    expect([...report.outcomes].filter((name) => !declared.has(name))).toEqual([]);
  });
});
