import { Tooltip } from '@mantine/core';
import { useInstants } from '../lib/instants.js';

/** A date of which no time is known, and so none is shown. */
export function DateOnly({ on }: { on: string }) {
  const words = useInstants();
  return <time dateTime={on}>{words.date(on)}</time>;
}

/** A moment in the reader's words; the exact instant one hover or focus away. */
export function Instant({ at, as = 'moment' }: { at: string; as?: 'moment' | 'distance' | 'day' }) {
  const words = useInstants();
  return (
    <Tooltip label={words.exact(at)}>
      <time dateTime={at}>{words[as](at)}</time>
    </Tooltip>
  );
}
