import { el, uniqueId } from './dom.js';
import { icon } from './icons.js';

/**
 * Shows a modal dialog. The browser's own dialog keeps the focus inside, closes at Escape and gives the focus
 * back; a press beside it closes it too.
 *
 * @param {{ title?: string, label?: string, class?: string, content: (Node | string)[] }} options
 * @returns {HTMLDialogElement}
 */
export function openDialog({ title, label, class: name = '', content }) {
  const id = uniqueId('dialog');
  const dialog = el(
    'dialog',
    { class: `dialog ${name}`, 'aria-labelledby': title ? id : undefined, 'aria-label': label },
    title !== undefined && el('h2', { id }, title),
    ...content,
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * The window of a callback answer with `show_alert`.
 *
 * @param {{ title: string, text: string, ok: string }} options
 */
export function showAlert({ title, text, ok }) {
  const button = el('button', { type: 'button', class: 'text-button', onclick: () => dialog.close() }, ok);
  const dialog = openDialog({
    title,
    class: 'alert',
    content: [el('p', { class: 'alert-text' }, text), el('div', { class: 'dialog-buttons' }, button)],
  });
  dialog.setAttribute('role', 'alertdialog');
  button.focus();
}

/**
 * Asks to choose one of some options, the first of which has the focus.
 *
 * @template T
 * @param {{ title: string, cancel: string, options: { label: string, detail?: string, value: T }[],
 *   choose(value: T): void }} question
 */
export function openChoice({ title, cancel, options, choose }) {
  const buttons = options.map(({ label, detail, value }) =>
    el(
      'button',
      {
        type: 'button',
        class: 'choice',
        onclick: () => {
          dialog.close();
          choose(value);
        },
      },
      el('span', {}, label),
      detail !== undefined && el('small', {}, detail),
    ),
  );
  const dialog = openDialog({
    title,
    content: [
      el('div', { class: 'choices' }, ...buttons),
      el(
        'div',
        { class: 'dialog-buttons' },
        el('button', { type: 'button', class: 'text-button', onclick: () => dialog.close() }, cancel),
      ),
    ],
  });
  buttons[0]?.focus();
}

/**
 * A photo over the whole page; arrow keys and buttons move within an album.
 *
 * @param {{ photos: { url: string, caption: string }[], index: number, strings: import('./strings.js').Strings }} options
 */
export function openLightbox({ photos, index, strings }) {
  let current = index;
  const image = el('img', { alt: '' });
  const caption = el('p', { class: 'lightbox-caption' });
  const step = (/** @type {number} */ by) => {
    current = (current + by + photos.length) % photos.length;
    show();
  };
  /** @param {string} label @param {number} by @param {string} name */
  const arrow = (label, by, name) =>
    photos.length > 1 &&
    el(
      'button',
      { type: 'button', class: `lightbox-button ${name}`, 'aria-label': label, onclick: () => step(by) },
      icon('down'),
    );
  const close = el(
    'button',
    {
      type: 'button',
      class: 'lightbox-button lightbox-close',
      'aria-label': strings.close,
      onclick: () => dialog.close(),
    },
    icon('close'),
  );
  function show() {
    const photo = photos[current];
    if (!photo) return;
    image.src = photo.url;
    image.alt = photo.caption === '' ? strings.photo : photo.caption;
    caption.textContent = photo.caption;
  }
  show();
  const content = [
    close,
    arrow(strings.previous, -1, 'lightbox-previous'),
    image,
    arrow(strings.next, 1, 'lightbox-next'),
    caption,
  ];
  const dialog = openDialog({
    label: strings.photo,
    class: 'lightbox',
    content: content.filter((node) => node !== false),
  });
  image.addEventListener('click', () => dialog.close());
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') step(-1);
    if (event.key === 'ArrowRight') step(1);
  });
}
