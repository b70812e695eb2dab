import { queryOptions } from '@tanstack/react-query';
import { nowMillis } from '../../../lib/browser-clock.js';
import type { components } from '../../../lib/api-types.js';
import { read } from '../../../lib/http.js';
import {
  checkKeyLog,
  issuerKeyOf,
  KeyAlarm,
  type CheckedKeyLog,
  type KeyAlarmCode,
} from '../protocol/key-log.js';

type Schemas = components['schemas'];

/** The log that this browser has checked itself, or why it must not be used. */
export type JudgedKeyLog =
  | { readonly log: CheckedKeyLog; readonly alarm: null }
  | { readonly log: null; readonly alarm: KeyAlarmCode };

export const keyLogQuery = queryOptions({
  queryKey: ['anonymity', 'keys'],
  queryFn: async ({ signal }): Promise<JudgedKeyLog> => {
    const published = await read<Schemas['KeyLogDto']>('/anonymity/keys', {}, signal);
    try {
      const log = await checkKeyLog(published, nowMillis());
      await issuerKeyOf(log);
      return { log, alarm: null };
    } catch (error) {
      if (error instanceof KeyAlarm) return { log: null, alarm: error.code };
      throw error;
    }
  },
  staleTime: 60_000,
});

export const weeklyCountsQuery = queryOptions({
  queryKey: ['anonymity', 'counts'],
  queryFn: ({ signal }) => read<Schemas['WeeklyCountsDto']>('/anonymity/counts', {}, signal),
});
