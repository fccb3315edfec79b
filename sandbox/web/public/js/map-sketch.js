import { svg } from './dom.js';

const WIDTH = 320;
const HEIGHT = 170;

/**
 * A drawing of a map around a place. It shows no real streets (the page loads nothing from outside); the same
 * place always gives the same drawing.
 *
 * @param {{ latitude: number, longitude: number }} place
 */
export function sketchMap({ latitude, longitude }) {
  const random = randomFrom(Math.round(latitude * 1e4) * 31 + Math.round(longitude * 1e4));
  /** @param {number} from @param {number} to */
  const between = (from, to) => Math.round(from + random() * (to - from));

  const river = between(20, 140);
  const shapes = [
    svg('rect', { class: 'map-land', width: WIDTH, height: HEIGHT }),
    svg('path', {
      class: 'map-park',
      d: `M${between(0, 60)} ${between(0, 30)}h${between(50, 90)}l${between(5, 25)} ${between(30, 60)}h-${between(60, 100)}z`,
    }),
    svg('path', {
      class: 'map-park',
      d: `M${between(190, 230)} ${between(90, 120)}h${between(60, 80)}v${between(30, 60)}h-${between(50, 90)}z`,
    }),
    svg('path', {
      class: 'map-water',
      d: `M-10 ${river}C80 ${river + between(-60, 60)} 180 ${river + between(-60, 60)} 330 ${river + between(-50, 50)}`,
    }),
  ];
  const tilt = between(-18, 18);
  for (let x = -20; x < WIDTH + 20; x += between(34, 52)) {
    shapes.push(svg('path', { class: 'map-street', d: `M${x} -10L${x + tilt} ${HEIGHT + 10}` }));
  }
  for (let y = 10; y < HEIGHT; y += between(28, 44)) {
    shapes.push(svg('path', { class: 'map-street', d: `M-10 ${y}L${WIDTH + 10} ${y - tilt}` }));
  }
  const avenue = between(60, 110);
  shapes.push(svg('path', { class: 'map-avenue', d: `M-10 ${avenue}L${WIDTH + 10} ${avenue - tilt * 1.5}` }));
  shapes.push(svg('path', { class: 'map-avenue', d: `M${between(90, 230)} -10l${tilt} ${HEIGHT + 20}` }));
  shapes.push(
    svg('ellipse', { class: 'map-shadow', cx: WIDTH / 2, cy: HEIGHT / 2 + 1, rx: 9, ry: 3.5 }),
    svg('path', {
      class: 'map-pin',
      d: `M${WIDTH / 2} ${HEIGHT / 2}c-4-8-15-13-15-25a15 15 0 0 1 30 0c0 12-11 17-15 25z`,
    }),
    svg('circle', { class: 'map-pin-eye', cx: WIDTH / 2, cy: HEIGHT / 2 - 25, r: 5.5 }),
  );
  return svg(
    'svg',
    {
      class: 'map',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'xMidYMid slice',
      'aria-hidden': 'true',
    },
    ...shapes,
  );
}

/** Numbers from 0 to 1 that depend on the seed only (mulberry32). @param {number} seed */
function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
