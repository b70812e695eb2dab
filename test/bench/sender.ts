import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The last of all. */
const PRIORITY = 19;

/**
 * Runs a script of this folder as a process of its own and answers what it printed as JSON. One that stands for machines
 * elsewhere must not take the processor from those who are measured: it runs after everybody else.
 */
export async function runSender(script: string, task: object, isElsewhere: boolean): Promise<unknown> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A session of its own: Linux may share the processor among sessions, whatever priorities there are within.
    detached: isElsewhere,
  });
  if (isElsewhere && child.pid !== undefined) stepBack(child.pid);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}.`);
  return JSON.parse(output);
}

function stepBack(pid: number): void {
  setPriority(pid, PRIORITY);
  try {
    writeFileSync(`/proc/${pid}/autogroup`, `${PRIORITY}`);
  } catch {
    // Other systems share it among processes alone.
  }
}
