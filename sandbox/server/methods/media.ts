import { badRequest } from '../api-error.ts';
import { methodFacts } from '../facts/methods.ts';
import { readImageSize } from '../images.ts';
import { present } from '../present.ts';
import type { FileKind } from '../state/files.ts';
import { randomDigits } from '../state/world.ts';
import type { InputMedia, Message, Upload } from '../telegram-types.ts';
import type { Call, Handler } from './call.ts';
import { findChatToSend } from './chat-access.ts';
import { formatCaption, post } from './posting.ts';

const longestCaption = methodFacts.sendPhoto.caption.limit.max;
const largestPhoto = 10 * 1024 * 1024;
/** Width and height of a picture together, in pixels. */
const largestSidesTogether = 10_000;

export const sendPhoto: Handler<'sendPhoto'> = (call, parameters) => {
  const caption = formatCaption(call, parameters, longestCaption);
  const chat = findChatToSend(call, parameters.chat_id);
  const content = present({
    photo: obtainPhoto(call, parameters.photo),
    show_caption_above_media: parameters.show_caption_above_media,
    has_media_spoiler: parameters.has_spoiler,
  });
  return post(call, chat, { ...content, ...caption }, parameters);
};

export const sendDocument: Handler<'sendDocument'> = (call, parameters) => {
  const caption = formatCaption(call, parameters, longestCaption);
  const chat = findChatToSend(call, parameters.chat_id);
  return post(call, chat, { document: obtainDocument(call, parameters.document), ...caption }, parameters);
};

export const sendMediaGroup: Handler<'sendMediaGroup'> = (call, parameters) => {
  const chat = findChatToSend(call, parameters.chat_id);
  const kinds = new Set(parameters.media.map((item) => item.type));
  if (kinds.size > 1) throw badRequest("document can't be mixed with other media types");
  const contents = parameters.media.map((item) => mediaContent(call, item));
  const mediaGroupId = randomDigits(call.world, 17);
  return contents.map((content) => post(call, chat, content, { ...parameters, mediaGroupId }));
};

/** The content of a message made of one item of media, its file uploaded or known by id. */
export function mediaContent(call: Call, item: InputMedia): Partial<Message> {
  const caption = formatCaption(call, item, longestCaption);
  const file = item.media.startsWith('attach://') ? call.uploads.get(item.media.slice(9)) : item.media;
  if (file === undefined) throw badRequest("can't parse InputMedia: media not found");
  if (item.type === 'document') return { document: obtainDocument(call, file), ...caption };
  const shown = present({
    show_caption_above_media: item.show_caption_above_media,
    has_media_spoiler: item.has_spoiler,
  });
  return { photo: obtainPhoto(call, file), ...shown, ...caption };
}

function obtainPhoto(call: Call, photo: Upload | string) {
  if (typeof photo === 'string') {
    const sizes = knownFile(call, photo, 'photo', 'Photo').sizes;
    if (sizes === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
    return sizes;
  }
  if (photo.bytes.length === 0) throw badRequest('file must be non-empty');
  if (photo.bytes.length > largestPhoto) throw badRequest('file is too big');
  const size = readImageSize(photo.bytes);
  if (size === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  const [shorter, longer] = [size.width, size.height].toSorted((a, b) => a - b) as [number, number];
  if (shorter + longer > largestSidesTogether || longer > 20 * shorter) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  }
  return call.world.files.addPhoto(photo, size);
}

function obtainDocument(call: Call, document: Upload | string) {
  if (typeof document === 'string') {
    const { fields, fileName, mimeType } = knownFile(call, document, 'document', 'Document');
    return present({ ...fields, file_name: fileName, mime_type: mimeType });
  }
  if (document.bytes.length === 0) throw badRequest('file must be non-empty');
  return call.world.files.addDocument(document);
}

function knownFile(call: Call, fileId: string, kind: FileKind, name: string) {
  if (/^https?:\/\//i.test(fileId)) throw badRequest('failed to get HTTP URL content');
  const file = call.world.files.find(fileId);
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind !== kind) {
    const actual = file.kind.charAt(0).toUpperCase() + file.kind.slice(1);
    throw badRequest(`can't use file of type ${actual} as ${name}`);
  }
  return file;
}
