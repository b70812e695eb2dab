import sharp from 'sharp';
import { attachmentRefusals } from './attachment-refusals.js';

const MAX_PIXELS = 50_000_000;
/** All pictures of an animation together. */
const MAX_ANIMATED_PIXELS = 25_000_000;
const LONGEST_EDGE = 4_096;
const TIMEOUT_SECONDS = 20;
const QUALITY = 88;

// One picture at a time and nothing kept: memory matters more here than speed.
sharp.cache(false);
sharp.concurrency(1);

const FORMATS = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
} as const;

/**
 * The same picture, written anew: turned upright, without metadata (place, camera, thumbnails), without anything
 * hidden behind or between the pixels, and at most 4096 pixels wide or high.
 *
 * @throws Refused when it is damaged or has too many pixels
 */
export async function rewriteImage(bytes: Buffer, mediaType: string): Promise<Buffer> {
  const format = FORMATS[mediaType as keyof typeof FORMATS];
  const animated = format === 'gif' || format === 'webp';
  try {
    const probe = await sharp(bytes, { animated, limitInputPixels: false }).metadata();
    if (probe.format !== format) throw attachmentRefusals.refuse('attachment.damaged');
    const isAnimation = (probe.pages ?? 1) > 1;
    if (probe.width * probe.height > (isAnimation ? MAX_ANIMATED_PIXELS : MAX_PIXELS)) {
      throw attachmentRefusals.refuse('attachment.expands-too-far');
    }
    const picture = sharp(bytes, {
      animated,
      limitInputPixels: MAX_PIXELS,
      sequentialRead: true,
      failOn: 'error',
    });
    return await (isAnimation ? picture : picture.autoOrient())
      .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: TIMEOUT_SECONDS })
      .toFormat(format, { ...(format === 'jpeg' || format === 'webp' ? { quality: QUALITY } : {}) })
      .toBuffer();
  } catch (error) {
    if (error instanceof Error && error.name === 'Refused') throw error;
    throw attachmentRefusals.refuse('attachment.damaged');
  }
}
