import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { runOnce, UnitOfWork, type Json, type NewEvent, type Tx } from '@huiyin/platform';
import { CalendarDirectory } from '@huiyin/sla';
import { bulletinRefusals } from '../bulletin-refusals.js';
import {
  nextReminder,
  RECTIFICATION_STEPS,
  rectificationStandings,
  type RectificationState,
} from '../domain/rectification.js';
import { stepOf } from '../domain/step-table.js';
import { BulletinAccess } from '../store/bulletin-access.js';
import { BulletinStore } from '../store/bulletin-store.js';
import { endOfDueDay } from './due-day.js';

export type RectificationCommand =
  | { readonly name: 'answer'; readonly text: string; readonly doneOn: string }
  | { readonly name: 'accept' }
  | { readonly name: 'return'; readonly reason: string; readonly answerBy: string };

export interface RectificationRequest {
  readonly rectificationId: string;
  readonly expectedVersion: number;
  readonly idempotencyKey: string | null;
  readonly command: RectificationCommand;
}

export interface RectificationRow {
  id: string;
  bulletin_id: string;
  department_id: string;
  state: RectificationState;
  due_at: Date;
  due_set_at: Date;
  reminder_recorded: 'due-soon' | 'overdue' | null;
  next_reminder_at: Date | null;
  version: number;
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What a department and the leadership do with a rectification. Its events belong to the chain of its bulletin. */
@Injectable()
export class RectificationCommands {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: BulletinStore,
    private readonly access: BulletinAccess,
    private readonly calendars: CalendarDirectory,
  ) {}

  /** Version of the rectification afterwards. Refusals: see `bulletinRefusals`. */
  async perform(personId: string, request: RectificationRequest): Promise<number> {
    const { rectificationId, expectedVersion, command } = request;
    const intention = {
      personId,
      key: request.idempotencyKey,
      request: { rectificationId, expectedVersion, command: JSON.parse(JSON.stringify(command)) as Json },
    };
    return runOnce(this.unitOfWork, intention, async (tx) => {
      const row = await this.lock(tx, rectificationId);
      const reader = await this.access.reader(personId, tx);
      if (!row || !(reader.isLeader || reader.workIds.includes(row.department_id))) {
        throw bulletinRefusals.refuse('rectification.not-found');
      }
      if (row.version !== expectedVersion) {
        throw bulletinRefusals.refuse('rectification.version-changed', { currentVersion: row.version });
      }
      const standings = rectificationStandings({
        isLeader: reader.isLeader,
        headsIt: reader.headedIds.includes(row.department_id),
        worksThere: reader.workIds.includes(row.department_id),
      });
      const step = stepOf(RECTIFICATION_STEPS, row.state, command.name, standings);
      if (step === 'not-yours') throw bulletinRefusals.refuse('rectification.not-yours');
      if (step === 'not-now') throw bulletinRefusals.refuse('rectification.not-possible-now');
      const event = await this.carryOut(tx, row, command, personId);
      const bulletin = await this.store.lock(tx, row.bulletin_id);
      if (!bulletin) throw bulletinRefusals.refuse('rectification.not-found');
      await this.store.append(tx, bulletin, [event]);
      return row.version + 1;
    });
  }

  /** The bulletin first, as everywhere, so that two who want both never wait for each other. */
  async lock(tx: Tx, rectificationId: string): Promise<RectificationRow | undefined> {
    await tx.rows(
      `SELECT b.id FROM bulletin b JOIN rectification r ON r.bulletin_id = b.id WHERE r.id = $1 FOR UPDATE OF b`,
      [rectificationId],
    );
    return tx.row<RectificationRow>(
      `SELECT id, bulletin_id, department_id, state, due_at, due_set_at, reminder_recorded, next_reminder_at, version
         FROM rectification WHERE id = $1 FOR UPDATE`,
      [rectificationId],
    );
  }

  private async carryOut(
    tx: Tx,
    row: RectificationRow,
    command: RectificationCommand,
    personId: string,
  ): Promise<NewEvent> {
    const data = { rectificationId: row.id, departmentId: row.department_id };
    const { stored } = await this.calendars.calendarFor();
    switch (command.name) {
      case 'answer': {
        const dueAt = await endOfDueDay(tx, command.doneOn, 'doneOn', row.department_id, stored.timeZone);
        const answer = await tx.row<{ round: number }>(
          `INSERT INTO rectification_answer (rectification_id, round, text, done_on, answered_by, answered_at)
           SELECT $1, 1 + count(*), $2, $3, $4, $5 FROM rectification_answer WHERE rectification_id = $1 RETURNING round`,
          [row.id, command.text, command.doneOn, personId, tx.now],
        );
        await this.move(tx, row, 'answered', { dueOn: command.doneOn, dueAt });
        const round = answer?.round ?? 1;
        return {
          type: 'rectification.answered',
          data: { ...data, round, doneOn: command.doneOn, textSha256: hashOf(command.text) },
        };
      }
      case 'accept':
        await tx.execute(
          `UPDATE rectification SET state = 'accepted', next_reminder_at = NULL, decided_by = $2, decided_at = $3,
             version = version + 1 WHERE id = $1`,
          [row.id, personId, tx.now],
        );
        return { type: 'rectification.accepted', data };
      case 'return': {
        const dueAt = await endOfDueDay(tx, command.answerBy, 'answerBy', row.department_id, stored.timeZone);
        await this.move(tx, row, 'returned', { dueOn: command.answerBy, dueAt }, command.reason);
        await tx.execute(`UPDATE rectification SET decided_by = $2, decided_at = $3 WHERE id = $1`, [
          row.id,
          personId,
          tx.now,
        ]);
        await tx.execute(
          `UPDATE rectification_answer SET return_reason = $2
            WHERE rectification_id = $1 AND round = (SELECT max(round) FROM rectification_answer WHERE rectification_id = $1)`,
          [row.id, command.reason],
        );
        return { type: 'rectification.returned', data: { ...data, reasonSha256: hashOf(command.reason) } };
      }
    }
  }

  private async move(
    tx: Tx,
    row: RectificationRow,
    state: 'answered' | 'returned',
    due: { readonly dueOn: string; readonly dueAt: Date },
    returnReason: string | null = null,
  ): Promise<void> {
    await tx.execute(
      `UPDATE rectification SET state = $2, due_on = $3, due_at = $4, due_set_at = $5, reminder_recorded = NULL,
         next_reminder_at = $6, return_reason = $7, version = version + 1 WHERE id = $1`,
      [
        row.id,
        state,
        due.dueOn,
        due.dueAt,
        tx.now,
        nextReminder(state, due.dueAt, null, tx.now)?.at ?? null,
        returnReason,
      ],
    );
  }
}
