/** The shapes of the Bot API that the sandbox sends and receives, as far as it serves them. */

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface Chat {
  id: number;
  type: 'private' | 'group' | 'supergroup';
  title?: string;
  username?: string;
  first_name?: string;
  last_name?: string;
}

export interface MessageEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  user?: User;
  language?: string;
  custom_emoji_id?: string;
}

export interface FileFields {
  file_id: string;
  file_unique_id: string;
  file_size?: number;
}

export interface PhotoSize extends FileFields {
  width: number;
  height: number;
}

export interface Document extends FileFields {
  file_name?: string;
  mime_type?: string;
}

export interface Voice extends FileFields {
  duration: number;
  mime_type?: string;
}

export interface Sticker extends FileFields {
  type: 'regular';
  width: number;
  height: number;
  is_animated: boolean;
  is_video: boolean;
  emoji?: string;
}

export interface Location {
  latitude: number;
  longitude: number;
  horizontal_accuracy?: number;
  live_period?: number;
  heading?: number;
  proximity_alert_radius?: number;
}

export interface Contact {
  phone_number: string;
  first_name: string;
  last_name?: string;
  user_id?: number;
}

export interface InlineKeyboardButton {
  text: string;
  icon_custom_emoji_id?: string;
  style?: string;
  url?: string;
  callback_data?: string;
  web_app?: { url: string };
  login_url?: { url: string };
  switch_inline_query?: string;
  switch_inline_query_current_chat?: string;
  switch_inline_query_chosen_chat?: { query?: string };
  copy_text?: { text: string };
  callback_game?: object;
  pay?: boolean;
}

export interface InlineKeyboardMarkup {
  inline_keyboard: InlineKeyboardButton[][];
}

export interface KeyboardButton {
  text: string;
  icon_custom_emoji_id?: string;
  style?: string;
  request_contact?: boolean;
  request_location?: boolean;
  request_users?: unknown;
  request_chat?: unknown;
  request_managed_bot?: unknown;
  request_poll?: unknown;
  web_app?: { url: string };
}

export interface ReplyKeyboardMarkup {
  keyboard: (KeyboardButton | string)[][];
  is_persistent?: boolean;
  resize_keyboard?: boolean;
  one_time_keyboard?: boolean;
  input_field_placeholder?: string;
  selective?: boolean;
}

export interface ReplyKeyboardRemove {
  remove_keyboard: boolean;
  selective?: boolean;
}

export interface ForceReply {
  force_reply: boolean;
  input_field_placeholder?: string;
  selective?: boolean;
}

export type ReplyMarkup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;

export interface ReplyParameters {
  message_id: number;
  chat_id?: number | string;
  allow_sending_without_reply?: boolean;
  quote?: string;
  quote_parse_mode?: string;
  quote_entities?: MessageEntity[];
  quote_position?: number;
  checklist_task_id?: number;
  poll_option_id?: string;
}

export interface LinkPreviewOptions {
  is_disabled?: boolean;
  url?: string;
  prefer_small_media?: boolean;
  prefer_large_media?: boolean;
  show_above_text?: boolean;
}

export interface InputMedia {
  type: string;
  media: string;
  thumbnail?: string;
  caption?: string;
  parse_mode?: string;
  caption_entities?: MessageEntity[];
  show_caption_above_media?: boolean;
  has_spoiler?: boolean;
  disable_content_type_detection?: boolean;
}

export interface BotCommand {
  command: string;
  description: string;
}

export interface BotCommandScope {
  type: string;
  chat_id?: number | string;
  user_id?: number;
}

export interface MenuButton {
  type: string;
  text?: string;
  web_app?: { url: string };
}

export interface Message {
  message_id: number;
  from?: User;
  date: number;
  chat: Chat;
  edit_date?: number;
  has_protected_content?: boolean;
  media_group_id?: string;
  reply_to_message?: Message;
  quote?: { text: string; position: number; is_manual?: boolean };
  text?: string;
  entities?: MessageEntity[];
  link_preview_options?: LinkPreviewOptions;
  caption?: string;
  caption_entities?: MessageEntity[];
  show_caption_above_media?: boolean;
  has_media_spoiler?: boolean;
  photo?: PhotoSize[];
  document?: Document;
  voice?: Voice;
  sticker?: Sticker;
  location?: Location;
  contact?: Contact;
  new_chat_members?: User[];
  left_chat_member?: User;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
  pinned_message?: Message;
  reply_markup?: InlineKeyboardMarkup;
}

export interface InaccessibleMessage {
  chat: Chat;
  message_id: number;
  date: 0;
}

export interface CallbackQuery {
  id: string;
  from: User;
  message?: Message | InaccessibleMessage;
  chat_instance: string;
  data?: string;
}

export interface InlineQuery {
  id: string;
  from: User;
  query: string;
  offset: string;
  chat_type?: string;
}

export interface ChatMember {
  status: 'creator' | 'administrator' | 'member' | 'left' | 'kicked';
  user: User;
  [field: string]: unknown;
}

export interface ChatMemberUpdated {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
}

export interface UpdateContent {
  message?: Message;
  edited_message?: Message;
  callback_query?: CallbackQuery;
  inline_query?: InlineQuery;
  my_chat_member?: ChatMemberUpdated;
  chat_member?: ChatMemberUpdated;
  message_reaction?: MessageReactionUpdated;
}

export interface MessageReactionUpdated {
  chat: Chat;
  message_id: number;
  user: User;
  date: number;
  old_reaction: ReactionType[];
  new_reaction: ReactionType[];
}

export interface ReactionType {
  type: 'emoji';
  emoji: string;
}

export interface Update extends UpdateContent {
  update_id: number;
}

/** A file that came with a request, by multipart. */
export interface Upload {
  fileName: string;
  mimeType: string;
  bytes: Uint8Array;
}
