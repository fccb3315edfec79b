import { buildTown } from '../setup/town.ts';
import { type CastMember, prepareCast, walkStart } from './cast.ts';
import { walkAtRandom } from './random-moves.ts';
import { createStage, type Scene } from './stage.ts';
import { createWatch, type Walker, type WalkReport } from './watch.ts';

export interface WalkOptions {
  seed: number;
  /** Everybody speaks the other language. */
  mirrored?: boolean;
  /** Played first, in this order. */
  scenes?: readonly Scene[];
  /** As many random steps after that. */
  steps: number;
  report: WalkReport;
}

/** Walks over the whole bot in a town of every role in both languages: scenes, and next at random. */
export async function walk({
  seed,
  mirrored = false,
  scenes = [],
  steps,
  report,
}: WalkOptions): Promise<void> {
  const town = await buildTown({ start: walkStart, seed });
  try {
    // Few enough that somebody comes to the limit.
    town.app.deps.settings.feedbackPerDay = 2;
    const cast = await prepareCast(town.database.db, { mirrored });
    await walkIn(town, cast, { seed, mirrored, scenes, steps, report });
  } finally {
    await town.close();
  }
}

/** Plays scenes in an installation where nobody is yet, nothing was reported, and no operator is named. */
export async function walkAnew(options: {
  scenes: readonly Scene[];
  mirrored: boolean;
  report: WalkReport;
}): Promise<void> {
  const town = await buildTown({ start: walkStart });
  try {
    town.app.deps.settings.operator = null;
    const languages = options.mirrored ? (['ru', 'kk'] as const) : (['kk', 'ru'] as const);
    const cast = languages.map((language, index) => ({ userId: 3001 + index, language, isKnown: false }));
    await walkIn(town, cast, { ...options, seed: 0, steps: 0 });
  } finally {
    await town.close();
  }
}

async function walkIn(
  town: Awaited<ReturnType<typeof buildTown>>,
  cast: readonly CastMember[],
  { seed, mirrored, scenes = [], steps, report }: WalkOptions,
): Promise<void> {
  const walkers = cast.map(
    ({ userId, language }): Walker => ({ userId, language, actor: town.person(userId, language) }),
  );
  const watch = await createWatch(town, report, `seed ${seed}${mirrored ? ', mirrored' : ''}`);
  try {
    const stage = createStage(town, watch, walkers, report);
    // A bot can write to those only who wrote to it first.
    for (const { userId, isKnown } of cast) if (isKnown) await stage.as(userId).say('/menu');
    for (const { name, play } of scenes) {
      await play(stage).catch((error: Error) => watch.complain(`the scene «${name}»: ${error.message}`));
    }
    await walkAtRandom(town, watch, walkers, { seed, steps, report });
  } finally {
    watch.end();
  }
}
