import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { envelopeKeyMessage } from '../domain/envelope-key-message.js';
import { isoWeekOf, type IsoWeek } from '../domain/iso-week.js';
import type { KeyKind } from '../domain/protocol.js';
import { EnvelopeKey } from './envelope.js';
import { destroyKeyFile, writeKeyFile } from './key-files.js';
import type { IntakeDatabase, ToldKey } from './store/intake-database.js';

const WEEK_MS = 7 * 86_400_000;
type OwnKind = Extract<KeyKind, `intake-${string}`>;

/** The keys that everybody was told are not here any more; the message says what to do. */
export class KeyLost extends Error {
  override readonly name = 'KeyLost';
}

/**
 * The intake's own keys. They lie in a folder and never in the database: whoever has a dump and a recording of the
 * network must not be able to open an envelope. A new envelope key is made each week, and that of a week before the
 * last is destroyed, so that old recordings stay closed for good. The key of promises lasts and signs each of them: whoever
 * can only write to the database cannot have envelopes sealed to a key of their own.
 */
export class IntakeKeys {
  private envelopes = new Map<IsoWeek, EnvelopeKey>();
  private promiser: KeyObject | undefined;
  private signedWeek: IsoWeek = '';

  constructor(
    private readonly folder: string,
    private readonly database: IntakeDatabase,
  ) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Newest first: nearly every envelope is sealed to it. */
  get envelopeKeys(): readonly EnvelopeKey[] {
    return [...this.envelopes].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, key]) => key);
  }

  get promiseKey(): KeyObject {
    if (!this.promiser) throw new Error('The keys have not been made yet.');
    return this.promiser;
  }

  /**
   * Makes and publishes what this week needs.
   * @param told every published key
   * @throws KeyLost
   */
  async keep(now: Date, told: readonly ToldKey[]): Promise<void> {
    const week = isoWeekOf(now);
    const lastWeek = isoWeekOf(new Date(now.getTime() - WEEK_MS));
    const foreign = told.find((key) => isIntakes(key) && key.week >= week && !this.isOurs(key));
    if (foreign) throw this.lost(foreign);
    const promiser = await this.keepPromiser(week, told);
    const keys = new Map<IsoWeek, EnvelopeKey>();
    const current = await this.own('intake-envelope', week, told, promiser);
    if (this.signedWeek !== week) await this.sign(week, current, promiser);
    keys.set(week, this.envelopes.get(week) ?? new EnvelopeKey(current));
    const earlier = this.read('intake-envelope', lastWeek);
    if (earlier) keys.set(lastWeek, this.envelopes.get(lastWeek) ?? new EnvelopeKey(earlier));
    this.envelopes = keys;
    this.promiser = promiser;
    this.destroyBefore(lastWeek);
  }

  /**
   * The one that everybody was told. Only when it is lost is there a new one, and not before the week begins in which it
   * can sign the envelope key: everybody sees on the page of keys that it was replaced.
   */
  private async keepPromiser(week: IsoWeek, told: readonly ToldKey[]): Promise<KeyObject> {
    const promisers = told
      .filter(({ kind }) => kind === 'intake-promise')
      .sort((one, other) => (one.week < other.week ? -1 : 1));
    const newest = promisers.at(-1);
    if (newest && this.isOurs(newest)) return this.read('intake-promise', newest.week) as KeyObject;
    const isForeign = promisers.some((key) => this.isOurs(key));
    const isTooLate = told.some((key) => key.kind === 'intake-envelope' && key.week === week);
    if (newest && (isForeign || isTooLate)) throw this.lost(newest);
    return this.own('intake-promise', week, told);
  }

  /** For one that was published and has no signature yet; does nothing to one that has this very one. */
  private async sign(week: IsoWeek, key: KeyObject, promiser: KeyObject): Promise<void> {
    if (!(await this.database.signKey(week, signatureOf(week, spkiOf(key), promiser))))
      throw this.lost({ kind: 'intake-envelope', week });
    this.signedWeek = week;
  }

  private isOurs({ kind, week, spki }: ToldKey): boolean {
    const kept = this.read(kind as OwnKind, week);
    return kept !== null && spkiOf(kept).equals(spki);
  }

  private lost({ kind, week }: Pick<ToldKey, 'kind' | 'week'>): KeyLost {
    return new KeyLost(
      `The key "${kind}" of ${week} was published, or signed, by another than this intake, or is not in ${this.folder} any more: put the folder back as it was, or, if it is lost, wait until the next week begins on Monday and print the page of keys anew. If it is not lost, somebody has written to the table of keys: find out who.`,
    );
  }

  private async own(
    kind: OwnKind,
    week: IsoWeek,
    told: readonly ToldKey[],
    promiser?: KeyObject,
  ): Promise<KeyObject> {
    const kept = this.read(kind, week);
    const key = kept ?? this.make(kind, week);
    if (told.some((one) => one.kind === kind && one.week === week)) return key;
    const spki = spkiOf(key);
    const signature = promiser ? signatureOf(week, spki, promiser) : null;
    if (await this.database.publishKey(kind, week, spki, signature)) return key;
    if (!kept) rmSync(this.path(kind, week));
    throw this.lost({ kind, week });
  }

  private make(kind: OwnKind, week: IsoWeek): KeyObject {
    const { privateKey } =
      kind === 'intake-envelope' ? generateKeyPairSync('x25519') : generateKeyPairSync('ed25519');
    // It must outlive a power cut once it is published.
    writeKeyFile(this.path(kind, week), privateKey.export({ format: 'der', type: 'pkcs8' }));
    return privateKey;
  }

  private read(kind: OwnKind, week: IsoWeek): KeyObject | null {
    const path = this.path(kind, week);
    if (!existsSync(path)) return null;
    return createPrivateKey({ key: readFileSync(path), format: 'der', type: 'pkcs8' });
  }

  private destroyBefore(week: IsoWeek): void {
    for (const name of readdirSync(this.folder)) {
      const found = /^intake-envelope-(.+)\.key$/.exec(name)?.[1];
      if (found === undefined || found >= week) continue;
      destroyKeyFile(join(this.folder, name));
    }
  }

  private path(kind: OwnKind, week: IsoWeek): string {
    return join(this.folder, `${kind}-${week}.key`);
  }
}

function signatureOf(week: IsoWeek, spki: Buffer, promiser: KeyObject): Buffer {
  return sign(null, envelopeKeyMessage({ week, spki }), promiser);
}

function isIntakes({ kind }: ToldKey): boolean {
  return kind !== 'issuer';
}

function spkiOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' });
}
