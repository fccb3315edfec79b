import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** Pixels per module: readable from a screen at arm's length, also after Telegram's recompression. */
const scale = 10;
/** Light modules around the code, as its standard asks for. */
const quietZone = 4;

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** The QR code of a text as a PNG picture, black on white, one bit a pixel. */
export function drawQrCode(text: string): Uint8Array {
  const { data } = encode(text, { ecc: 'M', border: quietZone });
  const side = data.length * scale;
  const lineLength = 1 + Math.ceil(side / 8);
  const pixels = Buffer.alloc(lineLength * side);
  for (let y = 0; y < side; y += 1) {
    const modules = data[Math.floor(y / scale)] ?? [];
    for (let x = 0; x < side; x += 1) {
      // A line begins with its filter type, 0; a set bit is white.
      const at = y * lineLength + 1 + (x >> 3);
      if (modules[Math.floor(x / scale)] !== true) pixels[at] = (pixels[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit a pixel, greyscale, no interlacing.
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed) >>> 0);
  return Buffer.concat([length, typed, checksum]);
}
