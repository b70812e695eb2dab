import type { components } from '../../../lib/api-types.js';
import type { Department } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export type DepartmentChange = components['schemas']['ChangeDepartmentDto'];
export type NewDepartment = components['schemas']['CreateDepartmentDto'];

export const createDepartment = (department: NewDepartment, key: string): Promise<Department> =>
  write('POST', '/admin/departments', department, { key });

export const changeDepartment = (
  { id, version }: Department,
  change: DepartmentChange,
  key: string,
): Promise<Department> => write('PATCH', `/admin/departments/${id}`, change, { key, version });
