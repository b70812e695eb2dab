/*
 * A program of its own: decoders of pictures are where hostile files do harm, so they run in a process that holds no
 * secret, is given one picture and ends. It reads from standard input and writes to standard output, because a picture
 * of an anonymous author lies in no file. It imports nothing of ours: it also runs as it stands here, uncompiled.
 *
 * Ends with 0 when a WebP was written, otherwise with something else.
 */
import sharp from 'sharp';

const MAX_PIXELS = 25_000_000;
const LONGEST_EDGE = 2_048;
const QUALITY = 85;
const DAMAGED = 4;

async function rewrite(): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  sharp.cache(false);
  sharp.concurrency(1);
  const picture = await sharp(Buffer.concat(chunks), { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .autoOrient()
    .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer();
  await new Promise<void>((resolve, reject) =>
    process.stdout.write(picture, (error) => (error ? reject(error) : resolve())),
  );
  return 0;
}

process.exitCode = await rewrite().catch(() => DAMAGED);
