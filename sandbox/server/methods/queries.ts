import { badRequest } from '../api-error.ts';
import { present } from '../present.ts';
import type { Handler } from './call.ts';

const tooOld = 'query is too old and response timeout expired or query ID is invalid';

export const answerCallbackQuery: Handler<'answerCallbackQuery'> = ({ world, bot }, parameters) => {
  const query = bot.callbackQueries.take(parameters.callback_query_id, world.now());
  if (query === undefined) throw badRequest(tooOld);
  if (
    parameters.url !== undefined &&
    parameters.url !== '' &&
    !isOwnLink(parameters.url, bot.user.username)
  ) {
    throw badRequest('URL_INVALID');
  }
  const shown = present({
    callbackId: parameters.callback_query_id,
    text: parameters.text === '' ? undefined : parameters.text,
    showAlert: parameters.show_alert,
    url: parameters.url,
  });
  const answers = bot.callbackAnswers.get(query.userId) ?? [];
  bot.callbackAnswers.set(query.userId, [...answers, { ...shown, at: world.now() }]);
  world.events.emit({ type: 'callbackAnswer', userId: query.userId, ...shown });
  return true;
};

export const answerInlineQuery: Handler<'answerInlineQuery'> = ({ world, bot }, parameters) => {
  const query = bot.inlineQueries.take(parameters.inline_query_id, world.now());
  if (query === undefined) throw badRequest(tooOld);
  const ids = parameters.results.map((result) => result.id);
  if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE');
  bot.inlineAnswers.set(parameters.inline_query_id, parameters.results);
  return true;
};

function isOwnLink(url: string, username: string | undefined): boolean {
  return new RegExp(`^(?:https?://)?t\\.me/${username}(?:[/?].*)?$`, 'i').test(url);
}
