import type { components } from '../../../lib/api-types.js';
import type { IntakeTransport } from '../client/anonymous-session.js';
import type { SheetTransport } from '../client/held-sheet.js';
import type { IssuerTransport } from '../protocol/obtain-token.js';

type Schemas = components['schemas'];

/** Waits before each further try, milliseconds. The same message again is harmless, so a lost answer costs nothing. */
const PAUSES_MS = [1_000, 5_000, 20_000];

/** A request that every browser makes by itself, so it keeps no session awake. */
async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  for (const pause of [...PAUSES_MS, null]) {
    const response = await fetch(`/api/v1/${path}`, {
      credentials: 'same-origin',
      ...init,
      headers: { 'huiyin-background': '1', ...init.headers },
    }).catch(() => null);
    if (response?.ok) return response;
    const isPassing = response === null || response.status >= 500;
    if (!isPassing || pause === null) throw new Error(`${path}: ${response?.status ?? 'no answer'}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(path);
}

async function askJson<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = { accept: 'application/json', ...init.headers };
  return (await (await ask(path, { ...init, headers })).json()) as Answer;
}

export const issuerTransport: IssuerTransport = {
  // Without a cookie, so that nobody can be given a log of their own by name.
  readKeys: () => askJson<Schemas['KeyLogDto']>('anonymity/keys', { credentials: 'omit' }),
  issue: ({ week, blinded }) =>
    askJson<Schemas['IssuedTokenDto']>('anonymity/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ week, blinded }),
    }),
};

/** Nothing of the sheet reaches the disk. */
export const sheetTransport: SheetTransport = {
  list: () => askJson<Schemas['AnswerSheetDto'][]>('answer-sheet', { cache: 'no-store' }),
  read: async (edition) =>
    new Uint8Array(await (await ask(`answer-sheet/${edition}`, { cache: 'no-store' })).arrayBuffer()),
};

export const intakeTransport: IntakeTransport = {
  async post(url, envelope, limitMs) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: envelope,
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(limitMs),
    });
    if (!response.ok) throw new Error(`intake: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  },
};
