import { queryOptions } from '@tanstack/react-query';
import type { components } from '../../../lib/api-types.js';
import { read, write } from '../../../lib/http.js';

export type Operations = components['schemas']['OperationsDto'];
export type Finding = components['schemas']['FindingDto'];
type Acknowledged = components['schemas']['AcknowledgedDeadLettersDto'];

/** How the installation is, with sentences in the language of the screen. */
export const operationsQuery = (locale: string) =>
  queryOptions({
    queryKey: ['admin', 'operations', locale],
    queryFn: ({ signal }) => read<Operations>('/admin/operations', { locale }, signal),
  });

export const acknowledgeDeadLetters = (until: string, key: string): Promise<Acknowledged> =>
  write('POST', '/admin/operations/dead-letters/acknowledge', { until }, { key });
