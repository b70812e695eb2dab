/** What the identified side, and whoever watches the network, sees of a request. */
export type RequestKind =
  'sign-in' | 'keys' | 'token' | 'sheet' | 'page' | 'named-ticket' | 'sign-out' | 'envelope';

export interface NetworkEvent {
  readonly kind: RequestKind;
  /** Index of the employee who sat there: seats and sign-ins tell, also of what goes to the intake. */
  readonly who: number;
  readonly ip: string;
  /** Time of the world, milliseconds since the epoch. */
  readonly atMs: number;
  /** Time of the machine, by which logs and the write-ahead log are dated. */
  readonly sentMs: number;
  readonly answeredMs: number;
  /** Cookies that went with it. */
  readonly cookie: string;
}

/** A public key of the issuer, as somebody was given it. */
export interface ServedKey {
  readonly who: number;
  readonly week: string;
  /** SubjectPublicKeyInfo in base64url. */
  readonly spki: string;
}

/** Complete records of the network, to the fraction of a millisecond. */
export class NetworkRecord {
  readonly events: NetworkEvent[] = [];
  readonly servedKeys: ServedKey[] = [];

  constructor(private readonly worldNow: () => number) {}

  /** Writes down a request with both of its times. */
  async of<Result>(
    { kind, who, ip, cookie }: Pick<NetworkEvent, 'kind' | 'who' | 'ip' | 'cookie'>,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const atMs = this.worldNow();
    const sentMs = machineMs();
    const result = await work();
    this.events.push({ kind, who, ip, cookie, atMs, sentMs, answeredMs: machineMs() });
    return result;
  }
}

/** Time of the machine, milliseconds since the epoch with fractions. */
export function machineMs(): number {
  return performance.timeOrigin + performance.now();
}
