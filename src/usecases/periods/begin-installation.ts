import { localDateTime } from '../../domain/calendar/time-zone.ts';
import type { Deps } from '../deps.ts';

/**
 * Notes, once, the local day on which this installation began: periods are created from it on, never back.
 * Answers that day (`2026-10-05`), also when it was noted before.
 */
export async function beginInstallation(deps: Deps): Promise<string> {
  const now = deps.clock.now();
  const startedOn = localDateTime(now, deps.settings.timeZone).toPlainDate().toString();
  await deps.db.installation.createMany({ data: { id: 1, startedOn, createdAt: now }, skipDuplicates: true });
  return (await deps.db.installation.findUniqueOrThrow({ where: { id: 1 } })).startedOn;
}
