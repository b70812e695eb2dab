/*
 * The tabs of one browser have one session. Each tells the others who is there: on every sign-in and sign-out, and now and
 * then while somebody uses it.
 */

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('huiyin.presence') : null;

/** @param personId null when nobody is signed in any more */
export function tellOtherTabs(personId: string | null): void {
  channel?.postMessage(personId);
}

/** @returns ends it */
export function hearOtherTabs(listener: (personId: string | null) => void): () => void {
  const hear = ({ data }: MessageEvent<string | null>): void => listener(data);
  channel?.addEventListener('message', hear);
  return () => channel?.removeEventListener('message', hear);
}
