/** What the real server answers when a required parameter is absent or empty; others get a general sentence. */
export const missingTexts: Readonly<Record<string, string>> = {
  chat_id: 'chat_id is empty',
  'sendMessage.text': 'message text is empty',
  photo: 'there is no photo in the request',
  document: 'there is no document in the request',
  'deleteMessage.chat_id': 'chat identifier is not specified',
  'deleteMessage.message_id': 'message identifier is not specified',
  'copyMessage.message_id': 'message to copy not found',
  'pinChatMessage.message_id': 'message to pin not found',
  action: 'wrong parameter action in request',
  user_id: 'invalid user_id specified',
  latitude: 'latitude is empty',
  longitude: 'longitude is empty',
  file_id: 'file_id not specified',
  callback_query_id: 'query is too old and response timeout expired or query ID is invalid',
  inline_query_id: 'query is too old and response timeout expired or query ID is invalid',
};

/** What the real server answers when a value is outside its bounds; others get a general sentence. */
export const limitTexts: Readonly<Record<string, string>> = {
  'answerCallbackQuery.text': 'MESSAGE_TOO_LONG',
  'InlineKeyboardButton.callback_data': 'BUTTON_DATA_INVALID',
  'CopyTextButton.text': 'BUTTON_COPY_TEXT_INVALID',
  'BotCommand.command': 'BOT_COMMAND_INVALID',
  'BotCommand.description': 'BOT_COMMAND_DESCRIPTION_INVALID',
  'setMyCommands.commands': 'BOT_COMMANDS_TOO_MUCH',
  'setWebhook.secret_token': 'secret token must be 1-256 characters long',
  'sendLocation.latitude': 'wrong latitude',
  'sendLocation.longitude': 'wrong longitude',
  'answerInlineQuery.results': 'RESULTS_TOO_MUCH',
  'answerInlineQuery.next_offset': 'NEXT_OFFSET_INVALID',
  'InlineQueryResultsButton.start_parameter': 'START_PARAM_INVALID',
};

/** What the real server answers when a JSON-serialized value cannot be read. */
export const jsonTexts: Readonly<Record<string, string>> = {
  reply_markup: "can't parse reply keyboard markup JSON object",
  entities: "can't parse entities JSON object",
  caption_entities: "can't parse entities JSON object",
  media: "can't parse media JSON object",
  commands: "can't parse commands JSON object",
  scope: "can't parse BotCommandScope JSON object",
  allowed_updates: "can't parse allowed_updates JSON object",
  reply_parameters: "can't parse reply parameters JSON object",
  link_preview_options: "can't parse link preview options JSON object",
};
