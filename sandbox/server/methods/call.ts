import type { MethodName, ParametersOf } from '../facts/methods.ts';
import type { Bot, World } from '../state/world.ts';
import type { Upload } from '../telegram-types.ts';
import type { WebhookSettings } from '../webhook.ts';

/** One request of a bot, with all that a method may need. */
export interface Call {
  world: World;
  bot: Bot;
  uploads: ReadonlyMap<string, Upload>;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
  setWebhook(settings: WebhookSettings | null): void;
}

/** Does what the method promises and returns its result; throws an ApiError to refuse. */
export type Handler<M extends MethodName> = (call: Call, parameters: ParametersOf<M>) => unknown;

/** A result that is answered with a description beside it. */
export interface DescribedResult {
  describedResult: unknown;
  description: string;
}

/** A result with the sentence that the real server adds to it. */
export function described(result: unknown, description: string): DescribedResult {
  return { describedResult: result, description };
}

/** Tells results with a description from plain ones. */
export function isDescribed(result: unknown): result is DescribedResult {
  return typeof result === 'object' && result !== null && 'describedResult' in result;
}
