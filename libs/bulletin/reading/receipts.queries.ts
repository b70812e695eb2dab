import { Injectable } from '@nestjs/common';
import { shownShare, UnitOfWork, type Role } from '@huiyin/platform';
import { bulletinRefusals } from '../bulletin-refusals.js';
import { BulletinAccess, IS_READER } from '../store/bulletin-access.js';
import type { BulletinRow } from '../store/bulletin-row.js';
import type { ReceiptsDto, ShownReadersDto } from './bulletin.dto.js';

/** Who has pressed "I have read it": how many, and by name only those who must. */
@Injectable()
export class Receipts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: BulletinAccess,
  ) {}

  /** Pressing it again changes nothing. */
  async press(personId: string, bulletinId: string): Promise<void> {
    await this.unitOfWork.run({ kind: 'person', personId }, async (tx) => {
      const reader = await this.access.reader(personId, tx);
      const visible = this.access.visible(reader, 2);
      const found = await tx.row<{ state: string }>(
        `SELECT b.state FROM bulletin b WHERE b.id = $1 AND ${visible.sql}`,
        [bulletinId, ...visible.parameters],
      );
      if (!found) throw bulletinRefusals.refuse('bulletin.not-found');
      if (found.state !== 'published') throw bulletinRefusals.refuse('bulletin.not-possible-now');
      await tx.execute(
        `INSERT INTO bulletin_receipt (bulletin_id, person_id, read_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [bulletinId, personId, tx.now],
      );
    });
  }

  async of(bulletinId: string, smallestGroup: number): Promise<ReceiptsDto> {
    const [counted] = await this.unitOfWork.read<{ of: number; part: number }>(
      `SELECT count(*)::int AS of, count(x.person_id)::int AS part
         FROM bulletin b JOIN person p ON ${IS_READER}
         LEFT JOIN bulletin_receipt x ON x.bulletin_id = b.id AND x.person_id = p.id WHERE b.id = $1`,
      [bulletinId],
    );
    const obliged = await this.unitOfWork.read<{ departmentId: string; name: string; readAt: Date | null }>(
      `SELECT d.id AS "departmentId", p.name, x.read_at AS "readAt"
         FROM rectification r JOIN department d ON d.id = r.department_id JOIN person p ON p.id = d.head_id
         LEFT JOIN bulletin_receipt x ON x.bulletin_id = r.bulletin_id AND x.person_id = p.id
        WHERE r.bulletin_id = $1 ORDER BY d.code`,
      [bulletinId],
    );
    const share = counted ? shownShare(counted, smallestGroup) : null;
    return {
      of: share?.of ?? null,
      read: share?.part ?? null,
      obliged: obliged.map((row) => ({ ...row, readAt: row.readAt?.toISOString() ?? null })),
    };
  }

  async chosen(row: BulletinRow): Promise<ShownReadersDto> {
    const people = await this.unitOfWork.read<{ name: string }>(
      `SELECT name FROM person WHERE id = ANY($1::uuid[]) ORDER BY name`,
      [row.reader_person_ids],
    );
    return {
      everyone: row.for_everyone,
      departmentIds: row.reader_department_ids,
      siteIds: row.reader_site_ids,
      roles: row.reader_roles as Role[],
      people: people.map(({ name }) => name),
    };
  }
}
