import { el } from './dom.js';
import { icon } from './icons.js';

const HOUR_MS = 3_600_000;

/**
 * The bar over the chats: the simulated clock, the buttons that move it, and the switch of the colours.
 *
 * @param {object} options
 * @param {import('./control-api.js').ControlApi} options.api
 * @param {import('./store.js').Store} options.store
 * @param {import('./strings.js').Strings} options.strings
 * @param {import('./formats.js').Formats} options.formats
 * @param {() => void} options.switchTheme
 */
export function createTopBar({ api, store, strings, formats, switchTheme }) {
  const day = el('span', { class: 'clock-day' });
  const time = el('time', { class: 'clock-time' });
  const failure = el('span', { class: 'clock-failure', role: 'status' });
  const moves = [
    move('plusHour', { advanceMs: HOUR_MS }),
    move('plusDay', { advanceMs: 24 * HOUR_MS }),
    move('toDeadline', { nextDeadline: true }, 'skip'),
  ];
  const movers = el('div', { class: 'clock-moves' }, ...moves);
  const theme = el(
    'button',
    {
      type: 'button',
      class: 'icon-button theme',
      'aria-label': strings.theme,
      title: strings.theme,
      onclick: switchTheme,
    },
    icon('moon'),
    icon('sun'),
  );
  const element = el(
    'header',
    { class: 'top-bar', 'aria-label': strings.clock },
    el('div', { class: 'clock', title: `${strings.clock} (Asia/Almaty)` }, icon('clock'), day, time),
    movers,
    failure,
    theme,
  );

  /** @param {'plusHour' | 'plusDay' | 'toDeadline'} key @param {{ advanceMs: number } | { nextDeadline: true }} to @param {'skip'} [name] */
  function move(key, to, name) {
    const button = el(
      'button',
      { type: 'button', class: 'clock-move', 'aria-label': strings[key], onclick: run },
      name && icon(name),
      el('span', { class: 'clock-long' }, strings[key]),
      el('span', { class: 'clock-short' }, strings.short[key]),
    );
    async function run() {
      if (element.getAttribute('aria-busy') === 'true') return;
      element.setAttribute('aria-busy', 'true');
      failure.textContent = '';
      try {
        store.setNow((await api.moveClock(to)).now);
      } catch (error) {
        failure.textContent = error instanceof Error ? error.message : String(error);
      } finally {
        element.removeAttribute('aria-busy');
      }
    }
    return button;
  }

  function show() {
    const { state } = store;
    if (!state) return;
    const now = new Date(state.now);
    const clock = formats.clock(now);
    day.replaceChildren(
      el('span', { class: 'clock-weekday' }, `${clock.weekday}, `),
      el('span', { class: 'clock-long' }, clock.day),
      el('span', { class: 'clock-short' }, clock.shortDay),
    );
    time.textContent = clock.time;
    time.dateTime = now.toISOString();
    movers.hidden = !state.canMoveClock;
  }

  store.on('state', show);
  return { element };
}
