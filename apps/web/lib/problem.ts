export interface FieldProblem {
  field: string;
  rule: string;
  message: string;
  limit?: number | string;
}

/** A refused or failed request. `code` is stable; `status` is 0 when no answer came at all. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly errors: FieldProblem[] = [],
    readonly members: Record<string, unknown> = {},
  ) {
    super(title);
    this.name = 'Problem';
  }

  /** The same request may simply be sent again, with the same key. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }

  /** Somebody else changed the thing first. */
  get isStale(): boolean {
    return this.status === 412;
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('service.failed', 500, error instanceof Error ? error.message : String(error));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((entry) => ({
    field: String(entry['field'] ?? ''),
    rule: String(entry['rule'] ?? ''),
    message: String(entry['message'] ?? ''),
    ...(typeof entry['limit'] === 'number' || typeof entry['limit'] === 'string'
      ? { limit: entry['limit'] }
      : {}),
  }));
}

/** What a proxy in between says with a status alone. */
const CODES: Readonly<Record<number, string>> = {
  404: 'request.not-found',
  413: 'request.too-large',
  429: 'request.rate-limited',
};

/**
 * Reads an RFC 9457 body; anything else becomes a problem named after its status.
 *
 * @param retryAfter the header `Retry-After`, of which seconds are understood
 */
export function problemFrom(status: number, body: unknown, retryAfter: string | null): Problem {
  if (!isRecord(body) || typeof body['code'] !== 'string') {
    const code = CODES[status] ?? (status >= 500 ? 'service.unavailable' : 'request.malformed');
    const members = /^\d+$/.test(retryAfter ?? '') ? { retryAfterSeconds: Number(retryAfter) } : {};
    return new Problem(code, status, `HTTP ${String(status)}`, [], members);
  }
  return new Problem(
    body['code'],
    status,
    typeof body['title'] === 'string' ? body['title'] : body['code'],
    fieldProblems(body['errors']),
    body,
  );
}

export const offline = (): Problem => new Problem('network.offline', 0, 'No connection');

export const otherPerson = (): Problem =>
  new Problem('access.other-person', 409, 'Somebody else is signed in now');
