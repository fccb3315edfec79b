import { type Api, GrammyError } from 'grammy';
import { StartupProblem } from '../startup-problem.ts';
import { allowedUpdates } from './inbound/poll-updates.ts';

/** Pauses, in seconds, after which a server that is out of order for a moment is asked again. */
const pauses = [0.2, 0.5, 1];

/** The Bot API server, at the start of the bot. */
export interface Connecting {
  api: Api;
  /** The address of the server, to name it. */
  apiRoot: string;
  /** Waits for the given seconds. */
  pause(seconds: number): Promise<void>;
}

/** Asks Telegram who we are; answers the bot's user name. Throws a `StartupProblem` naming what is wrong. */
export async function connectBot(connecting: Connecting): Promise<string> {
  return (await insist(connecting, () => connecting.api.getMe())).username;
}

/** Updates are fetched from now on; those that wait are kept. Throws a `StartupProblem`. */
export async function choosePolling(connecting: Connecting): Promise<void> {
  await insist(connecting, () => connecting.api.deleteWebhook());
}

/** Updates are sent to an address of ours from now on; those that wait are kept. Throws a `StartupProblem`. */
export async function chooseWebhook(
  connecting: Connecting,
  webhook: { url: string; secret: string },
): Promise<void> {
  await insist(connecting, () =>
    connecting.api.setWebhook(webhook.url, {
      secret_token: webhook.secret,
      allowed_updates: allowedUpdates,
    }),
  );
}

/** Repeats a request that failed for a moment, a few times. */
async function insist<T>({ apiRoot, pause }: Connecting, request: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await request();
    } catch (cause) {
      const refusal = cause instanceof GrammyError ? cause : null;
      if (refusal?.error_code === 401 || refusal?.error_code === 404) {
        throw new StartupProblem('BOT_TOKEN: Telegram does not know this token; take it from @BotFather.', {
          cause,
        });
      }
      if (refusal?.error_code === 400) {
        throw new StartupProblem(`WEBHOOK_URL: Telegram refuses it: ${refusal.description}`, { cause });
      }
      const seconds = pauses[attempt];
      if (seconds === undefined) {
        throw new StartupProblem(
          `TELEGRAM_API_ROOT: ${apiRoot} does not answer as Telegram's Bot API does.`,
          { cause },
        );
      }
      await pause(Math.max(seconds, Math.min(refusal?.parameters.retry_after ?? 0, 5)));
    }
  }
}
