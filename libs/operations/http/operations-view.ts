import { Injectable } from '@nestjs/common';
import {
  appendEvents,
  EMPTY_CHAIN,
  findEmbeddedDatabase,
  newId,
  runOnce,
  Settings,
  UnitOfWork,
  type Locale,
} from '@huiyin/platform';
import { isWorkerAlive, type OperationsFacts } from '../domain/facts.js';
import { findingsOf, levelOfAll } from '../domain/findings.js';
import { operationsRefusals } from '../operations-refusals.js';
import { readOperationsFacts } from '../store/operations-facts.queries.js';
import { nameFollower, wordFinding } from '../words/finding-words.js';
import type { AcknowledgedDeadLettersDto, OperationsDto } from './operations.dto.js';

const ACTOR = { kind: 'system', name: 'operations' } as const;

/** How the installation is, for administrators. */
@Injectable()
export class OperationsView {
  private isOwnDatabase: Promise<boolean> | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: Settings,
  ) {}

  async facts(): Promise<OperationsFacts> {
    return this.unitOfWork.run(ACTOR, async (tx) => readOperationsFacts(tx, () => this.unitOfWork.now()));
  }

  async view(locale: Locale): Promise<OperationsDto> {
    const facts = await this.facts();
    const findings = findingsOf(facts);
    this.isOwnDatabase ??= this.startsOwnDatabase();
    return {
      ...facts,
      level: levelOfAll(findings),
      findings: findings.map((finding) => ({
        code: finding.code,
        level: finding.level,
        subject: finding.subject,
        ...wordFinding(locale, finding),
      })),
      followers: facts.followers.map((follower) => ({
        ...follower,
        title: nameFollower(locale, follower.name),
      })),
      workers: facts.workers.map((worker) => ({
        ...worker,
        isAlive: isWorkerAlive(worker, facts.measuredAt),
      })),
      database: { ...facts.database, isOwn: await this.isOwnDatabase },
    };
  }

  /**
   * An administrator has seen the mails that were given up until an instant.
   * @throws Refused for an instant that has not come yet: what nobody can have seen is not acknowledged
   */
  async acknowledgeDeadLetters(
    personId: string,
    key: string,
    until: string,
  ): Promise<AcknowledgedDeadLettersDto> {
    return runOnce(
      this.unitOfWork,
      { personId, key, request: { route: 'dead-letters/acknowledge', until } },
      async (tx) => {
        const seen = new Date(until);
        if (seen > tx.now) throw operationsRefusals.refuse('operations.not-seen-yet');
        const id = newId(tx.now);
        const row = await tx.row<{ count: number }>(
          `SELECT count(*)::int AS count FROM mail
            WHERE state = 'dead' AND coalesce(last_attempt_at, created_at) <= $1
              AND coalesce(last_attempt_at, created_at) >
                  coalesce((SELECT max(until) FROM dead_letter_acknowledgement), '-infinity')`,
          [seen],
        );
        const count = row?.count ?? 0;
        await tx.execute(
          `INSERT INTO dead_letter_acknowledgement (id, until, person_id, at) VALUES ($1, $2, $3, $4)`,
          [id, seen, personId, tx.now],
        );
        await appendEvents(tx, { type: 'dead-letter-acknowledgement', id, head: EMPTY_CHAIN }, [
          { type: 'dead-letters.acknowledged', data: { until, count } },
        ]);
        return { count };
      },
    );
  }

  private async startsOwnDatabase(): Promise<boolean> {
    const own = await findEmbeddedDatabase(this.settings.home).catch(() => undefined);
    return own !== undefined && new URL(own.url).host === new URL(this.settings.databaseUrl).host;
  }
}
