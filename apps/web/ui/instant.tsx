import { Tooltip, VisuallyHidden } from '@mantine/core';
import { useInstants } from '../lib/instants.js';
import classes from './instant.module.css';

/** A date of which no time is known, and so none is shown. */
export function DateOnly({ on }: { on: string }) {
  const words = useInstants();
  return <time dateTime={on}>{words.date(on)}</time>;
}

interface InstantProps {
  at: string;
  as?: 'moment' | 'distance' | 'day';
  /** Where it stands alone, so that one more stop of Tab is in nobody's way. */
  isFocusable?: boolean;
}

/** A moment in the reader's words; the exact instant one hover, focus or touch away, or else read out with it. */
export function Instant({ at, as = 'moment', isFocusable = false }: InstantProps) {
  const words = useInstants();
  const exact = words.exact(at);
  return (
    <Tooltip label={exact} events={{ hover: true, focus: isFocusable, touch: true }}>
      <time dateTime={at} className={classes['moment']} tabIndex={isFocusable ? 0 : undefined}>
        {words[as](at)}
        {isFocusable ? null : <VisuallyHidden> ({exact})</VisuallyHidden>}
      </time>
    </Tooltip>
  );
}
