import { queryOptions } from '@tanstack/react-query';
import { nowMillis } from '../../../lib/browser-clock.js';
import type { components } from '../../../lib/api-types.js';
import { read } from '../../../lib/http.js';
import { checkKeyLog, envelopeKeyOf, issuerKeyOf, KeyAlarm, type KeyAlarmCode } from '../protocol/key-log.js';
import { noticeOf, type KeyNotice } from '../protocol/key-notice.js';

type Schemas = components['schemas'];

/** What a log says that was checked here; or why it must not be used, and what an earlier one said. */
export interface JudgedKeys {
  readonly notice: KeyNotice | null;
  readonly alarm: KeyAlarmCode | null;
}

/** For whoever is not signed in. The browsers of all others have read the log already, and must not be seen to look. */
export const keyLogQuery = queryOptions({
  queryKey: ['anonymity', 'keys'],
  queryFn: async ({ signal }): Promise<JudgedKeys> => {
    const published = await read<Schemas['KeyLogDto']>('/anonymity/keys', {}, signal);
    try {
      const log = await checkKeyLog(published, nowMillis());
      await issuerKeyOf(log);
      // Where there is no intake, or where it has just come up, there is none.
      await envelopeKeyOf(log).catch((error: unknown) => {
        if (error instanceof KeyAlarm && error.code !== 'no-key') throw error;
      });
      return { notice: noticeOf(log, published), alarm: null };
    } catch (error) {
      if (error instanceof KeyAlarm) return { notice: null, alarm: error.code };
      throw error;
    }
  },
  staleTime: 60_000,
});
