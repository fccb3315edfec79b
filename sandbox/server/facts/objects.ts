import { bytes, characters, type Facts, optional, parsedCharacters, required, unserved } from './fact.ts';

/** Objects that requests carry, field by field. A union's members are chosen by `chooseObject`. */
export const objectFacts = {
  MessageEntity: {
    type: required('String'),
    offset: required('Integer'),
    length: required('Integer'),
    url: optional('String'),
    user: unserved('User'),
    language: optional('String'),
    custom_emoji_id: optional('String'),
    unix_time: unserved('Integer'),
    date_time_format: unserved('String'),
  },
  LinkPreviewOptions: {
    is_disabled: optional('Boolean'),
    url: optional('String'),
    prefer_small_media: optional('Boolean'),
    prefer_large_media: optional('Boolean'),
    show_above_text: optional('Boolean'),
  },
  ReplyParameters: {
    message_id: required('Integer'),
    chat_id: unserved('Integer', 'String'),
    allow_sending_without_reply: optional('Boolean'),
    quote: parsedCharacters(optional('String'), 0, 1024),
    quote_parse_mode: unserved('String'),
    quote_entities: unserved('Array of MessageEntity'),
    quote_position: optional('Integer'),
    checklist_task_id: unserved('Integer'),
    poll_option_id: unserved('String'),
  },
  InlineKeyboardMarkup: { inline_keyboard: required('Array of Array of InlineKeyboardButton') },
  InlineKeyboardButton: {
    text: required('String'),
    icon_custom_emoji_id: unserved('String'),
    style: optional('String'),
    url: optional('String'),
    callback_data: bytes(optional('String'), 1, 64),
    web_app: optional('WebAppInfo'),
    login_url: unserved('LoginUrl'),
    switch_inline_query: optional('String'),
    switch_inline_query_current_chat: optional('String'),
    switch_inline_query_chosen_chat: unserved('SwitchInlineQueryChosenChat'),
    copy_text: optional('CopyTextButton'),
    callback_game: unserved('CallbackGame'),
    pay: unserved('Boolean'),
  },
  CopyTextButton: { text: characters(required('String'), 1, 256) },
  WebAppInfo: { url: required('String') },
  ReplyKeyboardMarkup: {
    keyboard: required('Array of Array of KeyboardButton'),
    is_persistent: optional('Boolean'),
    resize_keyboard: optional('Boolean'),
    one_time_keyboard: optional('Boolean'),
    input_field_placeholder: characters(optional('String'), 1, 64),
    selective: optional('Boolean'),
  },
  KeyboardButton: {
    text: required('String'),
    icon_custom_emoji_id: unserved('String'),
    style: optional('String'),
    request_users: unserved('KeyboardButtonRequestUsers'),
    request_chat: unserved('KeyboardButtonRequestChat'),
    request_managed_bot: unserved('KeyboardButtonRequestManagedBot'),
    request_contact: optional('Boolean'),
    request_location: optional('Boolean'),
    request_poll: unserved('KeyboardButtonPollType'),
    web_app: optional('WebAppInfo'),
  },
  ReplyKeyboardRemove: { remove_keyboard: required('Boolean'), selective: optional('Boolean') },
  ForceReply: {
    force_reply: required('Boolean'),
    input_field_placeholder: characters(optional('String'), 1, 64),
    selective: optional('Boolean'),
  },
  BotCommand: {
    command: characters(required('String'), 1, 32),
    description: characters(required('String'), 1, 256),
  },
  BotCommandScopeDefault: { type: required('String') },
  BotCommandScopeAllPrivateChats: { type: required('String') },
  BotCommandScopeAllGroupChats: { type: required('String') },
  BotCommandScopeAllChatAdministrators: { type: required('String') },
  BotCommandScopeChat: { type: required('String'), chat_id: required('Integer', 'String') },
  BotCommandScopeChatAdministrators: { type: required('String'), chat_id: required('Integer', 'String') },
  BotCommandScopeChatMember: {
    type: required('String'),
    chat_id: required('Integer', 'String'),
    user_id: required('Integer'),
  },
  MenuButtonCommands: { type: required('String') },
  MenuButtonWebApp: {
    type: required('String'),
    text: required('String'),
    web_app: required('WebAppInfo'),
  },
  MenuButtonDefault: { type: required('String') },
  InputMediaPhoto: {
    type: required('String'),
    media: required('String'),
    caption: parsedCharacters(optional('String'), 0, 1024),
    parse_mode: optional('String'),
    caption_entities: optional('Array of MessageEntity'),
    show_caption_above_media: optional('Boolean'),
    has_spoiler: optional('Boolean'),
  },
  InputMediaDocument: {
    type: required('String'),
    media: required('String'),
    thumbnail: unserved('String'),
    caption: parsedCharacters(optional('String'), 0, 1024),
    parse_mode: optional('String'),
    caption_entities: optional('Array of MessageEntity'),
    disable_content_type_detection: optional('Boolean'),
  },
  InlineQueryResultsButton: {
    text: required('String'),
    web_app: unserved('WebAppInfo'),
    start_parameter: characters(optional('String'), 1, 64),
  },
} as const satisfies Record<string, Facts>;

export type ObjectName = keyof typeof objectFacts;

const commandScopes: Record<string, ObjectName> = {
  default: 'BotCommandScopeDefault',
  all_private_chats: 'BotCommandScopeAllPrivateChats',
  all_group_chats: 'BotCommandScopeAllGroupChats',
  all_chat_administrators: 'BotCommandScopeAllChatAdministrators',
  chat: 'BotCommandScopeChat',
  chat_administrators: 'BotCommandScopeChatAdministrators',
  chat_member: 'BotCommandScopeChatMember',
};
const menuButtons: Record<string, ObjectName> = {
  commands: 'MenuButtonCommands',
  web_app: 'MenuButtonWebApp',
  default: 'MenuButtonDefault',
};
const media: Record<string, ObjectName> = { photo: 'InputMediaPhoto', document: 'InputMediaDocument' };

/** Unions whose member is named by the field `type`, and the members that the sandbox serves. */
export const unionFacts: Readonly<Record<string, Readonly<Record<string, ObjectName>>>> = {
  BotCommandScope: commandScopes,
  MenuButton: menuButtons,
  InputMedia: media,
};

/** Which of several object types a value without a type field is, told by the field that only one of them has. */
export function chooseObject(types: readonly string[], value: Record<string, unknown>): string | undefined {
  if (types.length === 1) return types[0];
  return types.find((type) =>
    Object.entries<{ required: boolean }>(objectFacts[type as ObjectName] ?? {}).some(
      ([field, fact]) => fact.required && field in value,
    ),
  );
}
