import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { CalendarDirectory, type CalendarVersion } from './calendar-directory.js';
import { contentOf } from './calendar-content.js';
import { calendarRefusals } from './calendar-refusals.js';
import { CalendarSurroundings, type CalendarOwner } from './calendar-surroundings.js';
import { differencesBetween, workingYears } from './calendar-differences.js';
import type { LocalisedText } from './chinese-holidays.js';
import { reminderOf } from './year-reminder.js';
import type { CalendarDto, CalendarHistoryDto, CalendarSummaryDto } from './calendar.dto.js';

interface CalendarRow {
  id: string;
  code: string;
  name: LocalisedText;
  isDefault: boolean;
  isArchived: boolean;
  version: number;
  ownerIds: string[];
}

interface VersionRow {
  version: number;
  publishedAt: Date;
  publishedBy: string | null;
}

/** A list of versions goes back this far. */
const MAX_HISTORY = 50;

const CALENDARS = `SELECT id, code, name, is_default AS "isDefault", archived_at IS NOT NULL AS "isArchived",
    (SELECT max(version) FROM calendar_version v WHERE v.calendar_id = calendar.id) AS version,
    ARRAY(SELECT owner_id::text FROM calendar_use u WHERE u.calendar_id = calendar.id) AS "ownerIds"
  FROM calendar`;

/** Calendars as people see them. */
@Injectable()
export class CalendarQueries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: CalendarDirectory,
    private readonly surroundings: CalendarSurroundings,
  ) {}

  async list(): Promise<CalendarSummaryDto[]> {
    const rows = await this.unitOfWork.read<CalendarRow>(
      `${CALENDARS} ORDER BY archived_at IS NOT NULL, is_default DESC, code`,
    );
    const owners = await this.surroundings.owners();
    return Promise.all(
      rows.map(async (row) => this.summary(row, await this.directory.calendar(row.id, row.version), owners)),
    );
  }

  /** One version whole, the newest unless another one is asked for. */
  async get(id: string, version?: number): Promise<CalendarDto> {
    const row = await this.row(id);
    if (version !== undefined && (version < 1 || version > row.version))
      throw calendarRefusals.refuse('calendar.not-found');
    const [shown, newest, owners, published] = await Promise.all([
      this.directory.calendar(id, version ?? row.version),
      this.directory.calendar(id, row.version),
      this.surroundings.owners(),
      this.versions(id, version ?? row.version, 1),
    ]);
    return {
      ...this.summary(row, newest, owners),
      ...contentOf(shown.stored),
      version: shown.version,
      newestVersion: row.version,
      publishedAt: published[0]?.publishedAt ?? this.unitOfWork.now(),
      workingYears: workingYears(
        shown.stored,
        shown.stored.years.map(({ year }) => year),
      ),
    };
  }

  /** The newest version as it is counted with. */
  async newest(id: string): Promise<CalendarVersion> {
    return this.directory.calendar(id, (await this.row(id)).version);
  }

  /** Versions, the newest first, with what each one changed. */
  async history(id: string): Promise<CalendarHistoryDto[]> {
    const row = await this.row(id);
    const versions = await this.versions(id, row.version, MAX_HISTORY);
    const names = await this.surroundings.namesOf(versions.flatMap(({ publishedBy }) => publishedBy ?? []));
    return Promise.all(
      versions.map(async ({ version, publishedAt, publishedBy }) => ({
        version,
        publishedAt,
        publishedBy: publishedBy === null ? null : (names.get(publishedBy) ?? null),
        differences:
          version === 1
            ? null
            : differencesBetween(
                (await this.directory.calendar(id, version - 1)).stored,
                (await this.directory.calendar(id, version)).stored,
              ),
      })),
    );
  }

  /** Open tickets whose clocks count by any version of the calendar, and the number of those clocks. */
  async openClocks(id: string): Promise<{ openClocks: number; openTickets: number }> {
    const [row] = await this.unitOfWork.read<{ openClocks: number; openTickets: number }>(
      `SELECT count(*)::int AS "openClocks", count(DISTINCT ticket_id)::int AS "openTickets"
         FROM clock WHERE calendar_id = $1 AND state <> 'stopped'`,
      [id],
    );
    return row ?? { openClocks: 0, openTickets: 0 };
  }

  async isOwner(id: string): Promise<boolean> {
    return (await this.surroundings.owners()).some((owner) => owner.id === id);
  }

  private async row(id: string): Promise<CalendarRow> {
    const [row] = await this.unitOfWork.read<CalendarRow>(`${CALENDARS} WHERE id = $1`, [id]);
    if (!row) throw calendarRefusals.refuse('calendar.not-found');
    return row;
  }

  private versions(id: string, newest: number, limit: number): Promise<VersionRow[]> {
    return this.unitOfWork.read<VersionRow>(
      `SELECT v.version, v.created_at AS "publishedAt", e.actor->>'personId' AS "publishedBy"
         FROM calendar_version v
         LEFT JOIN event e ON e.stream_id = v.calendar_id AND e.type = 'calendar.published'
              AND (e.data->>'version')::int = v.version
        WHERE v.calendar_id = $1 AND v.version <= $2 ORDER BY v.version DESC LIMIT $3`,
      [id, newest, limit],
    );
  }

  private summary(
    { ownerIds, ...row }: CalendarRow,
    { stored }: CalendarVersion,
    owners: readonly CalendarOwner[],
  ): CalendarSummaryDto {
    return {
      ...row,
      timeZone: stored.timeZone,
      uses: owners.filter(({ id }) => ownerIds.includes(id)).map((owner) => ({ ...owner })),
      reminder: row.isArchived ? null : reminderOf(stored, this.unitOfWork.now()),
    };
  }
}
