import { Injectable } from '@nestjs/common';
import { appendEvents, newId, type NewEvent, type Tx } from '@huiyin/platform';
import { calendarFaults } from './calendar-faults.js';
import { calendarRefusals } from './calendar-refusals.js';
import type { LocalisedText } from './chinese-holidays.js';
import { insertVersion, type StoredCalendar } from './stored-calendar.js';

interface HeadRow {
  version: number;
  isDefault: boolean;
  isArchived: boolean;
  event_version: number;
  head_hash: Buffer;
}

/**
 * The only writer of calendars. Nothing is ever edited or deleted: a change is a new version, and open clocks keep
 * theirs. Call `CalendarDirectory.refresh` after the commit; other processes follow within seconds.
 */
@Injectable()
export class CalendarRegister {
  /** Adds a calendar in its first version and returns its id. `code`: 2 to 40 of a–z, 0–9 and `-`. */
  async add(
    tx: Tx,
    calendar: { readonly code: string; readonly name: LocalisedText; readonly content: StoredCalendar },
  ): Promise<string> {
    this.refuseFaults(calendar.content, calendar.code);
    const id = newId(tx.now);
    const added = await tx.execute(
      `INSERT INTO calendar (id, code, name) VALUES ($1, $2, $3) ON CONFLICT ON CONSTRAINT calendar_code DO NOTHING`,
      [id, calendar.code, JSON.stringify(calendar.name)],
    );
    if (added === 0) throw calendarRefusals.refuse('calendar.code-taken');
    await this.write(tx, id, 1, calendar.content);
    return id;
  }

  /** Publishes the version after `basedOnVersion` and returns its number. */
  async publish(tx: Tx, id: string, basedOnVersion: number, content: StoredCalendar): Promise<number> {
    const { version, isArchived } = await this.lock(tx, id);
    if (isArchived) throw calendarRefusals.refuse('calendar.archived');
    if (version !== basedOnVersion) throw calendarRefusals.refuse('calendar.version-changed', { version });
    this.refuseFaults(content);
    await this.write(tx, id, version + 1, content);
    return version + 1;
  }

  /** From now on clocks of this department or site start in that calendar; null takes it back to the default. */
  async assign(tx: Tx, ownerId: string, id: string | null): Promise<void> {
    const before = await tx.row<{ calendar_id: string }>(
      `SELECT calendar_id FROM calendar_use WHERE owner_id = $1`,
      [ownerId],
    );
    if (before?.calendar_id === id || (!before && id === null)) return;
    // Always in the same order, so that two people who swap calendars do not wait for each other for ever.
    const touched = [before?.calendar_id, id].filter((one) => typeof one === 'string').sort();
    for (const one of touched) {
      if ((await this.lock(tx, one)).isArchived && one === id)
        throw calendarRefusals.refuse('calendar.archived');
    }
    if (before) await this.record(tx, before.calendar_id, { type: 'calendar.released', data: { ownerId } });
    if (id === null) {
      await tx.execute(`DELETE FROM calendar_use WHERE owner_id = $1`, [ownerId]);
      return;
    }
    await this.record(tx, id, { type: 'calendar.assigned', data: { ownerId } });
    await tx.execute(
      `INSERT INTO calendar_use (owner_id, calendar_id) VALUES ($1, $2)
       ON CONFLICT (owner_id) DO UPDATE SET calendar_id = excluded.calendar_id`,
      [ownerId, id],
    );
  }

  /** Puts a calendar away that nothing uses. Its versions stay: clocks that have ended count by them. */
  async archive(tx: Tx, id: string, expectedVersion: number): Promise<void> {
    const { version, isDefault, isArchived } = await this.lock(tx, id);
    if (isArchived) throw calendarRefusals.refuse('calendar.not-found');
    if (isDefault) throw calendarRefusals.refuse('calendar.default-stays');
    if (version !== expectedVersion) throw calendarRefusals.refuse('calendar.version-changed', { version });
    const uses = await tx.rows<{ owner_id: string }>(
      `SELECT owner_id FROM calendar_use WHERE calendar_id = $1 ORDER BY owner_id`,
      [id],
    );
    const clocks = await tx.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM clock WHERE calendar_id = $1 AND state <> 'stopped'`,
      [id],
    );
    const openClocks = clocks?.count ?? 0;
    if (uses.length > 0 || openClocks > 0)
      throw calendarRefusals.refuse('calendar.in-use', {
        ownerIds: uses.map((use) => use.owner_id),
        openClocks,
      });
    await this.record(tx, id, { type: 'calendar.archived', data: {} });
    await tx.execute(`UPDATE calendar SET archived_at = $2 WHERE id = $1`, [id, tx.now]);
  }

  private async write(tx: Tx, id: string, version: number, content: StoredCalendar): Promise<void> {
    await this.record(tx, id, { type: 'calendar.published', data: { version } });
    await insertVersion((sql, parameters) => tx.execute(sql, parameters), { id, version }, content, tx.now);
  }

  private async record(tx: Tx, id: string, event: NewEvent): Promise<void> {
    const row = await this.lock(tx, id);
    const head = await appendEvents(
      tx,
      { type: 'calendar', id, head: { version: row.event_version, hash: row.head_hash } },
      [event],
    );
    await tx.execute(`UPDATE calendar SET event_version = $2, head_hash = $3 WHERE id = $1`, [
      id,
      head.version,
      head.hash,
    ]);
  }

  private async lock(tx: Tx, id: string): Promise<HeadRow> {
    const row = await tx.row<Omit<HeadRow, 'version'>>(
      `SELECT event_version, head_hash, is_default AS "isDefault", archived_at IS NOT NULL AS "isArchived"
         FROM calendar WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!row) throw calendarRefusals.refuse('calendar.not-found');
    // Read after the lock was granted: the locking statement itself would still see the versions of before its wait.
    const newest = await tx.row<{ version: number }>(
      `SELECT coalesce(max(version), 0) AS version FROM calendar_version WHERE calendar_id = $1`,
      [id],
    );
    return { ...row, version: newest?.version ?? 0 };
  }

  private refuseFaults(content: StoredCalendar, code = 'valid'): void {
    const faults = calendarFaults(content);
    if (!/^[a-z0-9][a-z0-9-]{1,39}$/.test(code)) {
      faults.push({ field: 'code', rule: 'pattern', message: 'A code is 2 to 40 of a–z, 0–9 and hyphens.' });
    }
    if (faults.length > 0) throw calendarRefusals.refuse('calendar.invalid', {}, faults);
  }
}
