import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionParts } from '../../apps/web/features/anonymity/client/anonymous-session.js';
import type { Author } from '../../apps/web/features/anonymity/protocol/author.js';
import { toBase64Url } from '../../apps/web/features/anonymity/protocol/bytes.js';
import type { PublishedKeyLog } from '../../apps/web/features/anonymity/protocol/key-log.js';
import { envelopeKeyMessage } from '../../libs/anonymity/domain/envelope-key-message.js';
import { isoWeekOf } from '../../libs/anonymity/domain/iso-week.js';
import type { KeyKind } from '../../libs/anonymity/domain/protocol.js';
import { Acceptance } from '../../libs/anonymity/intake/acceptance.js';
import { readContent } from '../../libs/anonymity/intake/content.js';
import { EnvelopeKey, sealResponse } from '../../libs/anonymity/intake/envelope.js';
import { KnownAuthors } from '../../libs/anonymity/intake/known-authors.js';
import { Pool } from '../../libs/anonymity/intake/pool.js';
import type { ReleasePlan } from '../../libs/anonymity/intake/release-window.js';
import type { Verdict } from '../../libs/anonymity/intake/verdict.js';
import { BlindSigner } from '../../libs/anonymity/issuer/blind-signer.js';
import { linkHash, NO_KEY } from '../../libs/anonymity/key-log/key-link.js';
import { TokenVerifier } from '../../libs/anonymity/token/token-verifier.js';
import { sealSheet } from '../../libs/ticket/anonymous/answer-sheet.js';

const KEYS = {
  issuer: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'intake-envelope': generateKeyPairSync('x25519'),
  'intake-promise': generateKeyPairSync('ed25519'),
} as const;
const KINDS: readonly KeyKind[] = ['issuer', 'intake-envelope', 'intake-promise'];
const spkiOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });

/** Days and hours of a plan like in production. */
const PLAN: ReleasePlan = { kind: 'daily', minute: 150 };

export const INTAKE = 'https://intake.test';

/** What arrived somewhere: when, where, and how large it was. */
export interface Arrival {
  readonly at: number;
  readonly where: string;
  readonly bytes: number;
}

/**
 * Issuer, intake and answer sheet by the servers' own code, in one process and without HTTP and database, for a session
 * whose time is given. Writes down what arrives, as somebody could who sees every connection.
 */
export class BothSides {
  readonly arrivals: Arrival[] = [];
  /** What came out of the envelopes, null from an empty one, and what was decided: only sender and intake know it. */
  readonly payloads: (Record<string, unknown> | null)[] = [];
  readonly verdicts: Verdict[] = [];
  readonly begun: number;
  isDown = false;
  losesAnswers = false;
  hasToken = true;
  crowd: number | null = 200;
  sheet: { edition: string; bytes: Buffer } | null = null;
  /** What is done to the log of keys on its way. */
  change = (log: PublishedKeyLog): PublishedKeyLog => log;
  /** What the intake says instead of deciding. */
  verdict: Verdict | null = null;
  private come = (): void => undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'huiyin-sides-'));
  private readonly acceptance: Acceptance;
  private readonly week: string;

  constructor(public now: number) {
    this.begun = now;
    this.week = isoWeekOf(new Date(now));
    this.acceptance = new Acceptance({
      pool: Pool.open(join(this.folder, 'journal'), 1_048_576).pool,
      authors: new KnownAuthors(),
      plan: PLAN,
      promiseKey: () => KEYS['intake-promise'].privateKey,
      told: () => ({
        departments: { isActive: (id) => id === 'canteen', mayBeNamed: () => false },
        verifiers: new Map([[this.week, new TokenVerifier(this.week, spkiOf(KEYS.issuer.publicKey))]]),
      }),
      now: () => new Date(this.now),
    });
  }

  /** The transports of one session. */
  parts(draw: () => number): SessionParts {
    const signer = new BlindSigner(KEYS.issuer.privateKey);
    return {
      draw,
      issuer: {
        readKeys: () => this.arrive('keys', 0, () => this.change(this.published())),
        issue: ({ week, blinded }) =>
          this.arrive('token', week.length + blinded.length, () =>
            this.hasToken
              ? {
                  blindSignature: signer.sign(Buffer.from(blinded, 'base64url')).toString('base64url'),
                  reason: null,
                }
              : { blindSignature: null, reason: 'session-has-one' as const },
          ),
      },
      sheets: {
        list: () => this.arrive('sheets', 0, () => (this.sheet ? [this.sheet] : [])),
        read: (edition) =>
          this.arrive(`sheet ${edition}`, 0, () => Uint8Array.from(this.sheet?.bytes ?? Buffer.alloc(0))),
      },
      intake: {
        post: (url, envelope) => this.arrive(url, envelope.length, () => this.take(Buffer.from(envelope))),
      },
    };
  }

  /** When envelopes came. */
  get envelopes(): number[] {
    return this.arrivals.filter(({ where }) => where === INTAKE).map(({ at }) => at);
  }

  /** Resolves when one comes. */
  nextEnvelope(): Promise<void> {
    return new Promise((resolve) => (this.come = resolve));
  }

  /** Makes an edition in which an author is told something. */
  async publish(edition: string, { sealKey, tagKey }: Author, content: object): Promise<void> {
    const entry = { sealKey: toBase64Url(sealKey), tagKey: toBase64Url(tagKey) };
    const bytes = await sealSheet(edition, [{ ...entry, content: { edition, ...content } }]);
    this.sheet = { edition, bytes };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async arrive<Answer>(
    where: string,
    bytes: number,
    answer: () => Answer | Promise<Answer>,
  ): Promise<Answer> {
    this.arrivals.push({ at: this.now, where, bytes });
    if (where === INTAKE) this.come();
    if (this.isDown) throw new Error('Nobody answers.');
    return answer();
  }

  private async take(envelope: Buffer): Promise<Uint8Array> {
    const opened = new EnvelopeKey(KEYS['intake-envelope'].privateKey).open(envelope);
    if (!opened) throw new Error('It does not open.');
    const payload = readContent(opened.content)?.payload.toString('utf8') ?? 'null';
    this.payloads.push(JSON.parse(payload) as Record<string, unknown> | null);
    const isEmpty = opened.content.length === 0;
    const verdict = (isEmpty ? null : this.verdict) ?? (await this.acceptance.decide(opened.content));
    this.verdicts.push(verdict);
    if (this.losesAnswers) throw new Error('The answer is lost.');
    return sealResponse(opened.responseKey, verdict);
  }

  private published(): PublishedKeyLog {
    let hash: Buffer = NO_KEY;
    const keys = KINDS.map((kind, index) => {
      const link = { sequence: index + 1, kind, week: this.week, spki: spkiOf(KEYS[kind].publicKey) };
      const previousHash = hash;
      hash = linkHash(previousHash, link);
      return {
        ...link,
        spki: link.spki.toString('base64url'),
        hash: hash.toString('base64url'),
        previousHash: previousHash.toString('base64url'),
        signature:
          kind === 'intake-envelope'
            ? sign(null, envelopeKeyMessage(link), KEYS['intake-promise'].privateKey).toString('base64url')
            : null,
      };
    });
    return {
      presentWeek: this.week,
      keys,
      intake: {
        url: INTAKE,
        everySeconds: 3_600,
        release: { daily: '02:30', everySeconds: null, leastEmployees: 30 },
      },
      crowd: this.crowd,
    };
  }
}
