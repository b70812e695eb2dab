import { createPrivateKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Log, UnitOfWork, type Tx } from '@huiyin/platform';
import { isoWeekOf, isoWeeksFrom, type IsoWeek } from '../domain/iso-week.js';
import { SIGNATURE_BYTES, WEEKS_AHEAD } from '../domain/protocol.js';
import { publishKey } from '../key-log/key-log.js';
import { BlindSigner } from './blind-signer.js';

const ACTOR = { kind: 'system', name: 'issuer' } as const;

/** The weekly keys that sign tokens. The private ones are read by the issuer's database role and stay in the process. */
@Injectable()
export class IssuerKeys {
  private readonly signers = new Map<IsoWeek, BlindSigner>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: Log,
  ) {}

  /** `keep`, without making anybody wait; after a failure the nightly housekeeping does it. */
  start(): void {
    this.keep().catch((error: unknown) => this.log.error('issuer keys are not ready', { error }));
  }

  /** Makes the keys that are missing up to eight weeks ahead and destroys those of weeks that are over. */
  async keep(): Promise<void> {
    const weeks = isoWeeksFrom(this.unitOfWork.now(), WEEKS_AHEAD);
    for (const week of await this.missing(weeks)) await this.make(week);
    await this.unitOfWork.run(ACTOR, async (tx) =>
      asIssuer(tx, async () => tx.execute(`DELETE FROM issuer.private_key WHERE week < $1`, [weeks[0]])),
    );
  }

  /** Makes the key of the present week when nobody has. */
  async keepPresent(): Promise<void> {
    for (const week of await this.missing([isoWeekOf(this.unitOfWork.now())])) await this.make(week);
  }

  /** Who signs in a week; null when its key is not there. */
  async signerOf(week: IsoWeek): Promise<BlindSigner | null> {
    const known = this.signers.get(week);
    if (known) return known;
    const key = await this.unitOfWork.run(ACTOR, async (tx) =>
      asIssuer(tx, async () =>
        tx.row<{ pkcs8: Buffer }>(`SELECT pkcs8 FROM issuer.private_key WHERE week = $1`, [week]),
      ),
    );
    if (!key) return null;
    const signer = new BlindSigner(createPrivateKey({ key: key.pkcs8, format: 'der', type: 'pkcs8' }));
    // Only the present week signs, so that nothing of the past lingers in memory.
    this.signers.clear();
    this.signers.set(week, signer);
    return signer;
  }

  private async missing(weeks: readonly IsoWeek[]): Promise<IsoWeek[]> {
    const published = await this.unitOfWork.read<{ week: IsoWeek }>(
      `SELECT week FROM anonymity_key WHERE kind = 'issuer' AND week = ANY($1)`,
      [weeks],
    );
    return weeks.filter((week) => !published.some((key) => key.week === week));
  }

  private async make(week: IsoWeek): Promise<void> {
    const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
      modulusLength: SIGNATURE_BYTES * 8,
      publicExponent: 65537,
      publicKeyEncoding: { format: 'der', type: 'spki' },
      privateKeyEncoding: { format: 'der', type: 'pkcs8' },
    });
    const isOurs = await this.unitOfWork.run(ACTOR, async (tx) => {
      if (!(await publishKey(tx, 'issuer', week, publicKey))) return false;
      await asIssuer(tx, async () =>
        tx.execute(`INSERT INTO issuer.private_key (week, pkcs8) VALUES ($1, $2)`, [week, privateKey]),
      );
      return true;
    });
    privateKey.fill(0);
    if (isOurs) this.log.log('issuer key made', { week });
  }
}

/** Does something as the role that owns the issuer's schema, within the transaction only. */
async function asIssuer<Result>(tx: Tx, work: () => Promise<Result>): Promise<Result> {
  await tx.row(
    `SELECT set_config('role', pg_get_userbyid(nspowner), true) FROM pg_namespace WHERE nspname = 'issuer'`,
  );
  const result = await work();
  await tx.row(`SELECT set_config('role', 'none', true)`);
  return result;
}
