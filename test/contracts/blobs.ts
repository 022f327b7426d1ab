import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Blobs } from '../../src/ports/blobs.ts';

/** What every store of blobs must do; `make` gives a new one with a limit of 1 MB. */
export function blobsContract(make: () => Promise<Blobs>): void {
  it('gives back the very bytes, whatever they are, under their SHA-256', async () => {
    const blobs = await make();
    const every = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (const bytes of [
      every,
      new Uint8Array(),
      new TextEncoder().encode('한글\0\r\n'),
      new Uint8Array(randomBytes(1 << 20)),
    ]) {
      const name = await blobs.put(bytes);
      expect(name).toBe(createHash('sha256').update(bytes).digest('hex'));
      const back = await blobs.get(name);
      expect(back !== null && Buffer.compare(back, bytes)).toBe(0);
    }
  });

  it('keeps the part that a view shows, not the buffer behind it', async () => {
    const blobs = await make();
    const view = new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 4);
    expect([...((await blobs.get(await blobs.put(view))) ?? [])]).toEqual([2, 3, 4]);
  });

  it('takes the same bytes twice', async () => {
    const blobs = await make();
    const bytes = randomBytes(100);
    expect(await blobs.put(bytes)).toBe(await blobs.put(bytes));
  });

  it('knows nothing of what was never put', async () => {
    expect(await (await make()).get('0'.repeat(64))).toBeNull();
  });

  it('refuses what is over the limit, naming both sizes', async () => {
    const blobs = await make();
    const bytes = new Uint8Array(3 << 20);
    await expect(blobs.put(bytes)).rejects.toMatchObject({
      code: 'input.too-large',
      message: expect.stringMatching(/3\.0 MB.*1\.0 MB/),
    });
    expect(await blobs.get(createHash('sha256').update(bytes).digest('hex'))).toBeNull();
  });
}
