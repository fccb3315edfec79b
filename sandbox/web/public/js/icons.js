import { svg } from './dom.js';

/** Line icons on a 24 × 24 grid; those in FILLED are filled shapes. */
const PATHS = {
  send: 'M3.4 20.6 21.5 12 3.4 3.4v6.8L15 12 3.4 13.8z',
  attach:
    'M19.5 11.5 12 19a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-7.9 7.9a1.5 1.5 0 0 1-2.2-2.2l7-7',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  back: 'M20 12H5M11 5.5 4.5 12l6.5 6.5',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'M6 9.5l6 6 6-6',
  keyboard:
    'M4 6.5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM7 10v.01M11 10v.01M15 10v.01M17.5 10v.01M8 14h8',
  menu: 'M5 7.5h14M5 12h14M5 16.5h14',
  photo:
    'M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM3.5 17l5-5 4 4 3-3 5 4.5M15.5 9.2v.01',
  file: 'M7 3h7l5 5v11a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM14 3v5h5',
  location:
    'M12 21s-7-6-7-11.2A7 7 0 0 1 19 9.8C19 15 12 21 12 21zM12 12.4a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z',
  sticker:
    'M20 12.5A8.5 8.5 0 1 0 11.5 20c.6 0 1-.2 1.4-.6l6.5-6c.4-.3.6-.6.6-.9zM12 19.5c0-4 2.5-7 8-7M8.8 10v.01M14.2 10v.01M8.5 13.5c.8 1 1.6 1.5 2.7 1.6',
  voice: 'M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM5.8 11.5a6.2 6.2 0 0 0 12.4 0M12 17.7V21',
  play: 'M8 5.2v13.6a.6.6 0 0 0 .9.5l11-6.8a.6.6 0 0 0 0-1L8.9 4.7a.6.6 0 0 0-.9.5z',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7v5l3.5 2',
  sun: 'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2.5v1.5M12 20v1.5M2.5 12h1.5M20 12h1.5M5.3 5.3l1 1M17.7 17.7l1 1M18.7 5.3l-1 1M6.3 17.7l-1 1',
  moon: 'M20 14.5A8.3 8.3 0 0 1 9.5 4a8.3 8.3 0 1 0 10.5 10.5z',
  skip: 'M5 6l8 6-8 6zM18 6v12',
  download: 'M12 4v12M6.5 11l5.5 5.5 5.5-5.5M5 20h14',
  link: 'M8 16 16 8M9.5 8H16v6.5',
  copy: 'M9 9h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM5 15V5a1 1 0 0 1 1-1h9',
  block: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM6 6l12 12',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5M12 7.7v.01',
  restart: 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4.5h-4.5',
  reply: 'M10 7 4.5 12l5.5 5M5 12h8c3.5 0 6 2 6.5 6',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6',
};

/** Icons of dots, which a thin line would make too faint. */
const DOTS = new Set(['more']);

const FILLED = new Set(['send', 'play']);

/**
 * A decorative icon; the control that holds it carries the label.
 *
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  return svg(
    'svg',
    {
      class: `icon${FILLED.has(name) ? ' filled' : ''}${DOTS.has(name) ? ' dots' : ''}`,
      viewBox: '0 0 24 24',
      'aria-hidden': 'true',
    },
    svg('path', { d: PATHS[name] }),
  );
}
