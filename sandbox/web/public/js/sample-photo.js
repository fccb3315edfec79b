import { toJpeg } from './photo-file.js';

const WIDTH = 960;
const HEIGHT = 640;

/**
 * Draws a street with a pothole, for trying feedback with a photo where no picture is at hand.
 *
 * @returns {Promise<File>} a JPEG
 */
export async function drawSamplePhoto() {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw on a canvas');
  drawSky(context);
  drawHouses(context);
  drawRoad(context);
  return toJpeg(canvas, 'street.jpg');
}

/** @param {CanvasRenderingContext2D} context */
function drawSky(context) {
  const sky = context.createLinearGradient(0, 0, 0, 340);
  sky.addColorStop(0, '#7db9e8');
  sky.addColorStop(1, '#e4f1f9');
  context.fillStyle = sky;
  context.fillRect(0, 0, WIDTH, HEIGHT);
}

/** @param {CanvasRenderingContext2D} context */
function drawHouses(context) {
  const colours = ['#d8b48a', '#c98f6b', '#e3c9a0', '#b7a38c', '#d59f7a'];
  for (let index = 0; index < 5; index += 1) {
    const left = index * 200 - 20;
    const height = 150 + ((index * 67) % 90);
    context.fillStyle = colours[index] ?? '#ccc';
    context.fillRect(left, 360 - height, 185, height);
    context.fillStyle = '#5d7587';
    for (let row = 0; row < Math.floor(height / 45); row += 1) {
      for (let column = 0; column < 4; column += 1) {
        context.fillRect(left + 18 + column * 42, 376 - height + row * 44, 22, 26);
      }
    }
  }
}

/** @param {CanvasRenderingContext2D} context */
function drawRoad(context) {
  context.fillStyle = '#9aa39a';
  context.fillRect(0, 355, WIDTH, 45);
  context.fillStyle = '#565a5f';
  context.fillRect(0, 400, WIDTH, 240);
  context.fillStyle = '#e9e6da';
  for (let left = 20; left < WIDTH; left += 160) context.fillRect(left, 510, 90, 10);
  /** @type {[string, number, number][]} */
  const rings = [
    ['#494c50', 165, 52],
    ['#393b3e', 140, 42],
    ['#26282a', 112, 31],
    ['#5f7f93', 78, 17],
  ];
  for (const [colour, width, height] of rings) {
    context.fillStyle = colour;
    context.beginPath();
    context.ellipse(520, 555, width, height, -0.06, 0, Math.PI * 2);
    context.fill();
  }
}
