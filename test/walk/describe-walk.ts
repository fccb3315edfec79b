import { describe, expect, it } from 'vitest';
import { readDeclaredOutcomes } from './declared-outcomes.ts';
import { allScenes } from './scenes/all-scenes.ts';
import { newInstallationScenes } from './scenes/new-installation.ts';
import { unreachable } from './unreachable.ts';
import { walk, walkAnew } from './walk.ts';
import { buttonKinds, emptyReport } from './watch.ts';

export interface DescribedWalk {
  /** Everybody of the cast speaks the other language. */
  mirrored: boolean;
  /** Of walks at random in towns of their own, after the scenes. */
  seeds: readonly number[];
  /** Steps at random for each seed. */
  steps: number;
}

/**
 * Walks over the whole bot as every role in both languages, and demands that it meets nothing that must not
 * happen, presses every kind of button, and sees every outcome of every use case that a chat can lead to.
 * Says how long the slowest answer took.
 */
export function describeWalk({ mirrored, seeds, steps }: DescribedWalk): void {
  const title = `a walk over the whole bot, as every role in both languages${mirrored ? ', mirrored' : ''}`;
  describe(title, async () => {
    const report = emptyReport();
    const [first = 1] = seeds;
    await walkAnew({ scenes: newInstallationScenes, mirrored, report });
    await walk({ seed: first, mirrored, scenes: allScenes, steps: Math.round(steps / 4), report });
    for (const seed of seeds) await walk({ seed, mirrored, steps, report });
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
}
