import { Injectable } from '@nestjs/common';
import { appendEvents, EMPTY_CHAIN, newId, type Tx } from '@huiyin/platform';
import type { LocalisedText } from '../departments/department-directory.js';
import { organisationRefusals } from '../organisation-refusals.js';
import { changeVersionedRow, type VersionedTable } from '../versioned-row.js';

export interface SiteData {
  readonly code: string;
  readonly name: LocalisedText;
  /** IANA name. */
  readonly timeZone: string;
}

const SITE: VersionedTable<keyof SiteData> = {
  table: 'site',
  columns: { code: 'code', name: 'name', timeZone: 'time_zone' },
  jsonFields: ['name'],
  recordedFields: ['code', 'timeZone'],
  notFound: () => organisationRefusals.refuse('site.not-found'),
  versionChanged: (current) => organisationRefusals.refuse('site.version-changed', { current }),
};

/** The only writer of sites. */
@Injectable()
export class SiteRegister {
  async add(tx: Tx, site: SiteData): Promise<string> {
    const id = newId(tx.now);
    const head = await appendEvents(tx, { type: 'site', id, head: EMPTY_CHAIN }, [
      { type: 'site.created', data: { code: site.code, timeZone: site.timeZone } },
    ]);
    await tx.execute(
      `INSERT INTO site (id, code, name, time_zone, created_at, updated_at, version, head_hash)
       VALUES ($1, $2, $3, $4, $5, $5, $6, $7)`,
      [id, site.code, JSON.stringify(site.name), site.timeZone, tx.now, head.version, head.hash],
    );
    return id;
  }

  async change(
    tx: Tx,
    id: string,
    expectedVersion: number | null,
    changes: Partial<SiteData>,
  ): Promise<void> {
    await changeVersionedRow(tx, SITE, {
      id,
      streamId: id,
      expectedVersion,
      changes: { code: changes.code, name: changes.name && { ...changes.name }, timeZone: changes.timeZone },
    });
  }
}
