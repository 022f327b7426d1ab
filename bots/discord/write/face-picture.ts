import { crc32, deflateSync } from 'node:zlib';

/**
 * Draws a persona's face as a small PNG: the web page's faces are SVG, which Discord does not show. The colour is
 * the same as there, the shape is made from the id.
 */

const size = 128;
const hues: Readonly<Record<string, number>> = { parley: 176, aiin: 238, manual: 28, warden: 150, manus: 290 };

type Color = readonly [red: number, green: number, blue: number];
type Inside = (x: number, y: number) => boolean;

export function facePicture(id: string): Buffer {
  const seed = [...id].reduce((sum, character) => (sum * 33 + (character.codePointAt(0) ?? 0)) % 2_147_483_647, 5381);
  const hue = hues[id] ?? seed % 360;
  const layers: readonly (readonly [Inside, Color])[] = [
    [() => true, hsl(hue, 0.55, 0.86)],
    [body(seed), hsl(hue, 0.5, 0.52)],
    [circle(-11, -5, 5.5), hsl(hue, 0.5, 0.14)],
    [circle(11, -5, 5.5), hsl(hue, 0.5, 0.14)],
    [circle(-9.5, -6.5, 1.8), [255, 255, 255]],
    [circle(12.5, -6.5, 1.8), [255, 255, 255]],
    [mouth(seed), hsl(hue, 0.5, 0.14)],
  ];
  return png((x, y) => layers.findLast(([inside]) => inside(x, y))?.[1] ?? [0, 0, 0]);
}

// The middle of the picture is 0, 0; it reaches to ±40.
const circle =
  (cx: number, cy: number, radius: number): Inside =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) <= radius;

/** From diamond-like over round to nearly square: |x|^n + |y|^n. */
function body(seed: number): Inside {
  const power = [1.5, 2, 2.8, 4, 7][seed % 5] ?? 2;
  return (x, y) => Math.abs(x / 28) ** power + Math.abs(y / 28) ** power <= 1;
}

function mouth(seed: number): Inside {
  const bend = [0, 0.05, -0.02][Math.floor(seed / 5) % 3] ?? 0;
  return (x, y) => Math.abs(x) <= 8 && Math.abs(y - 11 + bend * x * x) <= 1.6;
}

function hsl(hue: number, saturation: number, lightness: number): Color {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    const a = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** Each pixel is the mean of nine points in it, so that edges are smooth. */
function png(colorAt: (x: number, y: number) => Color): Buffer {
  const rows: Buffer[] = [];
  for (let row = 0; row < size; row++) {
    const bytes = [0];
    for (let column = 0; column < size; column++) {
      const sum = [0, 0, 0];
      for (let point = 0; point < 9; point++) {
        const x = ((column + ((point % 3) + 0.5) / 3) / size) * 80 - 40;
        const y = ((row + (Math.floor(point / 3) + 0.5) / 3) / size) * 80 - 40;
        for (const [index, value] of colorAt(x, y).entries()) sum[index] = (sum[index] ?? 0) + value;
      }
      bytes.push(...sum.map((value) => Math.round(value / 9)));
    }
    rows.push(Buffer.from(bytes));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
