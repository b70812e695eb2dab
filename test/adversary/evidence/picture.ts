import sharp from 'sharp';

/** Stands in the artist, the description and the place of every picture that is sent. */
export const PICTURE_CANARY = 'canary-of-a-picture-5d1f07c2';

/** A photograph as a telephone makes it: JPEG with EXIF, in base64. */
export async function pictureWithMetadata(): Promise<string> {
  const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#3a7' } })
    .jpeg()
    .withExif({
      IFD0: { Artist: PICTURE_CANARY, ImageDescription: PICTURE_CANARY, Model: PICTURE_CANARY },
      IFD3: { GPSAreaInformation: PICTURE_CANARY, GPSLatitudeRef: 'N' },
    })
    .toBuffer();
  if (!picture.includes(PICTURE_CANARY)) throw new Error('The picture holds no canary.');
  return picture.toString('base64');
}
