import { Injectable } from '@nestjs/common';
import { EventFollower, type StoredEvent, type Tx } from '@huiyin/platform';
import { CalendarDirectory, elapsedSeconds, LEGS, PolicyDirectory, type Leg } from '@huiyin/sla';
import type { CaseReason } from '../domain/bulletin.js';
import type { NewCase } from '../store/bulletin-row.js';
import { BulletinStore } from '../store/bulletin-store.js';

/** Events that may make a case by coming too often. */
const COUNTED: Readonly<Record<string, Exclude<CaseReason, 'overdue'>>> = {
  'ticket.redo-ordered': 'redos',
  'ticket.rejected': 'rejections',
};

/**
 * Names cases as they become cases: the last step of a clock's ladder, or too many redos or "no". They are gathered in
 * the one open draft of their kind. Follows the events, so each is looked at once, and a key keeps the same thing from
 * being named twice.
 */
@Injectable()
export class BulletinRules {
  constructor(
    private readonly follower: EventFollower,
    private readonly store: BulletinStore,
    private readonly calendars: CalendarDirectory,
    private readonly policies: PolicyDirectory,
  ) {}

  /** Number of events read; 0 when there is nothing new or another worker is at it. */
  async advance(): Promise<number> {
    return this.follower.advance('bulletin-rules', (tx, event) => this.look(tx, event));
  }

  private async look(tx: Tx, event: StoredEvent): Promise<void> {
    if (event.type === 'clock.step-reached' && event.data['kind'] === 'bulletin') {
      const found = await this.overdueCase(tx, event);
      if (found) await this.gather(tx, 'overdue', found);
    } else if (event.streamType === 'ticket' && event.type in COUNTED) {
      const found = await this.repeatedCase(tx, event);
      if (found) await this.gather(tx, 'repeated', found);
    }
  }

  private async overdueCase(tx: Tx, event: StoredEvent): Promise<NewCase | null> {
    const { ticketId, leg, round, dueAt } = event.data;
    if (typeof ticketId !== 'string' || typeof dueAt !== 'string' || !isLeg(leg)) return null;
    const clock = await tx.row<{ calendarId: string; calendarVersion: number }>(
      `SELECT calendar_id AS "calendarId", calendar_version AS "calendarVersion" FROM clock WHERE id = $1`,
      [event.streamId],
    );
    if (!clock) return null;
    const { calendar } = await this.calendars.calendar(clock.calendarId, clock.calendarVersion);
    const due = new Date(dueAt);
    const overdue = { leg, dueAt: due, seconds: Math.floor(elapsedSeconds(calendar, due, event.at)) };
    return { key: `${ticketId}/${leg}/${String(round)}`, ticketId, reason: 'overdue', overdue, count: null };
  }

  private async repeatedCase(tx: Tx, event: StoredEvent): Promise<NewCase | null> {
    const reason = COUNTED[event.type];
    if (!reason || (reason === 'rejections' && event.data['verdict'] !== 'no')) return null;
    const counted = await tx.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM event
        WHERE stream_id = $1 AND version <= $2 AND type = $3 AND ($4 <> 'rejections' OR data->>'verdict' = 'no')`,
      [event.streamId, event.version, event.type, reason],
    );
    const { numbers } = await this.policies.at(event.at);
    const count = counted?.count ?? 0;
    if (count < numbers.bulletin.redos) return null;
    return { key: `${event.streamId}/${reason}`, ticketId: event.streamId, reason, overdue: null, count };
  }

  private async gather(tx: Tx, kind: 'overdue' | 'repeated', item: NewCase): Promise<void> {
    const ticket = await tx.row<{ departmentId: string }>(
      // What was merged is told with its main ticket; what was removed or taken back is nobody's fault any more.
      `SELECT department_id AS "departmentId" FROM ticket
        WHERE id = $1 AND merged_into_id IS NULL AND (outcome IS NULL OR outcome NOT IN ('removed', 'withdrawn'))
          AND NOT EXISTS (SELECT 1 FROM bulletin_case WHERE key = $2)`,
      [item.ticketId, item.key],
    );
    if (!ticket) return;
    const { numbers } = await this.policies.at(tx.now);
    const draft = await this.store.gathering(tx, kind, numbers.bulletin.smallestGroup);
    if (!(await this.store.addCase(tx, draft.id, item))) return;
    await this.store.append(tx, draft, [
      {
        type: 'bulletin.case-added',
        data: { ticketId: item.ticketId, departmentId: ticket.departmentId, reason: item.reason },
      },
    ]);
  }
}

function isLeg(value: unknown): value is Leg {
  return LEGS.some((leg) => leg === value);
}
