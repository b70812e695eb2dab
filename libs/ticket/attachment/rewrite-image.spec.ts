import { Refused } from '@huiyin/platform';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { rewriteImage as rewriteFile } from './rewrite-image.js';

const picture = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } });

async function rewriteImage(bytes: Buffer, mediaType: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'huiyin-picture-'));
  try {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    await writeFile(from, bytes);
    await rewriteFile(from, to, mediaType);
    return await readFile(to);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function code(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
}

describe('rewriteImage', () => {
  it('leaves the metadata behind and turns the picture upright', async () => {
    const taken = await picture(40, 20)
      .withExif({ IFD0: { Copyright: 'SECRET OWNER' }, IFD3: { GPSLatitude: '31/1 14/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(taken).metadata()).exif).toBeDefined();
    const kept = await sharp(await rewriteImage(taken, 'image/jpeg')).metadata();
    expect(kept).toMatchObject({ format: 'jpeg', width: 20, height: 40 });
    expect(kept.exif ?? kept.xmp ?? kept.iptc ?? kept.orientation).toBeUndefined();
  });

  it('leaves behind what hides after the picture', async () => {
    const polyglot = Buffer.concat([await picture(4, 4).gif().toBuffer(), Buffer.from('PK\x03\x04<script>')]);
    expect((await rewriteImage(polyglot, 'image/gif')).includes('script')).toBe(false);
  });

  it('makes large pictures smaller and leaves small ones as large as they are', async () => {
    const large = await sharp(
      await rewriteImage(await picture(6_000, 300).png().toBuffer(), 'image/png'),
    ).metadata();
    expect(large).toMatchObject({ width: 4_096, height: 205 });
    const small = await sharp(
      await rewriteImage(await picture(10, 10).png().toBuffer(), 'image/png'),
    ).metadata();
    expect(small).toMatchObject({ width: 10, height: 10 });
  });

  it('keeps an animation moving', async () => {
    const frames = await Promise.all(
      ['red', 'green', 'blue'].map(async (background) =>
        sharp({ create: { width: 8, height: 8, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animation = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer();
    expect((await sharp(await rewriteImage(animation, 'image/gif')).metadata()).pages).toBe(3);
  });

  it('refuses too many pixels before it reads them', async () => {
    const bomb = await picture(2, 2).png().toBuffer();
    bomb.writeUInt32BE(20_000, 16);
    bomb.writeUInt32BE(20_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    expect(await code(rewriteImage(bomb, 'image/png'))).toBe('attachment.expands-too-far');
  });

  it('refuses what is damaged or something else', async () => {
    const whole = await picture(400, 400).png().toBuffer();
    expect(await code(rewriteImage(whole.subarray(0, whole.length / 2), 'image/png'))).toBe(
      'attachment.damaged',
    );
    expect(await code(rewriteImage(whole, 'image/jpeg'))).toBe('attachment.damaged');
    expect(await code(rewriteImage(Buffer.from('hello'), 'image/png'))).toBe('attachment.damaged');
  });
});
