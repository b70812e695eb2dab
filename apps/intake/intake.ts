import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chineseDateOf, firstSpendableWeek, isoWeekOf } from '../../libs/anonymity/domain/iso-week.js';
import { Acceptance, type Told } from '../../libs/anonymity/intake/acceptance.js';
import { meaninglessResponse, sealResponse } from '../../libs/anonymity/intake/envelope.js';
import type { IntakeSettings } from '../../libs/anonymity/intake/intake-settings.js';
import { IntakeKeys } from '../../libs/anonymity/intake/intake-keys.js';
import { JournalFolderFault, openJournalFolder } from '../../libs/anonymity/intake/journal-folder.js';
import { KnownAuthors } from '../../libs/anonymity/intake/known-authors.js';
import { Pool } from '../../libs/anonymity/intake/pool.js';
import { firstWaitingWeek, windowAt } from '../../libs/anonymity/intake/release-window.js';
import { Release } from '../../libs/anonymity/intake/release.js';
import { IntakeDatabase } from '../../libs/anonymity/intake/store/intake-database.js';
import { isSwapInReach } from '../../libs/anonymity/intake/swap.js';
import { TokenSafe } from '../../libs/anonymity/intake/token-safe.js';
import { refused, type Verdict } from '../../libs/anonymity/intake/verdict.js';
import { TokenVerifier } from '../../libs/anonymity/token/token-verifier.js';
import type { Clock } from '../../libs/platform/clock/clock.js';
import { Alarms } from './alarms.js';
import { IntakeServer, type IntakeAnswer } from './intake-server.js';

/** How old what we were told may be, in milliseconds. */
const TOLD_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;
const MEBIBYTE = 1_048_576;
/**
 * What waits at most: thousands of texts, or hundreds with all pictures that an envelope can hold. It is taken at once, and
 * a second time for what is written anew. A demonstration is modest.
 */
const JOURNAL_BYTES = { production: 64 * MEBIBYTE, demo: 16 * MEBIBYTE } as const;
/** With less nobody could rely on it; half of what is free stays free. */
const LEAST_JOURNAL_BYTES = 4 * MEBIBYTE;

/** Takes envelopes, keeps what is in them, and hands it over when its window opens. */
export class Intake {
  private readonly alarms = new Alarms();
  private readonly server: IntakeServer;
  private readonly release: Release;
  private acceptance!: Acceptance;
  private told: Told = {
    departments: { isActive: () => false, mayBeNamed: () => false },
    verifiers: new Map(),
  };
  private toldAt = Number.NEGATIVE_INFINITY;
  private lastWindow: number;
  private publishedBefore = '';
  /** What waits could be written to a disk, in earnest. */
  readonly isSwapped: boolean;

  private constructor(
    private readonly settings: IntakeSettings,
    private readonly clock: Clock,
    private readonly database: IntakeDatabase,
    private readonly keys: IntakeKeys,
    private readonly pool: Pool,
    private readonly authors: KnownAuthors,
  ) {
    const { webOrigin, least } = settings;
    this.isSwapped = settings.mode === 'production' && isSwapInReach();
    this.server = new IntakeServer({ webOrigin, alarms: this.alarms, answer: (bytes) => this.answer(bytes) });
    this.release = new Release({ pool, authors, database, least, now: () => clock.now() });
    // Written down at once: whoever comes up after a window has opened must know that nobody was there for it.
    this.lastWindow = this.readLastWindow();
    this.rememberWindow(this.lastWindow);
  }

  /** @throws JournalFolderFault, KeyLost, RoleFault, or an error of the database */
  static async open(settings: IntakeSettings, clock: Clock): Promise<Intake> {
    const freeBytes = openJournalFolder(settings.journalFolder, settings.mode === 'production');
    const database = new IntakeDatabase(settings.databaseUrl, new TokenSafe(settings.keyFolder));
    let pool: Pool | undefined;
    let tornBytes = 0;
    try {
      await database.refuseWrongRole();
      await database.tellRule(settings.plan, settings.least);
      ({ pool, tornBytes } = openPool(settings, freeBytes));
      const keys = new IntakeKeys(settings.keyFolder, database);
      const intake = new Intake(settings, clock, database, keys, pool, new KnownAuthors());
      if (tornBytes > 0) intake.alarms.count('torn');
      if (intake.isSwapped) intake.alarms.count('swap');
      await intake.release.settle();
      await intake.listen();
      intake.acceptance = new Acceptance({
        pool,
        authors: intake.authors,
        plan: settings.plan,
        promiseKey: () => keys.promiseKey,
        told: () => intake.told,
        now: () => clock.now(),
      });
      return intake;
    } catch (error) {
      pool?.close();
      await database.close();
      throw error;
    }
  }

  /** @returns the port */
  async serve(): Promise<number> {
    return this.server.listen(this.settings.port, this.settings.host);
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.database.close();
    const isEmpty = this.pool.size === 0;
    this.pool.close();
    // What lies in memory stays until the machine restarts, so nothing is left there without need.
    if (isEmpty) rmSync(this.settings.journalFolder, { recursive: true, force: true });
  }

