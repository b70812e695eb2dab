import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Log, UnitOfWork } from '@huiyin/platform';
import type { BusinessCalendar } from '../domain/business-calendar.js';
import { parseCalendar } from '../domain/calendar-definition.js';
import { definitionOf, type CalendarDay, type CalendarYear, type StoredCalendar } from './stored-calendar.js';

/** One version of a calendar, ready to count with. */
export interface CalendarVersion {
  readonly calendarId: string;
  readonly version: number;
  readonly calendar: BusinessCalendar;
  readonly stored: StoredCalendar;
}

interface Heads {
  readonly readAtMs: number;
  readonly defaultId: string;
  readonly calendarOf: ReadonlyMap<string, string>;
  readonly versionOf: ReadonlyMap<string, number>;
}

interface HeadRow {
  calendarId: string;
  version: number;
  isDefault: boolean;
  owners: string[];
}

interface VersionRow {
  timeZone: string;
  weekly: StoredCalendar['weekly'];
  years: CalendarYear[];
  days: CalendarDay[];
}

/** Which calendar holds where is read anew after this long, so that every process follows a change without being told. */
const FRESH_MILLISECONDS = 5_000;

/**
 * Calendars in force. Asked inside transactions, so after the first reading it answers from memory and refreshes
 * behind the caller's back: waiting here for a second connection could starve a full pool.
 */
@Injectable()
export class CalendarDirectory implements OnApplicationBootstrap {
  private heads: Heads | null = null;
  private refreshing: Promise<Heads> | null = null;
  /** Versions never change, so they are kept for good. */
  private readonly versions = new Map<string, Promise<CalendarVersion>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.calendarFor();
  }

  /** The calendar of the first owner (department, then its site) that has one of its own, otherwise the default. */
  async calendarFor(...ownerIds: readonly (string | null)[]): Promise<CalendarVersion> {
    const heads = await this.currentHeads();
    const ownerId = ownerIds.find((id) => id !== null && heads.calendarOf.has(id));
    const calendarId = (ownerId && heads.calendarOf.get(ownerId)) ?? heads.defaultId;
    return this.calendar(calendarId, heads.versionOf.get(calendarId) ?? 0);
  }

  /** A version by its key, as clocks keep it. */
  calendar(calendarId: string, version: number): Promise<CalendarVersion> {
    const key = `${calendarId}/${version}`;
    const known = this.versions.get(key);
    if (known) return known;
    const reading = this.readVersion(calendarId, version);
    this.versions.set(key, reading);
    reading.catch(() => this.versions.delete(key));
    return reading;
  }

  /** Reads what holds where anew; for whoever just changed it, other processes follow by themselves. */
  async refresh(): Promise<void> {
    // A reading that is under way may have begun before the change.
    await this.refreshing?.catch(() => undefined);
    await this.readHeads();
  }

  private async currentHeads(): Promise<Heads> {
    if (!this.heads) return this.readHeads();
    const ageMs = this.clock.now().getTime() - this.heads.readAtMs;
    if (Math.abs(ageMs) >= FRESH_MILLISECONDS)
      this.readHeads().catch((error: unknown) =>
        this.log.error('calendars could not be read again', { error }),
      );
    return this.heads;
  }

  private readHeads(): Promise<Heads> {
    this.refreshing ??= this.queryHeads().finally(() => (this.refreshing = null));
    return this.refreshing;
  }

  private async queryHeads(): Promise<Heads> {
    const readAtMs = this.clock.now().getTime();
    const rows = await this.unitOfWork.read<HeadRow>(
      `SELECT id AS "calendarId", is_default AS "isDefault",
              (SELECT max(version) FROM calendar_version WHERE calendar_id = calendar.id) AS version,
              ARRAY(SELECT owner_id::text FROM calendar_use WHERE calendar_id = calendar.id) AS owners
         FROM calendar`,
    );
    const defaultId = rows.find((row) => row.isDefault)?.calendarId;
    if (defaultId === undefined) throw new Error('There is no default calendar.');
    // Read before they are offered, so that nobody waits for them inside a transaction.
    for (const row of rows) await this.calendar(row.calendarId, row.version);
    this.heads = {
      readAtMs,
      defaultId,
      calendarOf: new Map(rows.flatMap((row) => row.owners.map((owner) => [owner, row.calendarId]))),
      versionOf: new Map(rows.map((row) => [row.calendarId, row.version])),
    };
    return this.heads;
  }

  private async readVersion(calendarId: string, version: number): Promise<CalendarVersion> {
    const [stored] = await this.unitOfWork.read<VersionRow>(
      `SELECT time_zone AS "timeZone", weekly,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('year', year, 'state', state) ORDER BY year), '[]')
                 FROM calendar_year y WHERE (y.calendar_id, y.version) = (v.calendar_id, v.version)) AS years,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('date', date, 'kind', kind, 'spans', spans, 'name', name)
                                         ORDER BY date, kind), '[]')
                 FROM calendar_day d WHERE (d.calendar_id, d.version) = (v.calendar_id, v.version)) AS days
         FROM calendar_version v WHERE calendar_id = $1 AND version = $2`,
      [calendarId, version],
    );
    if (!stored) throw new Error(`There is no version ${version} of calendar ${calendarId}.`);
    const calendar = parseCalendar(definitionOf(stored));
    if (Array.isArray(calendar))
      throw new Error(`Calendar ${calendarId} is damaged: ${JSON.stringify(calendar)}`);
    return { calendarId, version, calendar, stored };
  }
}
