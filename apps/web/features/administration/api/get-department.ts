import { queryOptions } from '@tanstack/react-query';
import type { Department } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const departmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['departments', 'one', id],
    queryFn: ({ signal }) => read<Department>(`/departments/${id}`, {}, signal),
  });
