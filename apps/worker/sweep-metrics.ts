import { Histogram, register } from 'prom-client';

const duration = new Histogram({
  name: 'huiyin_sweep_duration_seconds',
  help: 'Time of one look for steps of clocks that have come.',
  buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
  registers: [register],
});

/** Its count is the number of steps that were recorded. */
const lag = new Histogram({
  name: 'huiyin_sweep_lag_seconds',
  help: 'How late the steps of clocks were recorded.',
  buckets: [0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3600],
  registers: [register],
});

/** Runs one sweep and measures it. */
export async function observeSweep(
  sweep: (hear: (lagsMs: readonly number[]) => void) => Promise<number>,
): Promise<number> {
  const end = duration.startTimer();
  try {
    return await sweep((lagsMs) => {
      for (const lagMs of lagsMs) lag.observe(Math.max(0, lagMs / 1000));
    });
  } finally {
    end();
  }
}
