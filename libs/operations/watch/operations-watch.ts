import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SmtpSender } from '@huiyin/notification';
import { Log, newId, Repetition, Settings, UnitOfWork, type Tx } from '@huiyin/platform';
import { findingsOf, keysOf, levelOfAll, type Finding, type Level } from '../domain/findings.js';
import { readOperationsFacts } from '../store/operations-facts.queries.js';
import { wordFinding } from '../words/finding-words.js';
import { writeAlarmLetter, type Administrator } from './alarm-letter.js';

const EVERY_MS = 30_000;
const ACTOR = { kind: 'system', name: 'operations-watch' } as const;
/** Programs that look within this time of each other need not look both. */
const LOOKED_MS = 20_000;
/** A restart is no news: mail tells only what has lasted this long. */
const LASTING_MS = 120_000;
const MAIL_AGAIN_MS = 300_000;
const MARKS_KEPT_MS = 86_400_000;
const STATES_KEPT_MS = 90 * 86_400_000;

interface StateRow {
  id: string;
  at: Date;
  level: Level;
  keys: string[];
  alarms: string[];
  alarms_since: Date;
  mail_tried_at: Date | null;
  mailed_at: Date | null;
}

/** What to mail, taken by one program. */
interface Claim {
  readonly stateId: string;
  readonly alarms: readonly Finding[];
  readonly administrators: readonly Administrator[];
}

/**
 * Looks twice a minute how things are, writes a log line for each change and mails administrators when something
 * stands still or runs again. Runs in workers and in the api, because the one that died cannot tell; they take turns.
 */
@Injectable()
export class OperationsWatch implements OnModuleDestroy {
  private repetition: Repetition | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sender: SmtpSender,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  start(): void {
    // Programs that were started together are given a moment to find each other.
    let isFirst = true;
    this.repetition = new Repetition('watch operations', EVERY_MS, this.log, async () => {
      if (!isFirst) await this.look();
      isFirst = false;
      return false;
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.repetition?.stop();
  }

  /** Looks once; true when this program did, false when another one just has. */
  async look(): Promise<boolean> {
    const claim = await this.unitOfWork.run(ACTOR, async (tx) => this.note(tx));
    if (claim === 'not-mine') return false;
    if (claim !== null) await this.mail(claim);
    return true;
  }

  private async note(tx: Tx): Promise<Claim | 'not-mine' | null> {
    const lock = await tx.row<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('operations watch', 0))
              AND NOT EXISTS (SELECT 1 FROM event_mark WHERE at > $1 AND at <= $2) AS mine`,
      [new Date(tx.now.getTime() - LOOKED_MS), tx.now],
    );
    if (lock?.mine !== true) return 'not-mine';
    const findings = findingsOf(await readOperationsFacts(tx, () => this.unitOfWork.now()));
    await this.mark(tx);
    const state = await this.record(tx, findings);
    return this.claimMail(tx, state, findings);
  }

  private async mark(tx: Tx): Promise<void> {
    await tx.execute(
      `INSERT INTO event_mark (at, next_xid) VALUES ($1, pg_snapshot_xmax(pg_current_snapshot()))
       ON CONFLICT (at) DO NOTHING`,
      [tx.now],
    );
    await tx.execute(`DELETE FROM event_mark WHERE at < $1`, [new Date(tx.now.getTime() - MARKS_KEPT_MS)]);
    await tx.execute(
      `DELETE FROM operations_state
        WHERE at < $1 AND mailed_at IS NULL AND id <> (SELECT id FROM operations_state ORDER BY id DESC LIMIT 1)`,
      [new Date(tx.now.getTime() - STATES_KEPT_MS)],
    );
  }

  /** The row of the present state; a new one, with its log line, when anything changed. */
  private async record(tx: Tx, findings: readonly Finding[]): Promise<StateRow> {
    const last = await tx.row<StateRow>(`SELECT * FROM operations_state ORDER BY id DESC LIMIT 1`);
    const keys = keysOf(findings);
    const alarms = keysOf(findings, 'alarm');
    if (last && isSame(last.keys, keys)) return last;
    const level = levelOfAll(findings);
    const since = last && isSame(last.alarms, alarms) ? last.alarms_since : tx.now;
    const row = await tx.row<StateRow>(
      `INSERT INTO operations_state (id, at, level, keys, alarms, alarms_since) VALUES ($1, $2, $3, $4, $5, $6)
       RETURNING *`,
      [newId(tx.now), tx.now, level, keys, alarms, since],
    );
    if (!row) throw new Error('A new row is returned.');
    if (last || level !== 'ok') this.tell(level, findings);
    return row;
  }

  private tell(level: Level, findings: readonly Finding[]): void {
    const facts = {
      findings: findings.map((finding) => ({ ...finding, ...wordFinding('en', finding) })),
    };
    if (level === 'alarm') this.log.error('operations: alarm', facts);
    else if (level === 'attention') this.log.warn('operations: attention', facts);
    else this.log.log('operations: ok', facts);
  }

  /** Due when the alarms are others than those mailed last, and have been for a while. */
  private async claimMail(tx: Tx, state: StateRow, findings: readonly Finding[]): Promise<Claim | null> {
    const told = await tx.row<{ alarms: string[] }>(
      `SELECT alarms FROM operations_state WHERE mailed_at IS NOT NULL ORDER BY id DESC LIMIT 1`,
    );
    if (isSame(told?.alarms ?? [], state.alarms)) return null;
    const age = (at: Date): number => tx.now.getTime() - at.getTime();
    if (age(state.alarms_since) < LASTING_MS) return null;
    if (state.mail_tried_at !== null && age(state.mail_tried_at) < MAIL_AGAIN_MS) return null;
    await tx.execute(`UPDATE operations_state SET mail_tried_at = $2 WHERE id = $1`, [state.id, tx.now]);
    const administrators = await tx.rows<Administrator>(
      `SELECT id, email, locale FROM person
        WHERE 'administrator' = ANY(roles) AND is_active AND email IS NOT NULL ORDER BY id`,
    );
    return {
      stateId: state.id,
      administrators,
      alarms: findings.filter((finding) => finding.level === 'alarm'),
    };
  }

  /** Told when one administrator has it; with a mail server that takes nothing it is tried again. */
  private async mail({ stateId, alarms, administrators }: Claim): Promise<void> {
    const { publicUrl } = this.settings;
    let isTold = administrators.length === 0;
    for (const administrator of administrators) {
      const now = this.unitOfWork.now();
      const { kind } = await this.sender.send(
        writeAlarmLetter(alarms, administrator, { stateId, publicUrl, now }),
      );
      if (kind === 'accepted') isTold = true;
      else this.log.warn('an alarm could not be mailed', { outcome: kind, personId: administrator.id });
    }
    if (!isTold) return;
    await this.unitOfWork.run(ACTOR, async (tx) => {
      await tx.execute(`UPDATE operations_state SET mailed_at = $2 WHERE id = $1`, [stateId, tx.now]);
    });
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
