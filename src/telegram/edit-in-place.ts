import type { DeliveryOutcome } from '../usecases/delivery/delivery-outcome.ts';
import type { Messenger } from './messenger.ts';
import type { Edit } from './notification.ts';
import { sendFailureOf } from './send-outcome.ts';

/** A change that did not come through is made again after so many seconds; what is true then is shown. */
const pauseSeconds = 3;

/**
 * Edits an earlier message. It is no attempt that counts, and holds nothing else back: what went wrong is mended
 * by the next edit. One that cannot be edited any more, because the person deleted it, is left alone.
 */
export async function editInPlace(
  messenger: Messenger,
  chatId: string,
  { inPlaceOf, screen, nextAt }: Edit,
  now: Date,
): Promise<DeliveryOutcome> {
  const after = (seconds: number): DeliveryOutcome => ({
    kind: 'postponed',
    until: new Date(now.getTime() + seconds * 1_000),
  });
  const shown: DeliveryOutcome =
    nextAt === null ? { kind: 'sent', messageRef: String(inPlaceOf) } : { kind: 'postponed', until: nextAt };
  try {
    await messenger.change(chatId, inPlaceOf, screen);
    return shown;
  } catch (error) {
    const failure = sendFailureOf(error);
    switch (failure.kind) {
      case 'notModified':
        return shown;
      case 'tooMany':
        return after(Math.max(failure.retryAfter ?? 0, pauseSeconds));
      case 'server':
      case 'network':
      case 'unauthorized':
      case 'unknown':
        return after(pauseSeconds);
      case 'blocked':
      case 'deactivated':
      case 'chatNotFound':
        return { kind: 'failed', reason: failure.kind };
      case 'migrated':
      case 'topicGone':
      case 'badRequest':
        return { kind: 'dropped', reason: 'untrue' };
    }
  }
}
