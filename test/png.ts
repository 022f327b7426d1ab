import { inflateSync } from 'node:zlib';

/** The pixels of a PNG of 8 bits a channel, colour without a palette, not interlaced: what browsers and graphics libraries write. */
export function decodePng(png: Uint8Array) {
  const bytes = Buffer.from(png);
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const channels = { 2: 3, 6: 4 }[bytes[25] ?? 0];
  if (bytes[24] !== 8 || channels === undefined || bytes[28] !== 0) throw new Error('another kind of PNG');
  const packed: Buffer[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const lines = inflateSync(Buffer.concat(packed));
  const row = width * channels;
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (row + 1)] ?? 0;
    for (let x = 0; x < row; x++) {
      const here = y * row + x;
      const left = x >= channels ? (pixels[here - channels] ?? 0) : 0;
      const up = y > 0 ? (pixels[here - row] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (pixels[here - row - channels] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter] ?? 0;
      pixels[here] = (lines[y * (row + 1) + 1 + x] ?? 0) + guess;
    }
  }
  /** Red, green and blue at this place. */
  const at = (x: number, y: number) => [...pixels.subarray(y * row + x * channels, y * row + x * channels + 3)];
  return { width, height, at };
}

function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
