import { el } from './dom.js';
import { icon } from './icons.js';

/**
 * @typedef {{ label: string, icon?: Parameters<typeof icon>[0], danger?: boolean, choose(): void }} MenuItem
 */

/** @type {(() => void) | null} */
let closeOpenMenu = null;

/**
 * Opens a menu beside its button: arrow keys, Home and End move, Escape closes and gives the focus back.
 *
 * @param {HTMLElement} anchor
 * @param {string} label
 * @param {MenuItem[]} items
 */
export function openMenu(anchor, label, items) {
  closeOpenMenu?.();
  const buttons = items.map((item) =>
    el(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        tabindex: '-1',
        class: item.danger ? 'danger' : '',
        onclick: () => choose(item),
      },
      item.icon && icon(item.icon),
      item.label,
    ),
  );
  const menu = el('div', { class: 'menu', role: 'menu', 'aria-label': label, onkeydown: move }, ...buttons);
  const returnTo = document.activeElement;
  document.body.append(menu);
  placeBeside(menu, anchor);
  anchor.setAttribute('aria-expanded', 'true');
  document.addEventListener('pointerdown', closeOutside, true);
  closeOpenMenu = close;
  buttons[0]?.focus({ preventScroll: true });

  function close() {
    if (closeOpenMenu !== close) return;
    closeOpenMenu = null;
    menu.remove();
    anchor.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', closeOutside, true);
    if (returnTo instanceof HTMLElement) returnTo.focus({ preventScroll: true });
  }

  /** @param {MenuItem} item */
  function choose(item) {
    close();
    item.choose();
  }

  /** @param {PointerEvent} event */
  function closeOutside(event) {
    if (event.target instanceof Node && menu.contains(event.target)) return;
    close();
    // The press that closes a menu on its own button must not open it again.
    if (event.target instanceof Node && anchor.contains(event.target)) {
      anchor.addEventListener('click', (click) => click.stopImmediatePropagation(), {
        capture: true,
        once: true,
      });
    }
  }

  /** @param {KeyboardEvent} event */
  function move(event) {
    const index = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (next !== undefined) buttons[(next + buttons.length) % buttons.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

const GAP_PX = 6;

/** @param {HTMLElement} menu @param {HTMLElement} anchor */
function placeBeside(menu, anchor) {
  const place = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = place.bottom + GAP_PX + height <= innerHeight;
  const top = below ? place.bottom + GAP_PX : Math.max(GAP_PX, place.top - GAP_PX - height);
  const left = place.left + width + GAP_PX <= innerWidth ? place.left : Math.max(GAP_PX, place.right - width);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.min(left, innerWidth - width - GAP_PX)}px`;
}
