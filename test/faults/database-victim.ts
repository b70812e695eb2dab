import { readdirSync, readFileSync } from 'node:fs';
import { findEmbeddedDatabase, startEmbeddedDatabase, type EmbeddedDatabase } from '@huiyin/platform';
import type { Victim } from './program-victim.js';

/** PostgreSQL with every one of its processes; what it had not handed to the operating system is gone. */
export class DatabaseVictim implements Victim {
  readonly name = 'postgresql';

  private constructor(
    private readonly home: string,
    private database: EmbeddedDatabase,
  ) {}

  static async start(home: string): Promise<DatabaseVictim> {
    return new DatabaseVictim(home, await startEmbeddedDatabase({ home, log: () => undefined }));
  }

  get url(): string {
    return this.database.url;
  }

  async killAndRestart(): Promise<void> {
    const port = Number(new URL(this.database.url).port);
    const { pid } = this.database;
    // Backends leave the postmaster's process group, so they are looked up before it dies.
    const backends = childrenOf(pid);
    for (const process of [pid, ...backends]) kill(process);
    await this.database.ended;
    this.database = await startEmbeddedDatabase({ home: this.home, port, log: () => undefined });
  }

  async stop(): Promise<void> {
    if ((await findEmbeddedDatabase(this.home)) !== undefined) await this.database.stop();
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Empty where the system does not tell; backends then notice the death of the postmaster themselves. */
function childrenOf(parent: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]) === parent;
      } catch {
        return false;
      }
    });
}
