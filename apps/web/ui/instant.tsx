import { Tooltip } from '@mantine/core';
import { useInstants } from '../lib/instants.js';

/** A moment in the reader's words; the exact instant one hover or focus away. */
export function Instant({ at, as = 'moment' }: { at: string; as?: 'moment' | 'distance' | 'day' }) {
  const words = useInstants();
  return (
    <Tooltip label={words.exact(at)}>
      <time dateTime={at}>{words[as](at)}</time>
    </Tooltip>
  );
}
