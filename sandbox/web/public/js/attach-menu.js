import { openDialog } from './dialogs.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { asPhotoFile } from './photo-file.js';
import { openMenu } from './popup-menu.js';
import { drawSamplePhoto } from './sample-photo.js';

/** Places offered at once; coordinates in degrees. */
export const PRESET_PLACES = /** @type {const} */ ([
  { name: 'astana', latitude: 51.13, longitude: 71.43 },
  { name: 'oral', latitude: 51.23, longitude: 51.37 },
  { name: 'almaty', latitude: 43.24, longitude: 76.91 },
]);

/**
 * @typedef {object} AttachActions
 * @property {import('./strings.js').Strings} strings
 * @property {import('./formats.js').Formats} formats
 * @property {(field: 'photo' | 'document', files: File[], caption: string) => void} sendFiles
 * @property {(place: { latitude: number, longitude: number }) => void} sendLocation
 * @property {() => void} sendSticker
 * @property {(problem: unknown) => void} fail
 * @property {() => void} sendVoice
 */

/**
 * The paper-clip button with its menu.
 *
 * @param {AttachActions} actions
 */
export function createAttachButton(actions) {
  const { strings } = actions;
  const photoInput = fileInput('image/*', (files) => openPhotoFiles(files, actions), strings.photos);
  const fileInputElement = fileInput('', (files) => openFiles('document', files, actions), strings.file);
  const button = el(
    'button',
    {
      type: 'button',
      class: 'icon-button attach',
      'aria-label': strings.attach,
      title: strings.attach,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      onclick: open,
    },
    icon('attach'),
  );
  function open() {
    openMenu(button, strings.attach, [
      { label: strings.photos, icon: 'photo', choose: () => photoInput.click() },
      {
        label: strings.samplePhoto,
        icon: 'photo',
        choose: async () => openFiles('photo', [await drawSamplePhoto()], actions),
      },
      { label: strings.file, icon: 'file', choose: () => fileInputElement.click() },
      { label: strings.location, icon: 'location', choose: () => openPlaces(actions) },
      { label: strings.sticker, icon: 'sticker', choose: actions.sendSticker },
      { label: strings.voice, icon: 'voice', choose: actions.sendVoice },
    ]);
  }
  return el('span', { class: 'attach-holder' }, button, photoInput, fileInputElement);
}

/**
 * Shows the chosen pictures before they are sent, in a format that the Bot API takes as a photo.
 *
 * @param {File[]} files
 * @param {AttachActions} actions
 */
export async function openPhotoFiles(files, actions) {
  try {
    openFiles('photo', await Promise.all(files.map(asPhotoFile)), actions);
  } catch (problem) {
    actions.fail(problem);
  }
}

/** @param {string} accept @param {(files: File[]) => void} choose @param {string} label */
function fileInput(accept, choose, label) {
  const input = el('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    tabindex: '-1',
    accept: accept || undefined,
    'aria-label': label,
  });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length > 0) choose(files);
  });
  return input;
}

/**
 * Shows the chosen files with a line for a caption, as Telegram asks before sending.
 *
 * @param {'photo' | 'document'} field
 * @param {File[]} files
 * @param {AttachActions} actions
 */
function openFiles(field, files, { strings, formats, sendFiles }) {
  const title = field === 'photo' ? strings.sendPhotos : strings.sendFile;
  /** @type {string[]} */
  const urls = [];
  const previews = files.map((file) => {
    if (field === 'document') {
      return el(
        'div',
        { class: 'file' },
        el('span', { class: 'file-icon' }, icon('file')),
        el(
          'span',
          { class: 'file-lines' },
          el('span', { class: 'file-name' }, file.name),
          el('span', { class: 'file-detail' }, formats.size(file.size)),
        ),
      );
    }
    const url = URL.createObjectURL(file);
    urls.push(url);
    return el('img', { src: url, alt: file.name });
  });
  const caption = el('input', {
    type: 'text',
    class: 'field',
    maxlength: '1024',
    placeholder: strings.caption,
    'aria-label': strings.caption,
  });
  const dialog = openForm(
    title,
    [el('div', { class: `previews ${field}` }, ...previews), caption],
    strings,
    () => sendFiles(field, files, caption.value.trim()),
  );
  dialog.addEventListener('close', () => {
    for (const url of urls) URL.revokeObjectURL(url);
  });
  caption.focus();
}

/**
 * Offers the preset places and a form for any other.
 *
 * @param {Pick<AttachActions, 'strings' | 'sendLocation'>} actions
 */
export function openPlaces({ strings, sendLocation }) {
  const presets = PRESET_PLACES.map(({ name, latitude, longitude }) =>
    el(
      'button',
      {
        type: 'button',
        class: 'choice',
        onclick: () => {
          dialog.close();
          sendLocation({ latitude, longitude });
        },
      },
      el('span', { class: 'choice-place' }, icon('location'), strings.places[name]),
      el('small', {}, `${latitude}, ${longitude}`),
    ),
  );
  const latitude = degrees(strings.latitude, 90);
  const longitude = degrees(strings.longitude, 180);
  const dialog = openForm(
    strings.sendLocation,
    [
      el('div', { class: 'choices' }, ...presets),
      el(
        'fieldset',
        { class: 'own-place' },
        el('legend', {}, strings.ownPlace),
        latitude.label,
        longitude.label,
      ),
    ],
    strings,
    () => sendLocation({ latitude: latitude.input.valueAsNumber, longitude: longitude.input.valueAsNumber }),
  );
  presets[0]?.focus();
}

/** @param {string} name @param {number} limit */
function degrees(name, limit) {
  const input = el('input', {
    type: 'number',
    class: 'field',
    required: true,
    step: 'any',
    min: -limit,
    max: limit,
    inputmode: 'decimal',
  });
  return { input, label: el('label', {}, name, input) };
}

/**
 * @param {string} title
 * @param {Node[]} fields
 * @param {import('./strings.js').Strings} strings
 * @param {() => void} send
 */
function openForm(title, fields, strings, send) {
  const form = el(
    'form',
    {
      class: 'dialog-form',
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        dialog.close();
        send();
      },
    },
    ...fields,
    el(
      'div',
      { class: 'dialog-buttons' },
      el('button', { type: 'button', class: 'text-button', onclick: () => dialog.close() }, strings.cancel),
      el('button', { type: 'submit', class: 'text-button' }, strings.send),
    ),
  );
  const dialog = openDialog({ title, content: [form] });
  return dialog;
}
