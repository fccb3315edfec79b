import { type Api, GrammyError } from 'grammy';
import { StartupProblem } from '../startup-problem.ts';

/** Asks Telegram who we are; answers the bot's user name. Throws a `StartupProblem` naming what is wrong. */
export async function connectBot(api: Api, apiRoot: string): Promise<string> {
  try {
    return (await api.getMe()).username;
  } catch (cause) {
    if (cause instanceof GrammyError && (cause.error_code === 401 || cause.error_code === 404)) {
      throw new StartupProblem('BOT_TOKEN: Telegram does not know this token; take it from @BotFather.', {
        cause,
      });
    }
    throw new StartupProblem(`TELEGRAM_API_ROOT: ${apiRoot} does not answer.`, { cause });
  }
}
