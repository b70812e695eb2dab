/*
 * A program of its own: decoders of pictures are where hostile files do harm and where memory goes, so they run in a
 * process that holds no secret, is given one file and ends. It imports nothing of ours, because it also runs as it
 * stands here, uncompiled.
 *
 *     node picture-process.js FROM TO FORMAT
 *
 * Ends with 0 when TO is written, with 3 when the picture has too many pixels, otherwise with something else.
 */
import sharp from 'sharp';

const MAX_PIXELS = 50_000_000;
/** All pictures of an animation together. */
const MAX_ANIMATED_PIXELS = 25_000_000;
const LONGEST_EDGE = 4_096;
const QUALITY = 88;
const TOO_MANY_PIXELS = 3;
const DAMAGED = 4;

async function rewrite(from: string, to: string, format: 'jpeg' | 'png' | 'webp' | 'gif'): Promise<number> {
  sharp.cache(false);
  sharp.concurrency(1);
  const animated = format === 'gif' || format === 'webp';
  const probe = await sharp(from, { animated, limitInputPixels: false }).metadata();
  if (probe.format !== format) return DAMAGED;
  const isAnimation = (probe.pages ?? 1) > 1;
  if (probe.width * probe.height > (isAnimation ? MAX_ANIMATED_PIXELS : MAX_PIXELS)) return TOO_MANY_PIXELS;
  const picture = sharp(from, {
    animated,
    limitInputPixels: MAX_PIXELS,
    sequentialRead: true,
    failOn: 'error',
  });
  await (isAnimation ? picture : picture.autoOrient())
    .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: 'inside', withoutEnlargement: true })
    .toFormat(format, format === 'jpeg' || format === 'webp' ? { quality: QUALITY } : {})
    .toFile(to);
  return 0;
}

const [from = '', to = '', format = ''] = process.argv.slice(2);
process.exitCode = await rewrite(from, to, format as 'jpeg').catch(() => DAMAGED);
