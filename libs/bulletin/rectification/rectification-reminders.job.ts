import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { nextReminder } from '../domain/rectification.js';
import { BulletinStore } from '../store/bulletin-store.js';
import { RectificationCommands } from './rectification-commands.js';

const ACTOR = { kind: 'system', name: 'rectification-reminders' } as const;

/**
 * Records that a rectification is due soon or late, each once and at its true instant. Found by state, so a worker that
 * was away catches up; several share the work, because each looks again under the lock.
 */
@Injectable()
export class RectificationReminders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: BulletinStore,
    private readonly commands: RectificationCommands,
  ) {}

  /** Records up to `limit` and returns how many. */
  async sweep(limit = 50): Promise<number> {
    const due = await this.unitOfWork.read<{ id: string }>(
      `SELECT id FROM rectification WHERE next_reminder_at <= $1 ORDER BY next_reminder_at LIMIT $2`,
      [this.unitOfWork.now(), limit],
    );
    let recorded = 0;
    for (const { id } of due) if (await this.record(id)) recorded++;
    return recorded;
  }

  private async record(id: string): Promise<boolean> {
    return this.unitOfWork.run(ACTOR, async (tx) => {
      const row = await this.commands.lock(tx, id);
      if (!row?.next_reminder_at || row.next_reminder_at > tx.now) return false;
      const coming = nextReminder(row.state, row.due_at, row.reminder_recorded, row.due_set_at);
      const bulletin = await this.store.lock(tx, row.bulletin_id);
      if (!coming || !bulletin) return false;
      const following = nextReminder(row.state, row.due_at, coming.reminder, row.due_set_at);
      await this.store.append(tx, bulletin, [
        {
          type: `rectification.${coming.reminder}`,
          at: coming.at,
          data: { rectificationId: row.id, departmentId: row.department_id, state: row.state },
        },
      ]);
      await tx.execute(
        `UPDATE rectification SET reminder_recorded = $2, next_reminder_at = $3 WHERE id = $1`,
        [row.id, coming.reminder, following?.at ?? null],
      );
      return true;
    });
  }
}
