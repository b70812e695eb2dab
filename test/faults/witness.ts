import type { Script } from '../../apps/cli/replay/replay-plan.js';
import type { Acknowledged, Audience } from '../../apps/cli/replay/ticket-story.js';

/** What somebody did to a bulletin, or to what it asks of a department, and was told of. */
export interface BulletinWrite {
  readonly employeeNumber: string;
  readonly idempotencyKey: string;
  readonly bulletinId: string;
  /** Type of the event that it must have left in the bulletin's chain. */
  readonly event: string;
}

/** Remembers, outside the system under test, every write that the system said it has done. */
export class Witness implements Audience {
  readonly writes: Acknowledged[] = [];
  readonly bulletinWrites: BulletinWrite[] = [];
  readonly failures: string[] = [];
  private readonly waiting = new Set<() => void>();

  acknowledged(write: Acknowledged): void {
    this.writes.push(write);
    this.wake();
  }

  toldOfBulletin(write: BulletinWrite): void {
    this.bulletinWrites.push(write);
    this.wake();
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

  private wake(): void {
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}
