import type { Script } from '../../apps/cli/replay/replay-plan.js';
import type { Acknowledged, Audience } from '../../apps/cli/replay/ticket-story.js';

/** Remembers, outside the system under test, every write that the system said it has done. */
export class Witness implements Audience {
  readonly writes: Acknowledged[] = [];
  readonly failures: string[] = [];
  private readonly waiting = new Set<() => void>();

  acknowledged(write: Acknowledged): void {
    this.writes.push(write);
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }

  failed(script: Script, command: string, code: string): void {
    this.failures.push(`${script.messageId} ${command}: ${code}`);
  }

  /** Resolves at the next acknowledgement, or with false when there is none for so long. */
  async next(limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiting.delete(wake);
        resolve(false);
      }, limitMs);
      const wake = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      this.waiting.add(wake);
    });
  }
}
