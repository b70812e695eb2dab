import { platformRefusals, violatedConstraint } from '@huiyin/platform';
import { organisationRefusals } from './organisation-refusals.js';

const UNKNOWN: Readonly<Record<string, readonly [field: string, what: string]>> = {
  department_site: ['siteId', 'site'],
  department_parent: ['parentId', 'department'],
  department_head: ['headId', 'person'],
  department_deputy: ['deputyId', 'person'],
  department_leader: ['leaderId', 'person'],
  department_handler: ['handlerIds', 'person'],
  organisation_duty_leader: ['dutyLeaderId', 'person'],
};

function invalid(field: string, rule: string, message: string): Error {
  return platformRefusals.refuse('request.invalid', {}, [{ field, rule, message }]);
}

/** Runs a write of the organisation; what the database refuses comes out as a refusal that names the field. */
export async function namingFields<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const constraint = violatedConstraint(error) ?? '';
    const unknown = UNKNOWN[constraint];
    if (unknown) throw invalid(unknown[0], 'exists', `is not a known ${unknown[1]}`);
    switch (constraint) {
      case 'site_code':
        throw organisationRefusals.refuse('site.code-taken');
      case 'department_code':
        throw organisationRefusals.refuse('department.code-taken');
      case 'department_one_coordinator':
        throw organisationRefusals.refuse('department.coordinator-exists');
      case 'department_coordinator_stays':
        throw organisationRefusals.refuse('department.coordinator-stays');
      case 'department_deputy_differs':
        throw invalid('deputyId', 'differs', 'must not be the head');
      default:
        throw error;
    }
  }
}
