import { crc32, inflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { drawQrCode } from '../../../src/telegram/features/invitation-qr.ts';

interface Chunk {
  type: string;
  content: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const typed = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(typed) >>> 0);
    chunks.push({ type: typed.subarray(0, 4).toString('latin1'), content: typed.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

describe('the picture of an invitation', () => {
  const link = 'https://t.me/aqyldy_qala_bot?start=inv_CchjPiXSTuSGba9YPonDyww1oaUHU23f';
  const png = Buffer.from(drawQrCode(link));

  it('is a PNG of one bit a pixel, square and large enough to scan', () => {
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    const chunks = chunksOf(png);
    expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
    const header = chunks[0]!.content;
    expect(header.readUInt32BE(0)).toBe(header.readUInt32BE(4));
    expect(header.readUInt32BE(0)).toBeGreaterThan(300);
    expect([...header.subarray(8)]).toEqual([1, 0, 0, 0, 0]);
    expect(png.length).toBeLessThan(5_000);
  });

  it('shows each module of the code, dark on light, within a light zone of four modules', () => {
    const [header, data] = chunksOf(png);
    const side = header!.content.readUInt32BE(0);
    const pixels = inflateSync(data!.content);
    const line = 1 + Math.ceil(side / 8);
    const isDark = (x: number, y: number) =>
      ((pixels[y * line + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0;
    const expected = encode(link, { ecc: 'M', border: 0 }).data;
    const scale = side / (expected.length + 8);
    expect(Number.isInteger(scale)).toBe(true);
    const shown = expected.map((row, y) =>
      row.map((_, x) => isDark((x + 4) * scale + scale / 2, (y + 4) * scale + scale / 2)),
    );
    expect(shown).toEqual(expected);
    for (let at = 0; at < side; at += 1) {
      for (const edge of [0, 4 * scale - 1, side - 1]) {
        expect(isDark(at, edge) || isDark(edge, at)).toBe(false);
      }
    }
  });
});
