import type { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import type { SimulatedCentre } from '../centre.js';

/** Departments join a few opinions that say the same each day, and part some of them again. */
export async function mergeSome(centre: SimulatedCentre, choice: SeededChoice): Promise<void> {
  const pairs = await centre.unitOfWork.read<{ id: string; intoId: string; headId: string }>(
    `SELECT (array_agg(t.id ORDER BY t.id))[1] AS "intoId", (array_agg(t.id ORDER BY t.id))[2] AS id, d.head_id AS "headId"
       FROM ticket t JOIN department d ON d.id = t.department_id
      WHERE t.state = 'open' AND t.merged_into_id IS NULL AND NOT t.awaiting_author
      GROUP BY d.id HAVING count(*) > 1 ORDER BY d.id`,
  );
  for (const [index, { id, intoId, headId }] of pairs.entries()) {
    if (!choice.chance(`merge ${index}`, 0.15)) continue;
    await centre.perform(headId, id, { name: 'merge', intoTicketId: intoId, reason: '说的是同一件事。' });
  }
  const merged = await centre.unitOfWork.read<{ id: string; headId: string }>(
    `SELECT t.id, d.head_id AS "headId" FROM ticket t JOIN department d ON d.id = t.department_id
      WHERE t.state = 'open' AND t.merged_into_id IS NOT NULL ORDER BY t.id`,
  );
  for (const [index, { id, headId }] of merged.entries()) {
    if (!choice.chance(`unmerge ${index}`, 0.08)) continue;
    await centre.perform(headId, id, { name: 'unmerge', reason: '其实是两件事。' });
  }
}
