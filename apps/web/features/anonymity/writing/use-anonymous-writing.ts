import { useCallback, useEffect, useRef, useState } from 'react';
import { useSignedIn } from '../../../lib/me.js';
import { useAbsence } from '../../../lib/use-absence.js';
import { useHiddenTooLong } from '../../../lib/use-hidden-too-long.js';
import { EMPTY_OPINION, type Opinion } from '../../writing/components/writing-draft.js';
import {
  AnonymityFault,
  type AnonymityFaultCode,
  type AnonymousTicket,
  type ShownReceipt,
} from '../client/messages.js';
import { absenceSecondsOf, HIDDEN_MINUTES } from '../components/absence.js';
import { base64Of, blobOf } from '../pictures/encode-picture.js';
import { usePictures, type Pictures } from '../pictures/use-pictures.js';
import { anonymity } from '../worker/anonymity.js';

export interface AnonymousOpinion extends Opinion {
  /** The author's own department may be named. */
  namesDepartment: boolean;
}

/** The own words are kept for the department alone: readers of the board may know somebody by them. */
const EMPTY: AnonymousOpinion = { ...EMPTY_OPINION, mayPublishWording: false, namesDepartment: false };

export type Stage =
  | { readonly name: 'off' }
  | { readonly name: 'writing' }
  | { readonly name: 'receipt' | 'asking'; readonly receipt: ShownReceipt }
  | { readonly name: 'handed-over' };

export interface AnonymousWriting {
  readonly stage: Stage;
  readonly opinion: AnonymousOpinion;
  /** Of the text; the next one has another. */
  readonly textNumber: number;
  readonly pictures: Pictures;
  /** There is something that leaving would lose. */
  readonly isHolding: boolean;
  /** The minutes after which it was wiped because nobody was here; null when it was not. */
  readonly wasWipedAfter: number | null;
  /** Until it is wiped; null as long as there is no hurry. */
  readonly secondsLeft: number | null;
  readonly fault: AnonymityFaultCode | null;
  readonly change: (part: Partial<AnonymousOpinion>) => void;
  /** @param pictures in base64, from a ticket that was taken back */
  readonly begin: (opinion: Partial<AnonymousOpinion>, pictures?: readonly string[]) => void;
  readonly write: (ownDepartmentId: string | null) => Promise<void>;
  readonly ask: () => void;
  /** From the receipt to the text, from the question to the receipt. */
  readonly back: () => void;
  readonly confirm: () => Promise<void>;
  /** Nothing is left of it, and the next text can be written. */
  readonly wipe: () => void;
  readonly end: () => void;
}

const isEmpty = ({ title, body }: Opinion): boolean => title.trim() === '' && body.trim() === '';

/** An anonymous ticket from its first word to its receipt: in the memory of this page alone, and gone with it. */
export function useAnonymousWriting(): AnonymousWriting {
  const [stage, setStage] = useState<Stage>({ name: 'off' });
  const [opinion, setOpinion] = useState(EMPTY);
  const [wasWipedAfter, setWasWipedAfter] = useState<number | null>(null);
  const [fault, setFault] = useState<AnonymityFaultCode | null>(null);
  const pictures = usePictures();
  const { clear } = pictures;
  const isOpen = stage.name !== 'off' && stage.name !== 'handed-over';
  const isHolding = isOpen && (!isEmpty(opinion) || pictures.pictures.length > 0 || pictures.isWorking);

  const [textNumber, setTextNumber] = useState(0);
  const wipes = useRef(0);
  const forget = useCallback(() => {
    setTextNumber(++wipes.current);
    // Where the worker has ended, it has forgotten.
    anonymity.discard().catch(() => undefined);
    clear();
    setOpinion(EMPTY);
    setFault(null);
  }, [clear]);
  const wipe = useCallback(() => {
    forget();
    setStage({ name: 'writing' });
    setWasWipedAfter(null);
  }, [forget]);

  const now = useRef({ isOpen, isHolding });
  useEffect(() => {
    now.current = { isOpen, isHolding };
  });
  const wipeAfter = (minutes: number): void => {
    if (!now.current.isOpen) return;
    // Whom it is for can be seen before its first word.
    if (!now.current.isHolding) return forget();
    wipe();
    setWasWipedAfter(minutes);
  };
  const absenceSeconds = absenceSecondsOf(useSignedIn());
  useHiddenTooLong(HIDDEN_MINUTES * 60_000, () => wipeAfter(HIDDEN_MINUTES));
  const secondsLeft = useAbsence(absenceSeconds, () => wipeAfter(absenceSeconds / 60));
  useEffect(() => () => void anonymity.discard().catch(() => undefined), []);

  const attempt = async (work: () => Promise<Stage>): Promise<void> => {
    setFault(null);
    const begun = wipes.current;
    try {
      const next = await work();
      if (begun === wipes.current) setStage(next);
      else anonymity.discard().catch(() => undefined);
    } catch (error) {
      setFault(error instanceof AnonymityFault ? error.code : 'ended');
    }
  };

  return {
    stage,
    opinion,
    textNumber,
    pictures,
    isHolding,
    wasWipedAfter,
    secondsLeft: isHolding ? secondsLeft : null,
    fault,
    change: (part) => {
      setOpinion((old) => ({ ...old, ...part }));
      setWasWipedAfter(null);
    },
    begin: (given, taken = []) => {
      setOpinion({ ...EMPTY, ...given });
      setStage({ name: 'writing' });
      if (taken.length > 0) void pictures.add(taken.map(blobOf));
    },
    write: (ownDepartmentId) =>
      attempt(async () => {
        const receipt = await anonymity.write(ticketOf(opinion, pictures, ownDepartmentId));
        return { name: 'receipt', receipt };
      }),
    ask: () => {
      if ('receipt' in stage) setStage({ name: 'asking', receipt: stage.receipt });
    },
    back: () => {
      if (stage.name === 'asking') return setStage({ name: 'receipt', receipt: stage.receipt });
      anonymity.discard().catch(() => undefined);
      setStage({ name: 'writing' });
    },
    confirm: () =>
      attempt(async () => {
        await anonymity.confirm();
        clear();
        setOpinion(EMPTY);
        return { name: 'handed-over' };
      }),
    wipe,
    end: () => {
      forget();
      setStage({ name: 'off' });
      setWasWipedAfter(null);
    },
  };
}

function ticketOf(
  { namesDepartment, title, body, ...rest }: AnonymousOpinion,
  { pictures }: Pictures,
  ownDepartmentId: string | null,
): AnonymousTicket {
  return {
    ...rest,
    title: title.trim(),
    body: body.trim(),
    ownDepartmentId: namesDepartment ? ownDepartmentId : null,
    pictures: pictures.map(({ shown }) => base64Of(shown)),
  };
}
