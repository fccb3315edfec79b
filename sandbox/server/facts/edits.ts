import { type Facts, items, optional, parsedCharacters, required, unserved } from './fact.ts';

const target = {
  business_connection_id: unserved('String'),
  chat_id: optional('Integer', 'String'),
  message_id: optional('Integer'),
  inline_message_id: unserved('String'),
} as const;

const markup = { reply_markup: optional('InlineKeyboardMarkup') } as const;

/** Methods that change or remove a message. */
export const editingFacts = {
  editMessageText: {
    ...target,
    text: parsedCharacters(optional('String'), 1, 4096),
    parse_mode: optional('String'),
    entities: optional('Array of MessageEntity'),
    link_preview_options: optional('LinkPreviewOptions'),
    rich_message: unserved('InputRichMessage'),
    ...markup,
  },
  editMessageCaption: {
    ...target,
    caption: parsedCharacters(optional('String'), 0, 1024),
    parse_mode: optional('String'),
    caption_entities: optional('Array of MessageEntity'),
    show_caption_above_media: optional('Boolean'),
    ...markup,
  },
  editMessageMedia: { ...target, media: required('InputMedia'), ...markup },
  editMessageReplyMarkup: { ...target, ...markup },
  deleteMessage: { chat_id: required('Integer', 'String'), message_id: required('Integer') },
  deleteMessages: {
    chat_id: required('Integer', 'String'),
    message_ids: items(required('Array of Integer'), 1, 100),
  },
} as const satisfies Record<string, Facts>;
