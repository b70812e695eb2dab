import { presence } from './presence.js';
import { offline, problemFrom } from './problem.js';

const base = '/api/v1';

export interface WriteOptions {
  /** New for each intention and kept over retries, so that nothing happens twice. */
  key?: string;
  /** The version that the person has seen. */
  version?: number;
}

type Query = Record<string, string | number | boolean | null | undefined>;

let whoIsSignedIn: () => string | undefined = () => undefined;

/** Every request says whom its page takes for signed in, so that nothing of one person is done as another. */
export function speakAs(who: () => string | undefined): void {
  whoIsSignedIn = who;
}

/** The id of whom this page takes for signed in. */
export const speaker = (): string | undefined => whoIsSignedIn();

function personHeader(): Record<string, string> {
  const person = speaker();
  return person === undefined ? {} : { 'huiyin-person': person };
}

export function addressOf(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(
    (pair): pair is [string, string | number | boolean] =>
      pair[1] !== undefined && pair[1] !== null && pair[1] !== '',
  );
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `${base}${path}${text === '' ? '' : `?${text}`}`;
}

export function writeHeaders({ key, version }: WriteOptions): Record<string, string> {
  return {
    ...personHeader(),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }),
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (response.status === 204 || !type.includes('json')) return undefined;
  return response.json().catch(() => undefined);
}

async function send<Answer>(address: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(address, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offline();
  }
  const body = await bodyOf(response);
  if (!response.ok) throw problemFrom(response.status, body, response.headers.get('retry-after'));
  return body as Answer;
}

export function read<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer> {
  const background: Record<string, string> = presence.isUnattended() ? { 'huiyin-background': '1' } : {};
  return send<Answer>(addressOf(path, query), {
    headers: { accept: 'application/json', ...personHeader(), ...background },
    signal,
  });
}

export function write<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  options: WriteOptions & { keepalive?: boolean } = {},
): Promise<Answer> {
  return send<Answer>(addressOf(path), {
    method,
    keepalive: options.keepalive,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...writeHeaders(options),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

/** Sends one file. XMLHttpRequest, because fetch tells nothing about how much has been sent. */
export function upload<Answer>(
  address: string,
  file: File,
  options: WriteOptions & { onProgress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    for (const [name, value] of Object.entries(writeHeaders(options))) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Answer);
      else reject(problemFrom(request.status, request.response, request.getResponseHeader('retry-after')));
    };
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new DOMException('Removed', 'AbortError'));
    options.signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
