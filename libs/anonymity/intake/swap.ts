import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the system may write this process's memory, and the files that lie in memory, to a disk. */
export function isSwapInReach(): boolean {
  const swaps = textOf('/proc/swaps');
  const group = /^0::(.*)$/m.exec(textOf('/proc/self/cgroup'))?.[1] ?? '/';
  return swapReaches(swaps, textOf(join('/sys/fs/cgroup', group, 'memory.swap.max')));
}

/**
 * @param swaps what /proc/swaps says
 * @param most what memory.swap.max of the control group says; empty where there is none
 */
export function swapReaches(swaps: string, most: string): boolean {
  const places = swaps
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '');
  // Compressed memory is memory.
  return places.some((line) => !line.startsWith('/dev/zram')) && most.trim() !== '0';
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
