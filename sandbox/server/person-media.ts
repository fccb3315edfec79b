import { addFoundEntities } from './found-entities.ts';
import { readImageSize } from './images.ts';
import type { World } from './state/world.ts';
import type { Message } from './telegram-types.ts';

export interface OutgoingDocument {
  fileName: string;
  mimeType: string;
  caption?: string;
}

/** Contents of messages with files, as a person's client makes them. */
export const obtainMedia = {
  /** A picture; throws for bytes that are no PNG or JPEG, which a client would not send as a picture. */
  photo(world: World, bytes: Uint8Array, caption?: string): Partial<Message> {
    const size = readImageSize(bytes);
    if (size === undefined) throw new Error('The picture is neither PNG nor JPEG');
    return { photo: world.files.addPhoto({ bytes }, size), ...captionContent(caption) };
  },

  document(world: World, bytes: Uint8Array, options: OutgoingDocument): Partial<Message> {
    const { fileName, mimeType, caption } = options;
    return { document: world.files.addDocument({ bytes, fileName, mimeType }), ...captionContent(caption) };
  },

  voice(world: World): Partial<Message> {
    const fields = world.files.add('voice', {
      bytes: new TextEncoder().encode('OggS'),
      mimeType: 'audio/ogg',
    });
    return { voice: { ...fields, duration: 3, mime_type: 'audio/ogg' } };
  },

  sticker(world: World): Partial<Message> {
    const fields = world.files.add('sticker', {
      bytes: new TextEncoder().encode('RIFF'),
      mimeType: 'image/webp',
    });
    const shape = { type: 'regular' as const, width: 512, height: 512, is_animated: false, is_video: false };
    return { sticker: { ...fields, ...shape, emoji: '👍' } };
  },
};

function captionContent(caption: string | undefined): Partial<Message> {
  const text = caption?.trim() ?? '';
  if (text === '') return {};
  const entities = addFoundEntities(text, []);
  return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}