  /** What has to be done now and then; may be called as often as one likes. */
  async tick(): Promise<void> {
    const isOld = performance.now() - this.toldAt > TOLD_MS;
    if (isOld || !this.isToldOfTheNextWeek()) await this.listen();
    await this.publishTokens();
    const window = windowAt(this.settings.plan, this.clock.now());
    if (window <= this.lastWindow) return;
    // Trials with a window every few seconds would fill the table of days with nothing; a real window opens for all.
    if (this.settings.plan.kind === 'daily' || this.pool.size > 0) {
      const alarms = this.alarms.current;
      if (await this.release.run(window, alarms)) this.alarms.forget(alarms);
    }
    this.rememberWindow(window);
  }

  /**
   * When a week begins, another one is over. It is published when a release has come since that left nothing of it waiting:
   * a condition that does not ask what waits, so that nobody sees by it whether anything does.
   */
  private async publishTokens(): Promise<void> {
    const now = this.clock.now();
    const over = firstSpendableWeek(now);
    if (this.publishedBefore >= over) return;
    const today = chineseDateOf(now);
    // Trials have no release when nothing waits.
    const isTrialAtRest = this.settings.plan.kind === 'interval' && this.pool.size === 0;
    const releasedOn = isTrialAtRest ? today : await this.database.lastRelease();
    if (releasedOn === null) return;
    const waiting = firstWaitingWeek(releasedOn);
    const first = waiting < over ? waiting : over;
    if (first <= this.publishedBefore) return;
    await this.database.publishTokens(today, first);
    this.publishedBefore = first;
  }

  /** The response to an envelope, whatever it holds and whatever goes wrong. */
  private async answer(wire: Buffer): Promise<IntakeAnswer> {
    for (const key of this.keys.envelopeKeys) {
      const opened = key.open(wire);
      if (!opened) continue;
      const verdict = await this.decide(opened.content);
      return { response: sealResponse(opened.responseKey, verdict), isWelcome: verdict.status !== 'refused' };
    }
    this.alarms.count('unopened');
    return { response: meaninglessResponse(), isWelcome: false };
  }

  private async decide(content: Buffer): Promise<Verdict> {
    try {
      const verdict = await this.acceptance.decide(content);
      if (verdict.status === 'refused') this.alarms.count('refused');
      return verdict;
    } catch {
      this.alarms.count('failed');
      return refused('not-ready');
    }
  }

  /**
   * On the very first day the issuer may make its keys after we have come up, one after the other. Who waits for the week
   * itself refuses its first tokens.
   */
  private isToldOfTheNextWeek(): boolean {
    return this.told.verifiers.has(isoWeekOf(new Date(this.clock.now().getTime() + WEEK_MS)));
  }

  /** Takes over what the other side tells, and gives it our public keys. */
  private async listen(): Promise<void> {
    const now = this.clock.now();
    const departments = await this.database.toldDepartments();
    const keys = await this.database.toldKeys();
    const active = new Set(departments.filter((one) => one.isActive).map(({ id }) => id));
    const nameable = new Set(departments.filter((one) => one.mayBeNamed).map(({ id }) => id));
    const earliest = isoWeekOf(new Date(now.getTime() - WEEK_MS));
    const issuers = keys.filter(({ kind, week }) => kind === 'issuer' && week >= earliest);
    await this.keys.keep(now, keys);
    this.told = {
      departments: { isActive: (id) => active.has(id), mayBeNamed: (id) => nameable.has(id) },
      verifiers: new Map(issuers.map(({ week, spki }) => [week, new TokenVerifier(week, spki)])),
    };
    this.toldAt = performance.now();
  }

  /** Beside the journal, because it tells as little and as long. */
  private readLastWindow(): number {
    const present = windowAt(this.settings.plan, this.clock.now());
    const path = join(this.settings.journalFolder, 'window');
    if (!existsSync(path)) return present;
    const known = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return Number.isNaN(known) ? present : Math.min(known, present);
  }

  private rememberWindow(window: number): void {
    this.lastWindow = window;
    writeFileSync(join(this.settings.journalFolder, 'window'), `${window}\n`, { mode: 0o600 });
  }
}

/** @throws JournalFolderFault */
function openPool({ journalFolder, mode }: IntakeSettings, freeBytes: number): ReturnType<typeof Pool.open> {
  const limitBytes = Math.max(LEAST_JOURNAL_BYTES, Math.min(JOURNAL_BYTES[mode], Math.floor(freeBytes / 4)));
  try {
    return Pool.open(join(journalFolder, 'journal'), limitBytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    const needed = `${(2 * limitBytes) / MEBIBYTE} MiB`;
    throw new JournalFolderFault(
      `Set INTAKE_JOURNAL to a folder with more room: ${journalFolder} has not the ${needed} that are taken at the start.`,
    );
  }
}
