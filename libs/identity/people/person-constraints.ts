import { platformRefusals, violatedConstraint } from '@huiyin/platform';
import { identityRefusals } from '../identity-refusals.js';

/** Runs a write of people; what the database refuses comes out as a refusal that names the field. */
export async function namingFields<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    switch (violatedConstraint(error)) {
      case 'person_employee_number':
        throw identityRefusals.refuse('person.employee-number-taken', {}, [
          { field: 'employeeNumber', rule: 'unique', message: 'belongs to another person' },
        ]);
      case 'person_site':
        throw invalid('siteId', 'exists', 'is not a known site');
      case 'person_department':
        throw invalid('departmentId', 'exists', 'is not a known department');
      case 'person_absence':
        throw invalid('absentUntil', 'afterAbsentFrom', 'must be later than absentFrom');
      default:
        throw error;
    }
  }
}

function invalid(field: string, rule: string, message: string): Error {
  return platformRefusals.refuse('request.invalid', {}, [{ field, rule, message }]);
}
