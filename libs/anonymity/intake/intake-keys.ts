import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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
 * last is destroyed, so that old recordings stay closed for good.
 */
export class IntakeKeys {
  private envelopes = new Map<IsoWeek, EnvelopeKey>();
  private promiser: KeyObject | undefined;

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
    const keys = new Map<IsoWeek, EnvelopeKey>();
    const current = await this.own('intake-envelope', week, told);
    keys.set(week, this.envelopes.get(week) ?? new EnvelopeKey(current));
    const earlier = this.read('intake-envelope', lastWeek);
    if (earlier) keys.set(lastWeek, this.envelopes.get(lastWeek) ?? new EnvelopeKey(earlier));
    this.envelopes = keys;
    this.destroyBefore(lastWeek);
    const newest = told
      .filter(({ kind }) => kind === 'intake-promise')
      .reduce<IsoWeek>((latest, key) => (key.week > latest ? key.week : latest), '');
    const known = newest === '' ? null : this.read('intake-promise', newest);
    this.promiser = known ?? (await this.own('intake-promise', week, told));
  }

  private async own(kind: OwnKind, week: IsoWeek, told: readonly ToldKey[]): Promise<KeyObject> {
    const published = told.find((key) => key.kind === kind && key.week === week);
    const kept = this.read(kind, week);
    const key = kept ?? this.make(kind, week);
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
    const isOurs = published ? published.spki.equals(spki) : await this.database.publishKey(kind, week, spki);
    if (isOurs) return key;
    if (!kept) rmSync(this.path(kind, week));
    throw new KeyLost(
      `The key "${kind}" of ${week} was published, but is not in ${this.folder}: put the folder back as it was, or wait until the next week begins on Monday.`,
    );
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
