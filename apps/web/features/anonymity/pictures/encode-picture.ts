import { STEPS, type Step } from './fit-pictures.js';

/** The browser cannot read it as a picture. */
export class NoPicture extends Error {
  override readonly name = 'NoPicture';
}

export interface EncodedPicture {
  /** `data:image/webp;base64,…`: shown from here, so that no address of it exists. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** Characters of base64. */
  readonly size: number;
}

export const base64Of = ({ url }: EncodedPicture): string => url.slice(url.indexOf(',') + 1);

export const blobOf = (base64: string): Blob =>
  new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]);

/**
 * Its pixels alone, at most 2048 to a side and upright; whatever else was in the file stays behind.
 * @throws NoPicture
 */
export async function openPicture(file: Blob): Promise<ImageBitmap> {
  const whole = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new NoPicture();
  });
  const { width, height } = scaled(whole, STEPS[0]?.side ?? 2048);
  if (width === whole.width) return whole;
  try {
    return await createImageBitmap(whole, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    });
  } finally {
    whole.close();
  }
}

/** Drawn anew and written as WebP, or as JPEG where the browser cannot. */
export async function encodePicture(picture: ImageBitmap, { side, quality }: Step): Promise<EncodedPicture> {
  const { width, height } = scaled(picture, side);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser cannot draw.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const url = await urlOf(
    (await written(canvas, 'image/webp', quality)) ?? (await written(canvas, 'image/jpeg', quality)),
  );
  canvas.width = 0;
  return { url, width, height, size: url.length - url.indexOf(',') - 1 };
}

/** Null where the browser cannot write the type, and then writes another one instead. */
function written(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) =>
    canvas.toBlob((blob) => resolve(blob?.type === type ? blob : null), type, quality),
  );
}

function urlOf(blob: Blob | null): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!blob) return reject(new NoPicture());
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new NoPicture());
    reader.readAsDataURL(blob);
  });
}

function scaled({ width, height }: { width: number; height: number }, side: number) {
  const share = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}
