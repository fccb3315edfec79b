/** @import { ChatMessage } from './types.js' */
import { el } from './dom.js';
import { icon } from './icons.js';
import { sketchMap } from './map-sketch.js';

/**
 * @typedef {object} MediaActions
 * @property {import('./strings.js').Strings} strings
 * @property {import('./formats.js').Formats} formats
 * @property {(fileId: string) => string} fileUrl
 * @property {(photos: { url: string, caption: string }[], index: number) => void} openPhotos
 */

/**
 * The picture, file, place, sticker or voice of a row's messages; null when there is only text.
 *
 * @param {ChatMessage[]} messages one message, or an album
 * @param {MediaActions} actions
 * @returns {HTMLElement | null}
 */
export function renderMedia(messages, actions) {
  const [message] = messages;
  if (!message) return null;
  if (message.photo) return photos(messages, actions);
  if (message.document) {
    return el('div', { class: 'documents' }, ...messages.map((each) => documentLink(each, actions)));
  }
  if (message.location) return place(message.location, actions);
  if (message.sticker) return el('div', { class: 'sticker' }, message.sticker.emoji ?? '🙂');
  if (message.voice) return voice(message.voice, message.id, actions);
  if (message.contact) {
    const { firstName, phoneNumber } = message.contact;
    return el(
      'div',
      { class: 'file' },
      el('span', { class: 'file-icon' }, icon('person')),
      lines(firstName ?? '', phoneNumber ?? ''),
    );
  }
  return null;
}

/** @param {ChatMessage[]} messages @param {MediaActions} actions */
function photos(messages, { strings, fileUrl, openPhotos }) {
  const shown = messages.flatMap((message) =>
    message.photo
      ? [{ ...message.photo, url: fileUrl(message.photo.fileId), caption: message.caption ?? '' }]
      : [],
  );
  const frames = shown.map((photo, index) => {
    const alt = photo.caption === '' ? strings.photo : photo.caption;
    const image = el('img', {
      src: photo.url,
      alt,
      width: photo.width,
      height: photo.height,
      decoding: 'async',
    });
    return el(
      'button',
      {
        type: 'button',
        class: 'photo',
        'aria-label': `${strings.openPhoto}: ${alt}`,
        onclick: () => openPhotos(shown, index),
      },
      image,
    );
  });
  return el(
    'div',
    { class: frames.length > 1 ? `album album-${Math.min(frames.length, 10)}` : 'single-photo' },
    ...frames,
  );
}

/** @param {ChatMessage} message @param {MediaActions} actions */
function documentLink({ document: file }, { strings, formats, fileUrl }) {
  if (!file) return el('span');
  return el(
    'a',
    {
      class: 'file',
      href: fileUrl(file.fileId),
      download: file.fileName,
      title: `${strings.download}: ${file.fileName}`,
    },
    el('span', { class: 'file-icon' }, icon('download')),
    lines(file.fileName, formats.size(file.size)),
  );
}

/** @param {string} name @param {string} detail */
function lines(name, detail) {
  return el(
    'span',
    { class: 'file-lines' },
    el('span', { class: 'file-name' }, name),
    el('span', { class: 'file-detail' }, detail),
  );
}

/** @param {{ latitude: number, longitude: number }} location @param {MediaActions} actions */
function place(location, { strings }) {
  const { latitude, longitude } = location;
  const text = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return el(
    'a',
    {
      class: 'place',
      href: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=14/${latitude}/${longitude}`,
      target: '_blank',
      rel: 'noopener noreferrer',
      'aria-label': `${strings.location}: ${text}`,
    },
    sketchMap(location),
    el('span', { class: 'place-text' }, text),
  );
}

const BARS = 32;

/** @param {{ duration: number }} message @param {number} id @param {MediaActions} actions */
function voice({ duration }, id, { strings, formats }) {
  const bars = Array.from({ length: BARS }, (_, index) => {
    const bar = el('i');
    const wave = Math.abs(Math.sin((index + id) * 1.7) * Math.cos((index + id) * 0.6));
    bar.style.height = `${Math.round(15 + 85 * wave)}%`;
    return bar;
  });
  return el(
    'div',
    { class: 'voice', role: 'img', 'aria-label': `${strings.voice}, ${formats.duration(duration)}` },
    el('span', { class: 'file-icon' }, icon('play')),
    el('span', { class: 'voice-wave' }, ...bars),
    el('span', { class: 'file-detail' }, formats.duration(duration)),
  );
}
