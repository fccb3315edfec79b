import { between, type Facts, items, optional, parsedCharacters, required, unserved } from './fact.ts';

const chat = { chat_id: required('Integer', 'String') } as const;

const topics = {
  message_thread_id: unserved('Integer'),
  direct_messages_topic_id: unserved('Integer'),
} as const;

const delivery = {
  disable_notification: optional('Boolean'),
  protect_content: optional('Boolean'),
  allow_paid_broadcast: unserved('Boolean'),
  message_effect_id: unserved('String'),
  reply_parameters: optional('ReplyParameters'),
} as const;

const suggestedPost = { suggested_post_parameters: unserved('SuggestedPostParameters') } as const;

const anyMarkup = {
  reply_markup: optional('InlineKeyboardMarkup', 'ReplyKeyboardMarkup', 'ReplyKeyboardRemove', 'ForceReply'),
} as const;

const business = { business_connection_id: unserved('String') } as const;

const caption = {
  caption: parsedCharacters(optional('String'), 0, 1024),
  parse_mode: optional('String'),
  caption_entities: optional('Array of MessageEntity'),
} as const;

/** Methods that put a message into a chat. */
export const sendingFacts = {
  sendMessage: {
    ...business,
    ...chat,
    ...topics,
    text: parsedCharacters(required('String'), 1, 4096),
    parse_mode: optional('String'),
    entities: optional('Array of MessageEntity'),
    link_preview_options: optional('LinkPreviewOptions'),
    ...delivery,
    ...suggestedPost,
    ...anyMarkup,
  },
  sendPhoto: {
    ...business,
    ...chat,
    ...topics,
    photo: required('InputFile', 'String'),
    ...caption,
    show_caption_above_media: optional('Boolean'),
    has_spoiler: optional('Boolean'),
    ...delivery,
    ...suggestedPost,
    ...anyMarkup,
  },
  sendDocument: {
    ...business,
    ...chat,
    ...topics,
    document: required('InputFile', 'String'),
    thumbnail: unserved('InputFile', 'String'),
    ...caption,
    disable_content_type_detection: optional('Boolean'),
    ...delivery,
    ...suggestedPost,
    ...anyMarkup,
  },
  sendMediaGroup: {
    ...business,
    ...chat,
    ...topics,
    media: items(
      required(
        'Array of InputMediaAudio',
        'Array of InputMediaDocument',
        'Array of InputMediaLivePhoto',
        'Array of InputMediaPhoto',
        'Array of InputMediaVideo',
      ),
      2,
      10,
    ),
    ...delivery,
  },
  sendLocation: {
    ...business,
    ...chat,
    ...topics,
    latitude: between(required('Float'), -90, 90),
    longitude: between(required('Float'), -180, 180),
    horizontal_accuracy: between(optional('Float'), 0, 1500),
    live_period: unserved('Integer'),
    heading: unserved('Integer'),
    proximity_alert_radius: unserved('Integer'),
    ...delivery,
    ...suggestedPost,
    ...anyMarkup,
  },
  copyMessage: {
    ...chat,
    ...topics,
    from_chat_id: required('Integer', 'String'),
    message_id: required('Integer'),
    video_start_timestamp: unserved('Integer'),
    ...caption,
    show_caption_above_media: optional('Boolean'),
    ...delivery,
    ...suggestedPost,
    ...anyMarkup,
  },
  sendChatAction: {
    ...business,
    ...chat,
    message_thread_id: unserved('Integer'),
    action: required('String'),
  },
} as const satisfies Record<string, Facts>;
