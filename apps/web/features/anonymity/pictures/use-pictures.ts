import { useCallback, useEffect, useRef, useState } from 'react';
import { encodePicture, openPicture, type EncodedPicture } from './encode-picture.js';
import { fitPictures } from './fit-pictures.js';
import { MOST_PICTURES, PICTURE_ROOM } from './picture-room.js';

/** Nothing larger is a photograph or a picture of a screen. */
const LARGEST_FILE_BYTES = 40 * 1024 * 1024;

export interface Picture {
  readonly id: number;
  /** As it will be sent. */
  readonly shown: EncodedPicture;
}

export type PictureFault = 'no-picture' | 'too-many' | 'too-large' | 'no-room';

export interface Pictures {
  readonly pictures: readonly Picture[];
  /** Share of the room in the envelope that they take, from 0 to 1. */
  readonly share: number;
  readonly isWorking: boolean;
  readonly faults: ReadonlySet<PictureFault>;
  readonly add: (files: readonly Blob[]) => Promise<void>;
  readonly remove: (id: number) => Promise<void>;
  readonly clear: () => void;
}

/** What was begun before a wipe comes to nothing. */
class Wiped extends Error {
  override readonly name = 'Wiped';
}

interface Opened {
  readonly id: number;
  readonly bitmap: ImageBitmap;
}

/** Pictures in memory alone: opened once, and written anew whenever the room has to be shared otherwise. */
export function usePictures(): Pictures {
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  const [isWorking, setWorking] = useState(false);
  const [faults, setFaults] = useState<ReadonlySet<PictureFault>>(new Set());
  const opened = useRef<readonly Opened[]>([]);
  const lastId = useRef(0);
  const wipes = useRef(0);

  /** Writes all of them anew; false when they do not fit. */
  const fit = useCallback(async (all: readonly Opened[], stillThere: () => void): Promise<boolean> => {
    const fitted = await fitPictures(all.length, PICTURE_ROOM, async (index, step) => {
      stillThere();
      const one = all[index];
      if (!one) throw new Wiped();
      return encodePicture(one.bitmap, step);
    });
    stillThere();
    if (fitted === null) return false;
    opened.current = all;
    setPictures(fitted.map((shown, index) => ({ id: all[index]?.id ?? 0, shown })));
    return true;
  }, []);

  /** One thing after the other: the screen lets nobody begin a second one. */
  const busily = useCallback(async (work: (stillThere: () => void) => Promise<Set<PictureFault>>) => {
    const begun = wipes.current;
    setWorking(true);
    try {
      setFaults(
        await work(() => {
          if (wipes.current !== begun) throw new Wiped();
        }),
      );
    } catch (error) {
      if (!(error instanceof Wiped)) throw error;
    } finally {
      setWorking(false);
    }
  }, []);

  const add = useCallback(
    (files: readonly Blob[]) =>
      busily(async (stillThere) => {
        const found = new Set<PictureFault>();
        for (const file of files) {
          if (opened.current.length >= MOST_PICTURES) found.add('too-many');
          else if (file.size > LARGEST_FILE_BYTES) found.add('too-large');
          else {
            const bitmap = await openPicture(file).catch(() => null);
            if (bitmap === null) found.add('no-picture');
            else if (!(await fit([...opened.current, { id: ++lastId.current, bitmap }], stillThere))) {
              found.add('no-room');
              bitmap.close();
            }
          }
        }
        return found;
      }),
    [busily, fit],
  );

  const remove = useCallback(
    (id: number) =>
      busily(async (stillThere) => {
        opened.current.find((one) => one.id === id)?.bitmap.close();
        opened.current = opened.current.filter((one) => one.id !== id);
        setPictures((all) => all.filter((one) => one.id !== id));
        await fit(opened.current, stillThere);
        return new Set();
      }),
    [busily, fit],
  );

  const clear = useCallback(() => {
    wipes.current++;
    for (const { bitmap } of opened.current) bitmap.close();
    opened.current = [];
    setPictures([]);
    setFaults(new Set());
  }, []);
  useEffect(() => clear, [clear]);

  const share = pictures.reduce((sum, { shown }) => sum + shown.size, 0) / PICTURE_ROOM;
  return { pictures, share, isWorking, faults, add, remove, clear };
}
