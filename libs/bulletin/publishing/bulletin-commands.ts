import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId, runOnce, UnitOfWork, type Json, type NewEvent, type Tx } from '@huiyin/platform';
import { CalendarDirectory } from '@huiyin/sla';
import { bulletinRefusals } from '../bulletin-refusals.js';
import { stepsFor, type BulletinStep } from '../domain/bulletin.js';
import { nextReminder } from '../domain/rectification.js';
import { stepOf } from '../domain/step-table.js';
import { endOfDueDay } from '../rectification/due-day.js';
import { BulletinAccess } from '../store/bulletin-access.js';
import type { BulletinRow, Texts } from '../store/bulletin-row.js';
import { BulletinStore, textsHash } from '../store/bulletin-store.js';
import { assertReaders, type Readers } from './readers.js';

export type BulletinCommand =
  | { readonly name: 'edit'; readonly title: Texts; readonly text: Texts }
  | { readonly name: 'take-out'; readonly key: string; readonly reason: string }
  | {
      readonly name: 'publish';
      readonly readers: Readers;
      /** YYYY-MM-DD by which the named departments answer. */
      readonly answerBy: string;
      readonly namesChecked: boolean;
    }
  | { readonly name: 'discard'; readonly reason: string }
  | { readonly name: 'correct'; readonly text: Texts }
  | { readonly name: 'withdraw'; readonly reason: string };

export interface BulletinRequest {
  readonly bulletinId: string;
  readonly expectedVersion: number;
  readonly idempotencyKey: string | null;
  readonly command: BulletinCommand;
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What leaders do with bulletins: one command is one transaction with the row and its events. */
@Injectable()
export class BulletinCommands {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: BulletinStore,
    private readonly access: BulletinAccess,
    private readonly calendars: CalendarDirectory,
  ) {}

  /** Version of the bulletin afterwards. Refusals: see `bulletinRefusals`. */
  async perform(personId: string, request: BulletinRequest): Promise<number> {
    const { bulletinId, expectedVersion, command } = request;
    const intention = {
      personId,
      key: request.idempotencyKey,
      request: { bulletinId, expectedVersion, command: JSON.parse(JSON.stringify(command)) as Json },
    };
    return runOnce(this.unitOfWork, intention, async (tx) => {
      const { isLeader } = await this.access.reader(personId, tx);
      const row = await this.store.lock(tx, bulletinId);
      if (!row || !isLeader) throw bulletinRefusals.refuse('bulletin.not-found');
      if (row.version !== expectedVersion) {
        throw bulletinRefusals.refuse('bulletin.version-changed', { currentVersion: row.version });
      }
      const step = stepOf(
        stepsFor(row.kind),
        row.state,
        command.name satisfies BulletinStep,
        new Set(['leader']),
      );
      if (typeof step === 'string') throw bulletinRefusals.refuse('bulletin.not-possible-now');
      const events = await this.carryOut(tx, row, command, personId);
      return (await this.store.append(tx, row, events)).version;
    });
  }

  private async carryOut(
    tx: Tx,
    row: BulletinRow,
    command: BulletinCommand,
    personId: string,
  ): Promise<NewEvent[]> {
    switch (command.name) {
      case 'edit':
        await tx.execute(`UPDATE bulletin SET title = $2, text = $3 WHERE id = $1`, [
          row.id,
          JSON.stringify(command.title),
          JSON.stringify(command.text),
        ]);
        return [{ type: 'bulletin.edited', data: { textSha256: textsHash(command.title, command.text) } }];
      case 'take-out':
        return this.takeOut(tx, row, command, personId);
      case 'publish':
        return this.publish(tx, row, command, personId);
      case 'discard':
        await end(tx, row, 'discarded', command.reason);
        return [{ type: 'bulletin.discarded', data: { reasonSha256: hashOf(command.reason) } }];
      case 'correct':
        await tx.execute(
          `INSERT INTO bulletin_note (bulletin_id, version, text, written_by, written_at) VALUES ($1, $2, $3, $4, $5)`,
          [row.id, row.version + 1, JSON.stringify(command.text), personId, tx.now],
        );
        return [{ type: 'bulletin.corrected', data: { textSha256: textsHash(command.text) } }];
      case 'withdraw':
        await end(tx, row, 'withdrawn', command.reason);
        await tx.execute(
          `UPDATE rectification SET state = 'dropped', next_reminder_at = NULL, return_reason = NULL, version = version + 1
            WHERE bulletin_id = $1 AND state IN ('awaited', 'answered', 'returned')`,
          [row.id],
        );
        return [{ type: 'bulletin.withdrawn', data: { reasonSha256: hashOf(command.reason) } }];
    }
  }

