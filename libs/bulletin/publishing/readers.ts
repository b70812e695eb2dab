import type { Tx } from '@huiyin/platform';
import { bulletinRefusals } from '../bulletin-refusals.js';

/** Whom a bulletin is for. The heads of the departments that it names read it in any case. */
export interface Readers {
  readonly everyone: boolean;
  readonly departmentIds: readonly string[];
  readonly siteIds: readonly string[];
  readonly roles: readonly string[];
  readonly personIds: readonly string[];
}

/** Refuses a choice that reaches nobody, or that names something which is not there. */
export async function assertReaders(tx: Tx, readers: Readers): Promise<void> {
  const { everyone, departmentIds, siteIds, roles, personIds } = readers;
  const chosen = departmentIds.length + siteIds.length + roles.length + personIds.length;
  if (!everyone && chosen === 0) throw bulletinRefusals.refuse('bulletin.readers-missing');
  const unknown = await tx.row<{ field: string }>(
    `SELECT field FROM (
       SELECT 'readers.departmentIds' AS field FROM unnest($1::uuid[]) AS id WHERE id NOT IN (SELECT d.id FROM department d)
       UNION ALL SELECT 'readers.siteIds' FROM unnest($2::uuid[]) AS id WHERE id NOT IN (SELECT s.id FROM site s)
       UNION ALL SELECT 'readers.personIds' FROM unnest($3::uuid[]) AS id
                  WHERE id NOT IN (SELECT p.id FROM person p WHERE p.id = ANY($3::uuid[]) AND p.is_active)) AS missing LIMIT 1`,
    [departmentIds, siteIds, personIds],
  );
  if (unknown) {
    throw bulletinRefusals.refuse('bulletin.reader-unknown', {}, [
      { field: unknown.field, rule: 'known', message: 'must be one of those that are listed' },
    ]);
  }
}
