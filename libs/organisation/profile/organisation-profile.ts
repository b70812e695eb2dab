import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '@huiyin/platform';
import type { LocalisedText } from '../departments/department-directory.js';
import { namingFields } from '../field-errors.js';
import { organisationRefusals } from '../organisation-refusals.js';
import { changeVersionedRow, type VersionedTable } from '../versioned-row.js';

export interface ProfileData {
  readonly name: LocalisedText;
  /** Takes escalations whose department has no leader of its own. */
  readonly dutyLeaderId: string | null;
}

export interface Profile extends ProfileData {
  readonly version: number;
}

/** There is one organisation in a database; its stream has one fixed name. */
const STREAM_ID = '00000000-0000-7000-8000-000000000001';

const ORGANISATION: VersionedTable<keyof ProfileData> = {
  table: 'organisation',
  columns: { name: 'name', dutyLeaderId: 'duty_leader_id' },
  jsonFields: ['name'],
  recordedFields: ['dutyLeaderId'],
  notFound: () => new Error('The row of the organisation is missing.'),
  versionChanged: (current) => organisationRefusals.refuse('organisation.version-changed', { current }),
};

/** The organisation itself: its name and who is on duty for the leadership. */
@Injectable()
export class OrganisationProfile {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async get(): Promise<Profile> {
    const [row] = await this.unitOfWork.read<Profile>(
      `SELECT name, duty_leader_id AS "dutyLeaderId", version FROM organisation`,
    );
    if (!row) throw new Error('The row of the organisation is missing.');
    return row;
  }

  async change(tx: Tx, expectedVersion: number | null, changes: Partial<ProfileData>): Promise<void> {
    await namingFields(() =>
      changeVersionedRow(tx, ORGANISATION, {
        id: 1,
        streamId: STREAM_ID,
        expectedVersion,
        changes: { name: changes.name && { ...changes.name }, dutyLeaderId: changes.dutyLeaderId },
      }),
    );
  }
}
