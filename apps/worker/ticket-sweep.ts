import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Log, Repetition } from '@huiyin/platform';
import { CloseUnconfirmed } from '@huiyin/ticket';

const SWEEP_EVERY_MS = 10_000;
const CLOSED_AT_ONCE = 100;

/** Does what tickets need when time passes and nobody acts. */
@Injectable()
export class TicketSweep implements OnModuleDestroy {
  private repetition: Repetition | null = null;

  constructor(
    private readonly closeUnconfirmed: CloseUnconfirmed,
    private readonly log: Log,
  ) {}

  start(): void {
    this.repetition = new Repetition('close unconfirmed tickets', SWEEP_EVERY_MS, this.log, async () => {
      const closed = await this.closeUnconfirmed.sweep(CLOSED_AT_ONCE);
      return closed === CLOSED_AT_ONCE;
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.repetition?.stop();
  }
}
