import { badRequest, conflict } from '../api-error.ts';
import { present } from '../present.ts';
import { type Call, described, type Handler } from './call.ts';

/** A poll does not wait longer than this, whatever it asks for. */
const longestPollSeconds = 50;

export const getUpdates: Handler<'getUpdates'> = async (call, parameters) => {
  const { bot } = call;
  if (bot.webhook !== null) {
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  bot.updates.allow(parameters.allowed_updates);
  const offset = parameters.offset ?? 0;
  if (offset > 0) bot.updates.confirmBefore(offset);
  if (offset < 0) bot.updates.keepLast(-offset);
  const timeout = Math.min(Math.max(parameters.timeout ?? 0, 0), longestPollSeconds);
  if (bot.updates.size() === 0 && timeout > 0) await waitForUpdate(call, timeout * 1000);
  return bot.updates.oldest(parameters.limit ?? 100);
};

function waitForUpdate({ world, bot, signal }: Call, timeoutMs: number): Promise<void> {
  bot.poll?.terminate(
    'terminated by other getUpdates request; make sure that only one bot instance is running',
  );
  return new Promise((resolve, reject) => {
    const waiting = new AbortController();
    const poll = {
      terminate(reason: string): void {
        end();
        reject(conflict(reason));
      },
      finish,
    };
    const unsubscribe = bot.updates.onPush(finish);
    bot.poll = poll;
    signal.addEventListener('abort', finish);
    void world.delay(timeoutMs, waiting.signal).then(finish);
    if (signal.aborted) finish();

    function end(): void {
      unsubscribe();
      signal.removeEventListener('abort', finish);
      waiting.abort();
      if (bot.poll === poll) bot.poll = null;
    }

    function finish(): void {
      end();
      resolve();
    }
  });
}

export const setWebhook: Handler<'setWebhook'> = (call, parameters) => {
  const { bot } = call;
  if (parameters.drop_pending_updates === true) bot.updates.clear();
  if (parameters.url === '') return removeWebhook(call);
  if (!isWebhookUrl(parameters.url)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  const secretToken = parameters.secret_token;
  if (secretToken !== undefined && !/^[A-Za-z0-9_-]+$/.test(secretToken)) {
    throw badRequest('secret token contains unallowed characters');
  }
  bot.poll?.terminate('terminated by setWebhook request');
  bot.updates.allow(parameters.allowed_updates);
  const settings = { url: parameters.url, secretToken, maxConnections: parameters.max_connections ?? 40 };
  const before = bot.webhook?.settings;
  const unchanged = before?.url === settings.url && before.secretToken === settings.secretToken;
  if (!unchanged || before.maxConnections !== settings.maxConnections) call.setWebhook(settings);
  return described(true, unchanged ? 'Webhook is already set' : 'Webhook was set');
};

export const deleteWebhook: Handler<'deleteWebhook'> = (call, parameters) => {
  if (parameters.drop_pending_updates === true) call.bot.updates.clear();
  return removeWebhook(call);
};

export const getWebhookInfo: Handler<'getWebhookInfo'> = ({ bot }) => {
  const error = bot.webhook?.lastError() ?? null;
  return present({
    url: bot.webhook?.settings.url ?? '',
    has_custom_certificate: false,
    pending_update_count: bot.updates.size(),
    last_error_date: error?.date,
    last_error_message: error?.message,
    max_connections: bot.webhook?.settings.maxConnections,
    allowed_updates: bot.updates.allowed() ?? undefined,
  });
};

function removeWebhook(call: Call) {
  if (call.bot.webhook === null) return described(true, 'Webhook is already deleted');
  call.setWebhook(null);
  return described(true, 'Webhook was deleted');
}

/** HTTPS anywhere; plain HTTP on this machine only, as a bot beside the sandbox has no certificate. */
function isWebhookUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:') return true;
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
