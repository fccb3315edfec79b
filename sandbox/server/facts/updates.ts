import { between, bytes, characters, type Facts, items, optional, required, unserved } from './fact.ts';

/** Methods by which a bot gets updates, answers queries and fetches files. */
export const updateFacts = {
  getUpdates: {
    offset: optional('Integer'),
    limit: between(optional('Integer'), 1, 100),
    timeout: optional('Integer'),
    allowed_updates: optional('Array of String'),
  },
  setWebhook: {
    url: required('String'),
    certificate: unserved('InputFile'),
    ip_address: unserved('String'),
    max_connections: between(optional('Integer'), 1, 100),
    allowed_updates: optional('Array of String'),
    drop_pending_updates: optional('Boolean'),
    secret_token: characters(optional('String'), 1, 256),
  },
  deleteWebhook: { drop_pending_updates: optional('Boolean') },
  getWebhookInfo: {},
  answerCallbackQuery: {
    callback_query_id: required('String'),
    text: characters(optional('String'), 0, 200),
    show_alert: optional('Boolean'),
    url: optional('String'),
    cache_time: optional('Integer'),
  },
  answerInlineQuery: {
    inline_query_id: required('String'),
    results: items(required('Array of InlineQueryResult'), 0, 50),
    cache_time: optional('Integer'),
    is_personal: optional('Boolean'),
    next_offset: bytes(optional('String'), 0, 64),
    button: optional('InlineQueryResultsButton'),
  },
  getFile: { file_id: required('String') },
} as const satisfies Record<string, Facts>;