  private async takeOut(
    tx: Tx,
    row: BulletinRow,
    command: Extract<BulletinCommand, { name: 'take-out' }>,
    personId: string,
  ): Promise<NewEvent[]> {
    const taken = await tx.row<{ ticketId: string }>(
      `UPDATE bulletin_case SET taken_out_at = $3, taken_out_by = $4, taken_out_reason = $5
        WHERE bulletin_id = $1 AND key = $2 AND taken_out_at IS NULL RETURNING ticket_id AS "ticketId"`,
      [row.id, command.key, tx.now, personId, command.reason],
    );
    if (!taken) throw bulletinRefusals.refuse('bulletin.case-not-found');
    const data = { ticketId: taken.ticketId, reasonSha256: hashOf(command.reason) };
    return [{ type: 'bulletin.case-taken-out', data }];
  }

  private async publish(
    tx: Tx,
    row: BulletinRow,
    command: Extract<BulletinCommand, { name: 'publish' }>,
    personId: string,
  ): Promise<NewEvent[]> {
    const languages = ['zh-CN', 'en', 'ru'] as const;
    if (!languages.some((locale) => row.title[locale] && row.text[locale])) {
      throw bulletinRefusals.refuse('bulletin.text-missing');
    }
    if (!command.namesChecked) throw bulletinRefusals.refuse('bulletin.names-not-checked');
    await assertReaders(tx, command.readers);
    const { stored } = await this.calendars.calendarFor();
    await endOfDueDay(tx, command.answerBy, 'answerBy', null, stored.timeZone);
    const departmentIds = await this.namedDepartments(tx, row);
    // A rule names cases or says nothing.
    if (row.kind !== 'monthly' && departmentIds.length === 0) {
      throw bulletinRefusals.refuse('bulletin.not-possible-now');
    }
    const { everyone, departmentIds: readerDepartments, siteIds, roles, personIds } = command.readers;
    await tx.execute(
      `UPDATE bulletin SET state = 'published', published_at = $2, published_by = $3, for_everyone = $4,
         reader_department_ids = $5, reader_site_ids = $6, reader_roles = $7, reader_person_ids = $8 WHERE id = $1`,
      [row.id, tx.now, personId, everyone, readerDepartments, siteIds, roles, personIds],
    );
    for (const departmentId of departmentIds) {
      const dueAt = await endOfDueDay(tx, command.answerBy, 'answerBy', departmentId, stored.timeZone);
      await tx.execute(
        `INSERT INTO rectification (id, bulletin_id, department_id, state, due_on, due_at, due_set_at, next_reminder_at,
                                    version)
         VALUES ($1, $2, $3, 'awaited', $4, $5, $6, $7, 1)`,
        [
          newId(tx.now),
          row.id,
          departmentId,
          command.answerBy,
          dueAt,
          tx.now,
          nextReminder('awaited', dueAt, null, tx.now)?.at ?? null,
        ],
      );
    }
    return [
      {
        type: 'bulletin.published',
        data: {
          departmentIds,
          everyone,
          answerBy: command.answerBy,
          textSha256: textsHash(row.title, row.text),
        },
      },
    ];
  }

  /** A month names those that are talked to; a rule those of the cases that are still in it. */
  private async namedDepartments(tx: Tx, row: BulletinRow): Promise<string[]> {
    const named = await tx.rows<{ id: string }>(
      row.kind === 'monthly'
        ? `SELECT department_id AS id FROM bulletin_talk WHERE bulletin_id = $1 ORDER BY id`
        : `SELECT DISTINCT department_id AS id FROM bulletin_case WHERE bulletin_id = $1 AND taken_out_at IS NULL ORDER BY id`,
      [row.id],
    );
    return named.map(({ id }) => id);
  }
}

async function end(
  tx: Tx,
  row: BulletinRow,
  state: 'discarded' | 'withdrawn',
  reason: string,
): Promise<void> {
  await tx.execute(`UPDATE bulletin SET state = $2, end_reason = $3, ended_at = $4 WHERE id = $1`, [
    row.id,
    state,
    reason,
    tx.now,
  ]);
}
