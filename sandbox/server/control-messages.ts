import { z } from 'zod';
import { obtainMedia } from './person-media.ts';
import { readParts } from './request-parameters.ts';
import { randomDigits, type World } from './state/world.ts';
import type { Message, Upload } from './telegram-types.ts';

/** What a person sends from the web chat: texts, or contents of other kinds. */
export interface PersonContents {
  texts: string[];
  contents: Partial<Message>[];
  replyTo: number | undefined;
}

const written = z.union([
  z.strictObject({ text: z.string().trim().min(1), replyTo: z.int().optional() }),
  z.strictObject({
    location: z.strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
    }),
  }),
  z.strictObject({ contact: z.strictObject({ phoneNumber: z.string(), firstName: z.string() }) }),
  z.strictObject({ sticker: z.literal(true) }),
  z.strictObject({ voice: z.literal(true) }),
]);

/** Reads a message of the web chat, JSON or multipart; throws when it is neither. */
export async function readPersonContents(world: World, request: Request): Promise<PersonContents> {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data') === true) {
    return { texts: [], contents: await readFiles(world, request), replyTo: undefined };
  }
  const message = written.parse(await request.json());
  if ('text' in message) return { texts: [message.text], contents: [], replyTo: message.replyTo };
  return { texts: [], contents: [contentOf(world, message)], replyTo: undefined };
}

function contentOf(
  world: World,
  message: Exclude<z.infer<typeof written>, { text: string }>,
): Partial<Message> {
  if ('location' in message) return { location: message.location };
  if ('sticker' in message) return obtainMedia.sticker(world);
  if ('voice' in message) return obtainMedia.voice(world);
  return { contact: { phone_number: message.contact.phoneNumber, first_name: message.contact.firstName } };
}

async function readFiles(world: World, request: Request): Promise<Partial<Message>[]> {
  const parts = await readParts(request);
  const files = (name: string): Upload[] =>
    parts.flatMap((part) => (part.name === name && 'upload' in part ? [part.upload] : []));
  const caption = parts.flatMap((part) => (part.name === 'caption' && 'text' in part ? [part.text] : []))[0];
  const photos = files('photo');
  const album = photos.length > 1 ? { media_group_id: randomDigits(world, 17) } : {};
  const captionOf = (index: number) => (index === 0 ? caption : undefined);
  return [
    ...photos.map(({ bytes }, index) => ({ ...album, ...obtainMedia.photo(world, bytes, captionOf(index)) })),
    ...files('document').map(({ bytes, fileName, mimeType }, index) => {
      const own = photos.length === 0 ? captionOf(index) : undefined;
      const named = { fileName, mimeType };
      return obtainMedia.document(world, bytes, own === undefined ? named : { ...named, caption: own });
    }),
  ];
}
